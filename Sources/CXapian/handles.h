// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_HANDLES_H
#define XAP_HANDLES_H
#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "revision_cache.h"
#include "synonym_source.h"
#include "guard.h"
#include "xap_database.h"
#include "xap_enquire.h"
#include "xap_query.h"
#include "xap_terms.h"

struct xap_database {
  /// Shares its insides with `writable` where there is one.
  Xapian::Database database;
  std::optional<Xapian::WritableDatabase> writable;
  /// Made when a query needs it.
  std::shared_ptr<RevisionCache> cache = {};
};

struct xap_document {
  Xapian::Document document;
};

struct xap_query {
  Xapian::Query query;
  /// Xapian walks a query by recursion, so its depth must be bounded.
  unsigned depth;
  bool has_group = false;
  /// The group where the query is one and nothing more.
  std::shared_ptr<SynonymSource::Synonyms> synonyms = {};
};

struct xap_terms {
  enum class Counting { nothing, documents, occurrences };

  Xapian::TermIterator next;
  Xapian::TermIterator end;
  Counting counting;
  std::string bytes;
  std::vector<xap_term> batch;

  xap_terms(Xapian::TermIterator begin, Xapian::TermIterator end, Counting counting)
      : next(begin), end(end), counting(counting) {}
};

#endif
