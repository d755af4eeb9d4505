// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_POSTING_LIST_H
#define GLASS_POSTING_LIST_H
#include "glass_pack.h"
#include "glass_table.h"

namespace glass {

/// From how many bytes on a chunk of a posting list, or of values, ends: as in Xapian.
constexpr size_t chunk_size = 2000;

/// Writes posting lists in chunks. The first of a list has the term for its key and gives the frequencies;
/// the others have a document's number behind the term.
class PostingList {
  Table &table;
  std::string key, continued, first_head, body, tag;
  bool is_first = true;
  uint32_t first = 0, last = 0;

 public:
  explicit PostingList(Table &table) : table(table) {}

  /// Begins a list; `key` is that of its first chunk, `longer` what the others' begin with.
  void start(std::string_view term_key, std::string_view longer, uint64_t documents,
             uint64_t occurrences) {
    key = term_key;
    continued = longer;
    is_first = true;
    first_head.clear();
    pack_number(first_head, documents);
    pack_number(first_head, occurrences);
    body.clear();
  }

  void add(uint32_t document, uint32_t count) {
    if (body.size() >= chunk_size) flush(false);
    begin_at(document);
    last = document;
    pack_number(body, count);
  }

  /// Adds the postings of a chunk, from one document to another, in one chunk with those before where
  /// both fit.
  void add(uint32_t from, uint32_t to, std::string_view postings) {
    if (!body.empty() && body.size() + postings.size() > chunk_size) flush(false);
    begin_at(from);
    last = to;
    body += postings;
  }

  void flush(bool is_last) {
    tag.clear();
    if (is_first) {
      tag = first_head;
      pack_number(tag, first - 1);
    } else {
      key = continued;
      pack_sortable(key, first);
    }
    tag += is_last ? '1' : '0';
    pack_number(tag, last - first);
    tag += body;
    table.add(key, tag);
    is_first = false;
    body.clear();
  }

 private:
  void begin_at(uint32_t document) {
    if (body.empty())
      first = document;
    else
      pack_number(body, document - last - 1);
  }
};

}  // namespace glass

#endif
