// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_PACK_H
#define GLASS_PACK_H
#include <cstdint>
#include <string>
#include <string_view>

// How numbers and terms lie in the tables of a glass database.

namespace glass {

/// A number, seven bits a byte, the lowest first.
inline void pack_number(std::string &bytes, uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
  bytes += static_cast<char>(number);
}

/// Takes a number off the beginning; false where there is none.
inline bool unpack_number(std::string_view &bytes, uint64_t &number) {
  number = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= uint64_t(byte & 0x7f) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

/// A string behind its length.
inline void pack_string(std::string &bytes, std::string_view string) {
  pack_number(bytes, string.size());
  bytes += string;
}

/// A number in a key: sorts as the number does. The leading ones of the first byte tell its length.
inline void pack_sortable(std::string &key, uint32_t number) {
  if (number < 0x8000) {
    key += static_cast<char>(number >> 8);
    key += static_cast<char>(number);
    return;
  }
  const unsigned length = (37 - __builtin_clz(number)) / 7;
  const uint64_t marked = number | (uint64_t(0xff << (10 - length) & 0xff) << 8 * (length - 1));
  for (unsigned byte = length; byte-- > 0;) key += static_cast<char>(marked >> 8 * byte);
}

/// The number that makes up the rest of a key; false where the rest is none.
inline bool unpack_sortable(std::string_view rest, uint32_t &number) {
  if (rest.empty()) return false;
  const unsigned ones = __builtin_clz(~(uint32_t(static_cast<unsigned char>(rest[0])) << 24));
  const size_t length = ones + 2;
  if (length > 5 || rest.size() != length) return false;
  uint64_t all = static_cast<unsigned char>(rest[0]) & (0xff >> ones);
  for (char byte : rest.substr(1)) all = all << 8 | static_cast<unsigned char>(byte);
  number = static_cast<uint32_t>(all);
  return true;
}

/// A term in a key. Zero bytes are marked, so that the single one that may follow ends it.
inline void pack_term(std::string &key, std::string_view term) {
  for (char byte : term) {
    key += byte;
    if (byte == '\0') key += '\xff';
  }
}

/// Writes numbers of few bits, the lowest bit first.
class BitWriter {
  std::string &bytes;
  uint64_t pending = 0;
  unsigned count = 0;

 public:
  explicit BitWriter(std::string &bytes) : bytes(bytes) {}

  /// A number of so many bits, 48 at most.
  void write(uint64_t number, unsigned bits) {
    pending |= number << count;
    for (count += bits; count >= 8; count -= 8, pending >>= 8)
      bytes += static_cast<char>(pending);
  }

  void finish() {
    if (count) bytes += static_cast<char>(pending);
  }
};

}  // namespace glass

#endif
