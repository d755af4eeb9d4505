// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_TABLE_READER_H
#define GLASS_TABLE_READER_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "glass_table.h"

namespace glass {

/// Reads all entries of a table that was written in one go, as compaction writes it: its leaves lie in the
/// file in the order of their keys. See `Table` for what lies in a block.
class TableReader {
 public:
  /// Opens the file.
  explicit TableReader(const std::string &path);
  ~TableReader();
  TableReader(const TableReader &) = delete;

  /// Goes to the next entry; false at the end.
  bool next();

  /// The entry's, until the next call of `next`.
  std::string_view key() const { return current_key; }
  std::string_view tag() const { return current_tag; }
  bool is_compressed() const { return is_tag_compressed; }

 private:
  struct Item {
    std::string_view key, part;
    unsigned flags;
  };

  bool read_leaf();
  bool read_item(Item &item);
  [[noreturn]] void throw_damage() const;

  std::string path;
  int descriptor;
  std::vector<unsigned char> block;
  unsigned directory_place = 0, directory_end = 0;
  std::string current_key, current_tag;
  bool is_tag_compressed = false;
};

}  // namespace glass

#endif
