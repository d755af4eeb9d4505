// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_WORD_SEQUENCE_H
#define XAP_WORD_SEQUENCE_H
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <string_view>
#include <vector>

/// Where the words of a field stand in a document: a value of the document, which phrases read.
///
/// Xapian's own table of positions has an entry for each pair of a term and a document, 21 bytes in news, half of
/// them the term once more. Here a word of the text takes about 12 bits: a hash of its term under a seed that gives
/// different codes to all terms of the sequence. So a code tells the document's own terms apart, and those only:
/// whoever asks where a term stands must know from its postings that the document has it.
///
/// The bytes are: how many bits a code has (1 byte); as numbers of seven bits a byte, the lowest first, the seed,
/// how many words there are and how many bytes tell of jumps; the jumps; the lowest 8 bits of each code, a byte a
/// word; the other bits of each code, one behind the other, the lowest first.
///
/// The position of a word is one more than that of the word before it, but for jumps: how many words lie between
/// it and the jump before, doubled, plus one where the position goes on by more than one, by how much more than
/// two following; without the one it is the same position again.
class WordSequence {
 public:
  static constexpr unsigned least_width = 8, greatest_width = 48;

  /// What a code is made of: XXH3, 64 bits (https://xxhash.com).
  static uint64_t hash(std::string_view term) { return XXH3_64bits(term.data(), term.size()); }

  /// The code of a term: the highest bits of what SplitMix64 makes of its hash (Steele, Lea and Flood, "Fast
  /// splittable pseudorandom number generators", OOPSLA 2014).
  static uint64_t code(uint64_t hash, uint64_t seed, unsigned width) {
    uint64_t mixed = hash + seed * 0x9e3779b97f4a7c15;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return (mixed ^ mixed >> 31) >> (64 - width);
  }

  /// Reads a value, which must stay where it is. Throws DatabaseCorruptError where it is no sequence.
  explicit WordSequence(std::string_view value);

  /// How many words there are.
  size_t count() const { return lows.size(); }

  /// Appends the positions at which a term of the document stands, ascending; those from one to another may be
  /// enough.
  void append_positions(uint64_t hash, std::vector<uint32_t> &positions, uint32_t from = 0,
                        uint32_t to = UINT32_MAX) const;

 private:
  unsigned width;
  uint64_t seed;
  std::string_view jumps, lows, rests;

  uint64_t rest(size_t word) const;
};

#endif
