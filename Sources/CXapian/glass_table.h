// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_TABLE_H
#define GLASS_TABLE_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace glass {

/// Writes a table of a glass database: a B-tree, whose keys must come in ascending order.
///
/// A block is: revision (4 bytes), level (1), free bytes (2, twice), end of the directory (2), the
/// directory with the place of each item (2), free space, items. Numbers are big-endian.
/// A leaf's item: size and flags (2), length of the key (1), key, number of the part (2, but for the
/// first part), tag. A branch's item: block (4), length of the key (1), key, number of the part (2).
class Table {
 public:
  static constexpr unsigned block_size = 8192;
  /// Of a database that was written in one go.
  static constexpr unsigned revision = 1;
  static constexpr unsigned header_size = 11, level_place = 4, directory_end_place = 9;
  static constexpr unsigned size_mask = 0x1fff, part_number_size = 2;
  static constexpr unsigned is_compressed_flag = 0x8000, is_last_flag = 0x4000,
                            is_first_flag = 0x2000;

  /// Creates the file.
  explicit Table(const std::string &path);
  ~Table();
  Table(const Table &) = delete;

  /// Adds an entry. `is_compressed` only says what the tag is.
  void add(std::string_view key, std::string_view tag, bool is_compressed = false);

  /// Writes what is left, and returns what the version file says of the table. `compress_from` is
  /// the length of a tag from which on Xapian compresses those that it adds itself.
  std::string finish(unsigned compress_from);

 private:
  /// The last block of a level.
  struct Block {
    std::vector<unsigned char> bytes;
    uint32_t number;
    unsigned directory_end;
    unsigned items_begin;
    explicit Block(uint32_t number);
    void clear(uint32_t number);
    unsigned char *append(unsigned size);
    bool fits(unsigned size) const { return items_begin - directory_end >= size + 2; }
  };

  void add_part(std::string_view key, std::string_view part, unsigned number, unsigned flags);
  void add_branch(size_t level, std::string_view key, unsigned part, uint32_t block);
  void start_block(size_t level);
  void write(size_t level);

  std::string path;
  int descriptor;
  /// From the leaves up.
  std::vector<Block> levels;
  std::string last_key;
  uint32_t block_count = 0;
  uint64_t entry_count = 0;
};

}  // namespace glass

#endif
