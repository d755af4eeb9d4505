// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_DATABASE_MEMORY_H
#define XAP_DATABASE_MEMORY_H
#include <xapian.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the queries of one process have read of a database at one revision and will read again: lengths of
/// documents, each of which Xapian finds by reading half of a block of them, and sequences of words, for each of
/// which it reads a block. Keeps count of what else is kept beside it.
class DatabaseMemory {
 public:
  explicit DatabaseMemory(const Xapian::Database &database)
      : revision(database.get_revision()), blocks(database.get_lastdocid() / block_size + 1) {}

  /// Whether it tells of a database as that one is now.
  bool is_of(const Xapian::Database &database) const {
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
    const auto of_slot = values.find(slot);
    const size_t number = document / value_block_size;
    if (of_slot == values.end() || number >= of_slot->second.size()) return {};
    const auto &block = of_slot->second[number];
    return block ? std::string_view((*block)[document % value_block_size]) : std::string_view();
  }

  /// Keeps a value of a document while there is room.
  void keep(Xapian::valueno slot, Xapian::docid document, const std::string &value) {
    auto &of_slot = values[slot];
    of_slot.resize(blocks.size() * (block_size / value_block_size));
    const size_t number = document / value_block_size;
    if (number >= of_slot.size()) return;
    const bool is_new = !of_slot[number];
    if (!takes(value.size() + (is_new ? sizeof(ValueBlock) : 0))) return;
    if (is_new) of_slot[number] = std::make_unique<ValueBlock>();
    (*of_slot[number])[document % value_block_size] = value;
  }

  /// Whether so many bytes more may be kept; they are counted then.
  bool takes(size_t bytes) {
    if (kept + bytes > most_kept) return false;
    kept += bytes;
    return true;
  }

  void gives_back(size_t bytes) { kept -= bytes; }

 private:
  static constexpr size_t block_size = 1024, value_block_size = 64;
  static constexpr size_t most_kept = 32 << 20;
  /// One more than the length; 0 where it was not looked up yet.
  using Block = std::array<Xapian::termcount, block_size>;
  using ValueBlock = std::array<std::string, value_block_size>;

  Xapian::rev revision;
  std::vector<std::unique_ptr<Block>> blocks;
  std::map<Xapian::valueno, std::vector<std::unique_ptr<ValueBlock>>> values;
  size_t kept = 0;
};

#endif
