// SPDX-License-Identifier: GPL-2.0-or-later
#include "glass_terms.h"

#include <algorithm>

#include "word_codes.h"

namespace {
/// The first eight bytes as a number that sorts as they do.
uint64_t beginning(std::string_view term) {
  uint64_t word = 0;
  std::memcpy(&word, term.data(), std::min<size_t>(term.size(), 8));
  return __builtin_bswap64(word);
}
}  // namespace

namespace glass {

std::vector<uint32_t> Terms::sorted() const {
  std::vector<std::pair<uint64_t, uint32_t>> order(count());
  for (uint32_t term = 0; term < order.size(); ++term)
    order[term] = {beginning((*this)[term]), term};
  std::sort(order.begin(), order.end(), [&](const auto &one, const auto &other) {
    return one.first != other.first ? one.first < other.first
                                    : (*this)[one.second] < (*this)[other.second];
  });
  std::vector<uint32_t> result(order.size());
  for (size_t index = 0; index < order.size(); ++index) result[index] = order[index].second;
  return result;
}

void Terms::grow() {
  std::vector<Slot> larger(slots.size() * 2);
  for (uint32_t term = 0; term < count(); ++term) {
    const uint64_t hash = WordCodes::hash((*this)[term]);
    size_t index = hash & (larger.size() - 1);
    while (larger[index].number) index = (index + 1) & (larger.size() - 1);
    larger[index] = {static_cast<uint32_t>(hash >> 32), term + 1};
  }
  slots = std::move(larger);
}

}  // namespace glass
