// SPDX-License-Identifier: GPL-2.0-or-later
#include "word_codes.h"

#include "position_list_bytes.h"

WordCodes::WordCodes(std::string_view &bytes) {
  width = static_cast<unsigned char>(take_bytes(bytes, 1)[0]);
  if (width < min_width || width > max_width) throw_position_list_damage();
  seed = take_number(bytes);
  const uint64_t count = take_number(bytes);
  lows = take_bytes(bytes, count);
  rests = take_bytes(bytes, (count * (width - min_width) + 7) / 8);
}

/// The bits of a code above the lowest eight.
uint64_t WordCodes::rest(size_t index) const {
  const unsigned bits = width - min_width;
  const size_t bit = index * bits, byte = bit / 8;
  uint64_t all = 0;
  if (byte + sizeof all <= rests.size())
    std::memcpy(&all, rests.data() + byte, sizeof all);
  else
    std::memcpy(&all, rests.data() + byte, rests.size() - byte);
  return all >> bit % 8 & ((uint64_t(1) << bits) - 1);
}
