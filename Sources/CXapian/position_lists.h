// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_WORD_SEQUENCES_H
#define XAP_WORD_SEQUENCES_H
#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "revision_cache.h"

/// Reads the position lists that the documents of a database have in a value slot: see position_list.h.
///
/// The value of a long position list is a byte 0 and in another byte how many of the highest bits of a term's hash number
/// the part that has the term. The parts are values in other slots.
class PositionLists {
 public:
  /// Slots of position lists are below it. The parts of those in slot s are in the slots from (s + 1) times it on.
  static constexpr Xapian::valueno parts_begin = 1 << 16;
  static constexpr unsigned max_part_bits = 16;

  /// In which of so many parts a term is.
  static uint32_t part_of(uint64_t hash, unsigned part_bits) {
    return static_cast<uint32_t>(hash >> (64 - part_bits));
  }

  /// The slot of a part of the position lists in a slot.
  static Xapian::valueno part_slot(Xapian::valueno slot, uint32_t part) {
    return (slot + 1) * parts_begin + part;
  }

  /// `memory` may be null.
  PositionLists(Xapian::Database database, Xapian::valueno slot,
                std::shared_ptr<RevisionCache> cache)
      : database(std::move(database)), slot(slot), cache(std::move(cache)) {}

  Xapian::valueno value_slot() const { return slot; }

  /// Goes to a document; false where it has no position list.
  bool go_to(Xapian::docid document);

  /// Appends the positions at which a term of the document stands, ascending.
  void append_positions(uint64_t hash, std::vector<Xapian::termpos> &positions);

  /// Reads all of the current document; returns how many bytes that is.
  size_t read_all();

 private:
  Xapian::Database database;
  Xapian::valueno slot;
  std::shared_ptr<RevisionCache> cache;
  Xapian::docid current = 0;
  /// The values of the documents, from the last that was read on.
  Xapian::ValueIterator next;
  bool is_reading = false;
  std::string read, read_part;
  std::string_view value;
  unsigned part_bits = 0;

  std::string_view part(uint32_t number);
};

#endif
