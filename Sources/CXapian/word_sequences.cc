// SPDX-License-Identifier: GPL-2.0-or-later
#include "word_sequences.h"

#include "sequence_bytes.h"
#include "word_sequence.h"

bool WordSequences::go_to(Xapian::docid document) {
  current = document;
  value = memory ? memory->value(slot, document) : std::string_view();
  if (value.empty()) {
    const Xapian::ValueIterator end;
    if (!is_reading || (next != end && next.get_docid() > document))
      next = database.valuestream_begin(slot);
    is_reading = true;
    if (next != end) next.skip_to(document);
    if (next == end || next.get_docid() != document) return false;
    read = *next;
    value = read;
    if (memory) memory->keep(slot, document, read);
  }
  part_bits = 0;
  if (value[0] != '\0') return true;
  if (value.size() == 2) part_bits = static_cast<unsigned char>(value[1]);
  if (part_bits == 0 || part_bits > most_part_bits) throw_sequence_damage();
  return true;
}

void WordSequences::append_positions(
    uint64_t hash, std::vector<Xapian::termpos> &positions) {
  if (part_bits)
    SequencePart(part(part_of(hash, part_bits))).append_positions(hash, positions);
  else
    WordSequence(value).append_positions(hash, positions);
}

/// A part of the current document's sequence, lent until the next is asked for.
std::string_view WordSequences::part(uint32_t number) {
  const Xapian::valueno part_slot = WordSequences::part_slot(slot, number);
  if (memory) {
    const std::string_view known = memory->value(part_slot, current);
    if (!known.empty()) return known;
  }
  // That the document is there is known; asking again would take as long as the part.
  read_part = database.get_document(current, Xapian::DOC_ASSUME_VALID).get_value(part_slot);
  if (memory) memory->keep(part_slot, current, read_part);
  return read_part;
}

size_t WordSequences::read_all() {
  size_t bytes = value.size();
  if (!part_bits) WordSequence whole(value);
  for (uint32_t number = 0; part_bits && number < uint32_t(1) << part_bits; ++number) {
    const std::string_view one = part(number);
    if (!one.empty()) SequencePart part_of_it(one);
    bytes += one.size();
  }
  return bytes;
}
