// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_DATABASE_MEMORY_H
#define XAP_DATABASE_MEMORY_H
#include <xapian.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What the queries of one process have read of a database at one revision and will read again: lengths of
/// documents, each of which Xapian finds by reading half of a block of them, and position lists, for each of
/// which it reads a block. Keeps count of what else is kept beside it.
class RevisionCache {
 public:
  explicit RevisionCache(const Xapian::Database &database)
      : revision(database.get_revision()), blocks(database.get_lastdocid() / block_size + 1) {}

  /// Whether it was read of this revision of the database.
  bool matches(const Xapian::Database &database) const {
    return revision == database.get_revision();
  }

  /// Whether the length of a document was looked up before.
  bool knows_length(Xapian::docid document) const {
    const size_t number = document / block_size;
    return number < blocks.size() && blocks[number] && (*blocks[number])[document % block_size] > 0;
  }

  /// How long a document is.
  Xapian::termcount length(const Xapian::Database &database, Xapian::docid document) {
    const size_t number = document / block_size;
    if (number >= blocks.size()) return database.get_doclength(document);
    if (!blocks[number]) blocks[number] = std::make_unique<Block>();
    Xapian::termcount &above = (*blocks[number])[document % block_size];
    if (above == 0) above = database.get_doclength(document) + 1;
    return above - 1;
  }

  /// A value of a document that was kept; empty where it was not.
  std::string_view value(Xapian::valueno slot, Xapian::docid document) const {
    const auto known = values.find(slot);
    const size_t number = document / values_of_block;
    if (known == values.end() || number >= known->second.size() || !known->second[number]) return {};
    return (*known->second[number])[document % values_of_block];
  }

  /// Keeps a value of a document while there is room.
  void keep(Xapian::valueno slot, Xapian::docid document, const std::string &value) {
    const size_t number = document / values_of_block;
    const size_t block_count = blocks.size() * block_size / values_of_block;
    if (number >= block_count) return;
    auto known = values.find(slot);
    if (known == values.end()) {
      if (!reserve(block_count * sizeof(ValueBlocks::value_type))) return;
      known = values.emplace(slot, ValueBlocks(block_count)).first;
    }
    auto &block = known->second[number];
    if (!reserve(value.size() + (block ? 0 : sizeof *block))) return;
    if (!block) block = std::make_unique<ValueBlocks::value_type::element_type>();
    (*block)[document % values_of_block] = value;
  }

  /// Whether so many bytes more may be kept; they are counted then.
  bool reserve(size_t bytes) {
    if (kept + bytes > max_bytes) return false;
    kept += bytes;
    return true;
  }

  void release(size_t bytes) { kept -= bytes; }

 private:
  static constexpr size_t block_size = 1024, values_of_block = 64;
  static constexpr size_t max_bytes = 32 << 20;
  /// One more than the length; 0 where it was not looked up yet.
  using Block = std::array<Xapian::termcount, block_size>;
  using ValueBlocks = std::vector<std::unique_ptr<std::array<std::string, values_of_block>>>;

  Xapian::rev revision;
  std::vector<std::unique_ptr<Block>> blocks;
  std::unordered_map<Xapian::valueno, ValueBlocks> values;
  size_t kept = 0;
};

#endif
