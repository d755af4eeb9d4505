// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_SEGMENT_H
#define GLASS_SEGMENT_H
#include <map>

#include "glass_table.h"
#include "glass_terms.h"
#include "position_list_encoder.h"
#include "xap_document.h"

struct libdeflate_compressor;

namespace glass {

/// From how many bytes on Xapian compresses a tag.
constexpr unsigned compress_from = 18;

/// Builds a new glass database in one go: postings are gathered in plain arrays and written in the
/// order of the tables at the end, where Xapian keeps a tree of trees of strings.
class Segment {
 public:
  /// Creates the folder's files; the folder must be there.
  explicit Segment(const std::string &path);
  ~Segment();
  Segment(const Segment &) = delete;

  /// Takes the postings of the document that is added next, so that a long one can come in parts.
  void append(const xap_content &content);

  /// Adds a document and returns its id, counted from 1. Throws RangeError where it has too many words, and all is
  /// as if it had not come.
  uint32_t add(const xap_content &content);

  /// Writes all; nothing can be added afterwards.
  void finish();

 private:
  /// A term in a document.
  struct Entry {
    uint32_t term;
    uint32_t count;
  };
  /// What a document holds beside its entries, which end where those of the next begin.
  struct Document {
    uint32_t length;
    size_t entries_begin;
    std::string slots;
  };
  /// The values in a slot, by document.
  struct Values {
    std::vector<std::pair<uint32_t, std::string>> all;
    std::string lowest, highest;
  };

  void gather(const xap_content &content);
  uint32_t number_in_document(std::string_view text, uint64_t hash);
  void add_case_terms(const xap_content &content);
  void count_words();
  void drop();
  void add_values(const xap_content &content, std::map<uint32_t, std::string> words);
  void add_value(uint32_t slot, std::string value, std::string_view lowest,
                 std::string_view highest);
  void add_compressed(Table &table, std::string_view key, std::string_view tag);
  void add_as_it_is(Table &table, std::string_view key, std::string_view tag);
  void write_values(Table &table);
  void write_chunks(Table &table, const std::string &slot_key, const Values &of_slot);
  void write_lengths(Table &table);
  void write_postings(Table &postings);
  void write_term_lists(Table &table);
  void write_version(const std::vector<std::string> &roots);

  std::string path;
  Table data;
  libdeflate_compressor *compressor;
  std::string compressed;

  Terms terms;
  std::vector<uint32_t> last_document;  // by term
  std::vector<uint32_t> local;          // by term: its place in the last document
  PositionListEncoder position_lists;         // of the document that is being gathered

  std::vector<uint8_t> written;  // how the terms of the last document are written, by place
  std::string prefixed;

  std::vector<Document> documents;
  bool is_open = false;  // the last document is being gathered
  std::vector<Entry> entries;
  std::map<uint32_t, Values> values;
  std::vector<uint32_t> sorted;  // the entries, each document's in the order of its terms
  uint64_t total_length = 0;
  uint32_t largest_count = 0;
};

}  // namespace glass

#endif
