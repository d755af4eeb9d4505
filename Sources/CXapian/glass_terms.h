// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef GLASS_TERMS_H
#define GLASS_TERMS_H
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace glass {

/// The different terms of a segment, numbered as they come.
class Terms {
 public:
  Terms() : slots(1 << 12) {}

  size_t count() const { return offsets.size() - 1; }
  std::string_view operator[](uint32_t term) const {
    return {bytes.data() + offsets[term], offsets[term + 1] - offsets[term]};
  }

  /// The number of a term with its hash, a new one where it has none.
  uint32_t number(std::string_view term, uint64_t hash) {
    const uint32_t mark = static_cast<uint32_t>(hash >> 32);
    size_t bucket = hash & (slots.size() - 1);
    for (; slots[bucket].number; bucket = (bucket + 1) & (slots.size() - 1))
      if (slots[bucket].mark == mark && (*this)[slots[bucket].number - 1] == term)
        return slots[bucket].number - 1;
    bytes.insert(bytes.end(), term.begin(), term.end());
    offsets.push_back(static_cast<uint32_t>(bytes.size()));
    slots[bucket] = {mark, static_cast<uint32_t>(count())};
    if (count() * 2 > slots.size()) grow();
    return static_cast<uint32_t>(count() - 1);
  }

  /// The numbers of the terms in the order of their bytes.
  std::vector<uint32_t> sorted() const;

 private:
  struct Slot {
    uint32_t mark;
    uint32_t number;  // plus one; 0: free
  };

  void grow();

  std::vector<char> bytes;
  std::vector<uint32_t> offsets{0};
  std::vector<Slot> slots;
};

}  // namespace glass

#endif
