// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_query.h"

#include <algorithm>
#include <cmath>

#include "synonym_source.h"
#include "handles.h"
#include "positional_source.h"
#include "word_codes.h"

namespace {
using Xapian::Query;

const unsigned deepest = 1000;

Query::op operation_named(uint32_t operation) {
  switch (operation) {
    case XAP_AND: return Query::OP_AND;
    case XAP_OR: return Query::OP_OR;
    case XAP_AND_NOT: return Query::OP_AND_NOT;
    case XAP_XOR: return Query::OP_XOR;
    case XAP_AND_MAYBE: return Query::OP_AND_MAYBE;
    case XAP_FILTER: return Query::OP_FILTER;
    case XAP_NEAR: return Query::OP_NEAR;
    case XAP_PHRASE: return Query::OP_PHRASE;
    case XAP_ELITE_SET: return Query::OP_ELITE_SET;
    case XAP_SYNONYM: return Query::OP_SYNONYM;
    case XAP_MAX: return Query::OP_MAX;
  }
  throw Xapian::InvalidArgumentError("Unknown query operator");
}

// Under an OR, a term may carry a weight of its own.
bool is_weighted_term(const Query &query) {
  if (query.get_type() == Query::OP_SCALE_WEIGHT) return is_weighted_term(query.get_subquery(0));
  return query.get_type() == Query::LEAF_TERM;
}

// Xapian 1.4 finds positions of terms and of terms under OR. Anything else it refuses, or, when
// it is nested under the OR, takes without a word and then loses documents.
bool has_positions(const Query &query) {
  switch (query.get_type()) {
    case Query::LEAF_TERM:
    case Query::LEAF_MATCH_NOTHING: return true;
    case Query::OP_OR:
      for (size_t i = 0; i < query.get_num_subqueries(); ++i) {
        const Query sub = query.get_subquery(i);
        if (!is_weighted_term(sub) && !(sub.get_type() == Query::OP_OR && has_positions(sub)))
          return false;
      }
      return true;
    default: return false;
  }
}

/// What is known of a database; null where it changes below its readers.
std::shared_ptr<RevisionCache> memory_of(xap_database &database) {
  if (database.writable) return nullptr;
  if (!database.cache || !database.cache->matches(database.database))
    database.cache = std::make_shared<RevisionCache>(database.database);
  return database.cache;
}

xap_query *made(xap_error *error, const Query &query) {
  return guarded_new<xap_query>(error, [&] { return new xap_query{query, 1}; });
}
}  // namespace

extern "C" {

xap_query *xap_query_match_all(xap_error *error) {
  return guarded_new<xap_query>(error, [&] { return new xap_query{Query(std::string()), 1}; });
}

xap_query *xap_query_match_nothing(xap_error *error) { return made(error, Query()); }

xap_query *xap_query_term(xap_view term, uint32_t wqf, uint32_t position, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    // To Xapian the empty term means every document: too much for a slip.
    if (term.count == 0) throw Xapian::InvalidArgumentError("Empty terms aren't allowed");
    return new xap_query{Query(xap_text(term), wqf, position), 1};
  });
}

xap_query *xap_query_synonyms(
    xap_database *database, const xap_synonym_term *terms, size_t count,
    const xap_synonym_parameters *parameters, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    auto synonyms = std::make_shared<SynonymSource::Synonyms>();
    synonyms->terms.reserve(count);
    for (size_t i = 0; i < count; ++i) {
      if (terms[i].term.count == 0)
        throw Xapian::InvalidArgumentError("Empty terms aren't allowed");
      if (terms[i].layer >= SynonymSource::max_layers)
        throw Xapian::InvalidArgumentError("A group has three layers");
      const std::string term = xap_text(terms[i].term);
      synonyms->terms.push_back(
          {term, terms[i].layer, terms[i].documents, WordCodes::hash(term)});
    }
    synonyms->parameters = {{}, parameters->k1, parameters->b, parameters->minimum_length};
    for (unsigned layer = 0; layer < SynonymSource::max_layers; ++layer) {
      if (!std::isfinite(parameters->factors[layer]) || parameters->factors[layer] < 0)
        throw Xapian::InvalidArgumentError("A weight's factor must be a number from 0 on");
      synonyms->parameters.factors[layer] = parameters->factors[layer];
    }
    synonyms->cache = memory_of(*database);
    auto *source = new SynonymSource(synonyms);
    return new xap_query{Query(source->release()), 1, true, synonyms};
  });
}

xap_query *xap_query_positional(
    const xap_query *const *queries, size_t count, uint32_t positions_slot, uint32_t window,
    xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    PositionalSource::SynonymSets synonym_sets;
    for (size_t i = 0; i < count; ++i) {
      if (!queries[i]->synonyms) throw Xapian::InvalidArgumentError("Not a group");
      synonym_sets.push_back(queries[i]->synonyms);
    }
    if (synonym_sets.empty()) return new xap_query{Query(), 1};
    auto *source = new PositionalSource(
        std::move(synonym_sets), PositionalSource::Arrangement{positions_slot, window});
    return new xap_query{Query(source->release()), 1, true};
  });
}

xap_query *xap_query_combine(
    uint32_t operation, const xap_query *const *queries, size_t count, uint32_t parameter,
    xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    Query::op op = operation_named(operation);
    bool positional = op == Query::OP_NEAR || op == Query::OP_PHRASE;
    std::vector<Query> parts;
    parts.reserve(count);
    unsigned depth = 0;
    bool has_group = false;
    for (size_t i = 0; i < count; ++i) {
      if (positional && !has_positions(queries[i]->query))
        throw Xapian::UnimplementedError("NEAR and PHRASE take terms and terms joined by OR");
      parts.push_back(queries[i]->query);
      depth = std::max(depth, queries[i]->depth);
      has_group = has_group || queries[i]->has_group;
    }
    if (depth >= deepest) throw Xapian::InvalidArgumentError("The query is nested too deeply");
    return new xap_query{
        Query(op, parts.begin(), parts.end(), parameter), depth + 1, has_group};
  });
}

xap_query *xap_query_scale(const xap_query *query, double factor, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    if (!std::isfinite(factor) || factor < 0)
      throw Xapian::InvalidArgumentError("A weight's factor must be a number from 0 on");
    // Xapian tells a source the least weight that counts without taking the factor into account.
    if (factor > 1 && query->has_group)
      throw Xapian::InvalidArgumentError("The weight of a group can be scaled down only");
    if (query->depth >= deepest)
      throw Xapian::InvalidArgumentError("The query is nested too deeply");
    return new xap_query{Query(factor, query->query), query->depth + 1, query->has_group};
  });
}

xap_query *xap_query_value_range(
    uint32_t slot, xap_view lower, xap_view upper, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    return new xap_query{Query(Query::OP_VALUE_RANGE, slot, xap_text(lower), xap_text(upper)), 1};
  });
}

xap_query *xap_query_value_at_least(uint32_t slot, xap_view lower, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    return new xap_query{Query(Query::OP_VALUE_GE, slot, xap_text(lower)), 1};
  });
}

xap_query *xap_query_value_at_most(uint32_t slot, xap_view upper, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    return new xap_query{Query(Query::OP_VALUE_LE, slot, xap_text(upper)), 1};
  });
}

xap_query *xap_query_wildcard(
    xap_view prefix, uint32_t limit, uint32_t limit_kind, uint32_t combiner, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    int kind = limit_kind == XAP_LIMIT_FIRST           ? Query::WILDCARD_LIMIT_FIRST
               : limit_kind == XAP_LIMIT_MOST_FREQUENT ? Query::WILDCARD_LIMIT_MOST_FREQUENT
                                                       : Query::WILDCARD_LIMIT_ERROR;
    return new xap_query{
        Query(Query::OP_WILDCARD, xap_text(prefix), limit, kind, operation_named(combiner)), 1};
  });
}

void xap_query_free(xap_query *query) {
  guarded(nullptr, [&] { delete query; });
}

bool xap_query_is_empty(const xap_query *query) { return query->query.empty(); }

bool xap_query_description(const xap_query *query, xap_bytes *text, xap_error *error) {
  return guarded(error, [&] { xap_give(query->query.get_description(), text); });
}

xap_terms *xap_query_terms(const xap_query *query, xap_error *error) {
  return guarded_new<xap_terms>(error, [&] {
    return new xap_terms(query->query.get_unique_terms_begin(),
                         query->query.get_unique_terms_end(), xap_terms::Counting::nothing);
  });
}

bool xap_value_serialise(double number, xap_bytes *value, xap_error *error) {
  return guarded(error, [&] {
    if (std::isnan(number)) throw Xapian::InvalidArgumentError("Not a number");
    xap_give(Xapian::sortable_serialise(number), value);
  });
}

bool xap_value_unserialise(xap_view value, double *number, xap_error *error) {
  return guarded(error, [&] { *number = Xapian::sortable_unserialise(xap_text(value)); });
}

}  // extern "C"
