// SPDX-License-Identifier: GPL-2.0-or-later
#include "identifier_source.h"

#include <algorithm>

#include "handles.h"
#include "xap_values.h"

void IdentifierSource::init(const Xapian::Database &) {
  // An id may be that of no document, so none is certain to be found.
  min_documents = 0;
  documents = max_documents = Xapian::doccount(identifiers->size());
  set_maxweight(0);
  has_begun = false;
  place = 0;
  current = 0;
}

void IdentifierSource::settle() {
  current = place < identifiers->size() ? (*identifiers)[place] : 0;
}

void IdentifierSource::next(double) {
  if (has_begun && place < identifiers->size()) ++place;
  has_begun = true;
  settle();
}

void IdentifierSource::skip_to(Xapian::docid document, double) {
  has_begun = true;
  place = std::lower_bound(identifiers->begin() + place, identifiers->end(), document) -
          identifiers->begin();
  settle();
}

extern "C" {

xap_query *xap_query_documents(const uint32_t *documents, size_t count, xap_error *error) {
  return guarded_new<xap_query>(error, [&] {
    auto identifiers = std::make_shared<std::vector<Xapian::docid>>(documents, documents + count);
    std::sort(identifiers->begin(), identifiers->end());
    identifiers->erase(std::unique(identifiers->begin(), identifiers->end()), identifiers->end());
    auto *source = new IdentifierSource(std::move(identifiers));
    return new xap_query{Xapian::Query(source->release()), 1, true};
  });
}

bool xap_database_each_value(
    xap_database *database, uint32_t slot,
    void (*body)(void *context, uint32_t document, xap_view value), void *context,
    xap_error *error) {
  return guarded(error, [&] {
    const Xapian::Database &values = database->database;
    for (auto i = values.valuestream_begin(slot); i != values.valuestream_end(slot); ++i) {
      const std::string value = *i;
      body(context, i.get_docid(),
           {reinterpret_cast<const uint8_t *>(value.data()), value.size()});
    }
  });
}

}  // extern "C"
