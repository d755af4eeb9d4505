// SPDX-License-Identifier: GPL-2.0-or-later
#include "position_lists.h"

#include "position_list_bytes.h"
#include "position_list.h"

bool PositionLists::go_to(Xapian::docid document) {
  current = document;
  value = cache ? cache->value(slot, document) : std::string_view();
  if (value.empty()) {
    const Xapian::ValueIterator end;
    if (!is_reading || (next != end && next.get_docid() > document))
      next = database.valuestream_begin(slot);
    is_reading = true;
    if (next != end) next.skip_to(document);
    if (next == end || next.get_docid() != document) return false;
    read = *next;
    value = read;
    if (cache) cache->keep(slot, document, read);
  }
  part_bits = 0;
  if (value[0] != '\0') return true;
  if (value.size() == 2) part_bits = static_cast<unsigned char>(value[1]);
  if (part_bits == 0 || part_bits > max_part_bits) throw_position_list_damage();
  return true;
}

void PositionLists::append_positions(
    uint64_t hash, std::vector<Xapian::termpos> &positions) {
  if (part_bits)
    PositionListPart(part(part_of(hash, part_bits))).append_positions(hash, positions);
  else
    PositionList(value).append_positions(hash, positions);
}

/// A part of the current document's position list, lent until the next is asked for.
std::string_view PositionLists::part(uint32_t number) {
  const Xapian::valueno part_slot = PositionLists::part_slot(slot, number);
  if (cache) {
    const std::string_view known = cache->value(part_slot, current);
    if (!known.empty()) return known;
  }
  // That the document is there is known; asking again would take as long as the part.
  read_part = database.get_document(current, Xapian::DOC_ASSUME_VALID).get_value(part_slot);
  if (cache) cache->keep(part_slot, current, read_part);
  return read_part;
}

size_t PositionLists::read_all() {
  size_t bytes = value.size();
  if (!part_bits) PositionList whole(value);
  for (uint32_t number = 0; part_bits && number < uint32_t(1) << part_bits; ++number) {
    const std::string_view one = part(number);
    if (!one.empty()) PositionListPart part_of_it(one);
    bytes += one.size();
  }
  return bytes;
}
