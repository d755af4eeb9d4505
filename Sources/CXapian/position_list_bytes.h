// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_SEQUENCE_BYTES_H
#define XAP_SEQUENCE_BYTES_H
#include <xapian.h>

#include <string_view>

#include "glass_pack.h"

// How the bytes of position lists are read.

[[noreturn]] inline void throw_position_list_damage() {
  throw Xapian::DatabaseCorruptError("A value is no sequence of words");
}

/// Takes a number off the beginning.
inline uint64_t take_number(std::string_view &bytes) {
  uint64_t number;
  if (!glass::unpack_number(bytes, number)) throw_position_list_damage();
  return number;
}

/// Takes so many bytes off the beginning.
inline std::string_view take_bytes(std::string_view &bytes, uint64_t count) {
  if (count > bytes.size()) throw_position_list_damage();
  const std::string_view taken = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return taken;
}

#endif
