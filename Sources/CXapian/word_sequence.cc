// SPDX-License-Identifier: GPL-2.0-or-later
#include "word_sequence.h"

#include <xapian.h>

#include <algorithm>
#include <cstring>

#include "glass_pack.h"

namespace {
[[noreturn]] void throw_damage() {
  throw Xapian::DatabaseCorruptError("A value is no sequence of words");
}

uint64_t take_number(std::string_view &bytes) {
  uint64_t number;
  if (!glass::unpack_number(bytes, number)) throw_damage();
  return number;
}

std::string_view take(std::string_view &bytes, uint64_t count) {
  if (count > bytes.size()) throw_damage();
  const std::string_view taken = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return taken;
}

/// Follows the positions from the first word to the last.
class PositionWalk {
 public:
  explicit PositionWalk(std::string_view jumps) : jumps(jumps) { read(); }

  /// The position of a word, which does not come before those asked for already.
  uint32_t position(size_t word) {
    while (has_jump && next <= word) jump();
    return static_cast<uint32_t>(word + 1 + shift);
  }

  /// The first word at a position or behind it, if there is one; positions are asked for in their order.
  size_t first_word(uint32_t position) {
    for (;;) {
      const auto word = static_cast<int64_t>(uint64_t(position) - 1 - shift);
      const size_t here = word > int64_t(begin) ? size_t(word) : begin;
      if (!has_jump || here < next) return here;
      jump();
    }
  }

 private:
  std::string_view jumps;
  bool has_jump = false;
  /// At which word the next jump is, and by how much it differs from going on by one.
  uint64_t next = 0, step = 0;
  /// From which word on positions go on by one, and by how much they differ from the words' numbers.
  uint64_t begin = 0, shift = 0;

  void jump() {
    begin = next;
    shift += step;
    read();
  }

  void read() {
    has_jump = !jumps.empty();
    if (!has_jump) return;
    const uint64_t number = take_number(jumps);
    next += number >> 1;
    step = number & 1 ? take_number(jumps) + 1 : ~uint64_t(0);
  }
};
}  // namespace

WordSequence::WordSequence(std::string_view value) {
  width = static_cast<unsigned char>(take(value, 1)[0]);
  if (width < least_width || width > greatest_width) throw_damage();
  seed = take_number(value);
  const uint64_t count = take_number(value);
  jumps = take(value, take_number(value));
  lows = take(value, count);
  rests = value;
  if (rests.size() != (count * (width - least_width) + 7) / 8) throw_damage();
}

/// The bits of a word's code above the lowest eight.
uint64_t WordSequence::rest(size_t word) const {
  const unsigned bits = width - least_width;
  const size_t bit = word * bits, byte = bit / 8;
  uint64_t all = 0;
  if (byte + sizeof all <= rests.size())
    std::memcpy(&all, rests.data() + byte, sizeof all);
  else
    std::memcpy(&all, rests.data() + byte, rests.size() - byte);
  return all >> bit % 8 & ((uint64_t(1) << bits) - 1);
}

void WordSequence::append_positions(
    uint64_t hash, std::vector<uint32_t> &positions, uint32_t from, uint32_t to) const {
  const uint64_t wanted = code(hash, seed, width);
  const auto low = static_cast<unsigned char>(wanted);
  PositionWalk walk(jumps), ahead(jumps);
  const size_t first = from > 1 ? std::min(walk.first_word(from), count()) : 0;
  const size_t last = to < UINT32_MAX ? std::min(ahead.first_word(to + 1), count()) : count();
  const char *end = lows.data() + std::max(first, last);
  for (const char *at = lows.data() + first; at != end; ++at) {
    at = static_cast<const char *>(std::memchr(at, low, static_cast<size_t>(end - at)));
    if (!at) return;
    const auto word = static_cast<size_t>(at - lows.data());
    if (rest(word) == wanted >> least_width) positions.push_back(walk.position(word));
  }
}
