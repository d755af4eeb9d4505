// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_WORD_CODES_H
#define XAP_WORD_CODES_H
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <string_view>

/// A row of codes, each of which stands for a term: a hash of it under a seed that gives different codes to all terms
/// of the row. So a code takes few bits, and distinguishes the terms of the row, and those only.
///
/// The bytes are: how many bits a code has (1 byte); as numbers of seven bits a byte, the lowest first, the seed and
/// how many codes there are; the lowest 8 bits of each code, a byte a code; the other bits of each code, one behind
/// the other, the lowest first.
class WordCodes {
 public:
  static constexpr unsigned min_width = 8, max_width = 48;

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

  /// Takes a row off the beginning of bytes, which must stay where they are. Throws DatabaseCorruptError.
  explicit WordCodes(std::string_view &bytes);

  /// Calls `found` with each place of a term in the row until it answers false.
  template <class Found>
  void find(uint64_t hash, Found found) const {
    const uint64_t wanted = code(hash, seed, width);
    const auto low = static_cast<unsigned char>(wanted);
    const char *end = lows.data() + lows.size();
    for (const char *at = lows.data(); at != end; ++at) {
      at = static_cast<const char *>(std::memchr(at, low, static_cast<size_t>(end - at)));
      if (!at) return;
      const auto index = static_cast<size_t>(at - lows.data());
      if (rest(index) == wanted >> min_width && !found(index)) return;
    }
  }

 private:
  unsigned width;
  uint64_t seed;
  std::string_view lows, rests;

  uint64_t rest(size_t index) const;
};

#endif
