// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_WORD_SEQUENCE_H
#define XAP_WORD_SEQUENCE_H
#include <cstdint>
#include <string_view>
#include <vector>

#include "word_codes.h"

/// Where the words of a field stand in a document: a value of the document, which phrases read.
///
/// Xapian's own table of positions has an entry for each pair of a term and a document, 21 bytes in news, half of
/// them the term once more. Here a word of the text takes about 12 bits, its code. Codes distinguish the terms of a
/// document: whoever asks where a term stands must know from its postings that the document has it.
///
/// The bytes are the codes of the words in their order, and jumps. The position of a word is one more than that of
/// the word before it, the first one's 1, but for jumps: as numbers, how many words lie between the jump and the one
/// before, doubled, plus one where positions go on by more than one, and then by how much more than two; without the
/// one it is the same position again.
class PositionList {
 public:
  /// Reads a value, which must stay where it is. Throws DatabaseCorruptError.
  explicit PositionList(std::string_view value) : codes(value), jumps(value) {}

  /// Appends the positions at which a term of the document stands, ascending.
  void append_positions(uint64_t hash, std::vector<uint32_t> &positions) const;

 private:
  // The order matters: the codes are taken off the value first.
  WordCodes codes;
  std::string_view jumps;
};

/// A part of a long position list, lest all of it be read for a few terms: the positions of a share of the terms.
///
/// The bytes are the codes of the terms; as numbers, how many bytes the lengths take; the lengths, which are how many
/// bytes each term's positions take; and the positions of each term: how much further each is than the one
/// before, the first than 0.
class PositionListPart {
 public:
  /// Reads a value, which must stay where it is. Throws DatabaseCorruptError.
  explicit PositionListPart(std::string_view value);

  /// Appends the positions at which a term of the document stands, ascending.
  void append_positions(uint64_t hash, std::vector<uint32_t> &positions) const;

 private:
  WordCodes codes;
  std::string_view lengths, positions_of_all;
};

#endif
