// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_enquire.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <optional>

#include "handles.h"
#include "match_counts.h"

struct xap_enquire {
  Xapian::Database database;
  Xapian::Enquire enquire;
  /// By slot. Xapian keeps pointers to them, which a map never moves.
  std::map<uint32_t, std::optional<Xapian::ValueCountMatchSpy>> counts = {};
  /// The slot by which matches are counted, where they are.
  std::optional<uint32_t> counted_slot = {};
  std::optional<MatchCounts> matches = {};
};

struct xap_mset {
  Xapian::MSet mset;
  /// What it answers; the one that made the set may have gone on to another query.
  Xapian::Database database;
  Xapian::Query query;
};

namespace {
void check_numbers(std::initializer_list<double> numbers) {
  for (double number : numbers)
    if (!std::isfinite(number)) throw Xapian::InvalidArgumentError("Not a finite number");
}

MatchCounts &counted(xap_enquire *enquire) {
  if (!enquire->matches) throw Xapian::InvalidArgumentError("Matches were not counted");
  return *enquire->matches;
}

/// The document of a hit. A set keeps all that were asked of it, which of many hits takes more memory than their
/// texts should.
Xapian::Document document_at(const xap_mset &mset, Xapian::doccount index) {
  constexpr Xapian::doccount many = 1000;
  const Xapian::MSetIterator hit = mset.mset[index];
  return mset.mset.size() > many ? mset.database.get_document(*hit) : hit.get_document();
}
}  // namespace

extern "C" {

xap_enquire *xap_enquire_new(xap_database *database, xap_error *error) {
  return guarded_new<xap_enquire>(error, [&] {
    return new xap_enquire{database->database, Xapian::Enquire(database->database)};
  });
}

void xap_enquire_free(xap_enquire *enquire) {
  guarded(nullptr, [&] { delete enquire; });
}

bool xap_enquire_set_query(xap_enquire *enquire, const xap_query *query, xap_error *error) {
  return guarded(error, [&] { enquire->enquire.set_query(query->query); });
}

bool xap_enquire_use_bm25(
    xap_enquire *enquire, double k1, double k2, double k3, double b, double minimum_length,
    xap_error *error) {
  return guarded(error, [&] {
    check_numbers({k1, k2, k3, b, minimum_length});
    enquire->enquire.set_weighting_scheme(Xapian::BM25Weight(k1, k2, k3, b, minimum_length));
  });
}

bool xap_enquire_use_bm25_plus(
    xap_enquire *enquire, double k1, double k2, double k3, double b, double minimum_length,
    double delta, xap_error *error) {
  return guarded(error, [&] {
    check_numbers({k1, k2, k3, b, minimum_length, delta});
    enquire->enquire.set_weighting_scheme(
        Xapian::BM25PlusWeight(k1, k2, k3, b, minimum_length, delta));
  });
}

bool xap_enquire_use_tf_idf(xap_enquire *enquire, xap_view normalizations, xap_error *error) {
  return guarded(error, [&] {
    enquire->enquire.set_weighting_scheme(Xapian::TfIdfWeight(xap_text(normalizations)));
  });
}

bool xap_enquire_use_bool(xap_enquire *enquire, xap_error *error) {
  return guarded(error, [&] { enquire->enquire.set_weighting_scheme(Xapian::BoolWeight()); });
}

bool xap_enquire_set_sort(
    xap_enquire *enquire, uint32_t order, uint32_t slot, bool reverse, xap_error *error) {
  return guarded(error, [&] {
    Xapian::Enquire &enq = enquire->enquire;
    switch (order) {
      case XAP_BY_VALUE: enq.set_sort_by_value(slot, reverse); break;
      case XAP_BY_VALUE_THEN_RELEVANCE:
        enq.set_sort_by_value_then_relevance(slot, reverse);
        break;
      case XAP_BY_RELEVANCE_THEN_VALUE:
        enq.set_sort_by_relevance_then_value(slot, reverse);
        break;
      default: enq.set_sort_by_relevance();
    }
  });
}

bool xap_enquire_set_document_order(xap_enquire *enquire, uint32_t order, xap_error *error) {
  return guarded(error, [&] {
    enquire->enquire.set_docid_order(order == XAP_ASCENDING    ? Xapian::Enquire::ASCENDING
                                     : order == XAP_DESCENDING ? Xapian::Enquire::DESCENDING
                                                               : Xapian::Enquire::DONT_CARE);
  });
}

bool xap_enquire_set_cutoff(
    xap_enquire *enquire, int32_t percent, double weight, xap_error *error) {
  return guarded(error, [&] {
    check_numbers({weight});
    enquire->enquire.set_cutoff(percent, weight);
  });
}

bool xap_enquire_count_values(xap_enquire *enquire, uint32_t slot, xap_error *error) {
  return guarded(error, [&] {
    enquire->counts.try_emplace(slot);
  });
}

xap_terms *xap_enquire_value_counts(xap_enquire *enquire, uint32_t slot, xap_error *error) {
  return guarded_new<xap_terms>(error, [&] {
    auto known = enquire->counts.find(slot);
    if (known == enquire->counts.end() || !known->second)
      throw Xapian::InvalidArgumentError("Values of this slot were not counted");
    return new xap_terms(known->second->values_begin(), known->second->values_end(),
                         xap_terms::Counting::documents);
  });
}

bool xap_enquire_count_matches(xap_enquire *enquire, uint32_t slot, xap_error *error) {
  return guarded(error, [&] { enquire->counted_slot = slot; });
}

bool xap_enquire_match_counts(
    xap_enquire *enquire, size_t *matches, size_t *different, xap_error *error) {
  return guarded(error, [&] {
    MatchCounts &counts = counted(enquire);
    *matches = counts.matches();
    *different = counts.different();
  });
}

bool xap_enquire_matches_with_value(
    xap_enquire *enquire, xap_view value, size_t *count, xap_error *error) {
  return guarded(error, [&] { *count = counted(enquire).with_value(xap_text(value)); });
}

bool xap_enquire_each_folder(
    xap_enquire *enquire, uint32_t slot, void (*body)(void *context, xap_view folder, uint32_t count),
    void *context, xap_error *error) {
  return guarded(error, [&] {
    counted(enquire).each_folder(slot, [&](const std::string &folder, uint32_t count) {
      body(context, {reinterpret_cast<const uint8_t *>(folder.data()), folder.size()}, count);
    });
  });
}

bool xap_enquire_matches_holding(
    xap_enquire *enquire, xap_view term, size_t *count, xap_error *error) {
  return guarded(error, [&] { *count = counted(enquire).holding(xap_text(term)); });
}

bool xap_enquire_set_time_limit(xap_enquire *enquire, double seconds, xap_error *error) {
  return guarded(error, [&] {
    check_numbers({seconds});
    enquire->enquire.set_time_limit(seconds);
  });
}

xap_mset *xap_enquire_mset(
    xap_enquire *enquire, uint32_t first, uint32_t limit, uint32_t check_at_least,
    xap_error *error) {
  return guarded_new<xap_mset>(error, [&] {
    // Each run counts anew.
    enquire->enquire.clear_matchspies();
    for (auto &[slot, spy] : enquire->counts) {
      spy.emplace(slot);
      enquire->enquire.add_matchspy(&*spy);
    }
    if (enquire->counted_slot) {
      enquire->matches.emplace(enquire->database, *enquire->counted_slot);
      enquire->enquire.add_matchspy(&*enquire->matches);
    }
    return new xap_mset{enquire->enquire.get_mset(first, limit, check_at_least),
                        enquire->database, enquire->enquire.get_query()};
  });
}

void xap_mset_free(xap_mset *mset) {
  guarded(nullptr, [&] { delete mset; });
}

bool xap_mset_statistics_of(
    xap_mset *mset, xap_mset_statistics *statistics, xap_error *error) {
  return guarded(error, [&] {
    const Xapian::MSet &m = mset->mset;
    *statistics = {m.size(),
                   m.get_firstitem(),
                   m.get_matches_lower_bound(),
                   m.get_matches_estimated(),
                   m.get_matches_upper_bound(),
                   m.get_max_attained(),
                   m.get_max_possible()};
  });
}

bool xap_mset_hits(xap_mset *mset, xap_hit *hits, size_t capacity, xap_error *error) {
  return guarded(error, [&] {
    const Xapian::MSet &m = mset->mset;
    size_t count = 0;
    for (auto i = m.begin(); i != m.end() && count < capacity; ++i) {
      double weight = i.get_weight();
      hits[count++] = {weight, *i, m.convert_to_percent(weight)};
    }
  });
}

bool xap_mset_each_data(
    xap_mset *mset, uint32_t first, uint32_t count, void (*body)(void *context, xap_view data), void *context,
    xap_error *error) {
  return guarded(error, [&] {
    const Xapian::doccount size = mset->mset.size();
    for (Xapian::doccount i = std::min(first, size); count > 0 && i < size; ++i, --count) {
      const std::string data = document_at(*mset, i).get_data();
      body(context, {reinterpret_cast<const uint8_t *>(data.data()), data.size()});
    }
  });
}

xap_document *xap_mset_document(xap_mset *mset, uint32_t index, xap_error *error) {
  return guarded_new<xap_document>(error, [&] {
    // Xapian reads past its items without looking.
    if (index >= mset->mset.size()) throw Xapian::RangeError("No such hit");
    return new xap_document{document_at(*mset, index)};
  });
}

xap_terms *xap_mset_matching_terms(xap_mset *mset, uint32_t document, xap_error *error) {
  return guarded_new<xap_terms>(error, [&] {
    Xapian::Enquire enquire(mset->database);
    enquire.set_query(mset->query);
    return new xap_terms(enquire.get_matching_terms_begin(document),
                         enquire.get_matching_terms_end(document),
                         xap_terms::Counting::nothing);
  });
}

bool xap_mset_term_frequency(
    xap_mset *mset, xap_view term, uint32_t *frequency, xap_error *error) {
  return guarded(error, [&] { *frequency = mset->mset.get_termfreq(xap_text(term)); });
}

bool xap_mset_term_weight(xap_mset *mset, xap_view term, double *weight, xap_error *error) {
  return guarded(error, [&] { *weight = mset->mset.get_termweight(xap_text(term)); });
}

}  // extern "C"
