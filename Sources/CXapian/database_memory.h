// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_DATABASE_MEMORY_H
#define XAP_DATABASE_MEMORY_H
#include <xapian.h>

#include <array>
#include <memory>
#include <vector>

/// What the queries of one process have read of a database at one revision and will read again: lengths of
/// documents, each of which Xapian finds by reading half of a block of them. Keeps count of what else is kept
/// beside it.
class DatabaseMemory {
 public:
  explicit DatabaseMemory(const Xapian::Database &database)
      : revision(database.get_revision()), blocks(database.get_lastdocid() / block_size + 1) {}

  /// Whether it tells of a database as that one is now.
  bool is_of(const Xapian::Database &database) const {
    return revision == database.get_revision();
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

  /// Whether so many bytes more may be kept; they are counted then.
  bool takes(size_t bytes) {
    if (kept + bytes > most_kept) return false;
    kept += bytes;
    return true;
  }

  void gives_back(size_t bytes) { kept -= bytes; }

 private:
  static constexpr size_t block_size = 1024;
  static constexpr size_t most_kept = 32 << 20;
  /// One more than the length; 0 where it was not looked up yet.
  using Block = std::array<Xapian::termcount, block_size>;

  Xapian::rev revision;
  std::vector<std::unique_ptr<Block>> blocks;
  size_t kept = 0;
};

#endif
