// SPDX-License-Identifier: GPL-2.0-or-later
#include "position_list.h"

#include "position_list_bytes.h"

namespace {
/// Follows positions from the first word on, by the jumps between them.
class JumpWalk {
 public:
  explicit JumpWalk(std::string_view jumps) : jumps(jumps) { read(); }

  /// The position of a word, which does not come before those asked for already.
  uint32_t position(size_t word) {
    while (has_jump && next <= word) {
      shift += step;
      read();
    }
    return static_cast<uint32_t>(word + 1 + shift);
  }

 private:
  std::string_view jumps;
  bool has_jump = false;
  /// At which word the next jump is, and by how much it differs from going on by one.
  uint64_t next = 0, step = 0;
  /// By how much positions differ from the words' numbers.
  uint64_t shift = 0;

  void read() {
    has_jump = !jumps.empty();
    if (!has_jump) return;
    const uint64_t number = take_number(jumps);
    next += number >> 1;
    step = number & 1 ? take_number(jumps) + 1 : ~uint64_t(0);
  }
};
}  // namespace

void PositionList::append_positions(uint64_t hash, std::vector<uint32_t> &positions) const {
  JumpWalk walk(jumps);
  codes.find(hash, [&](size_t word) {
    positions.push_back(walk.position(word));
    return true;
  });
}

PositionListPart::PositionListPart(std::string_view value) : codes(value) {
  lengths = take_bytes(value, take_number(value));
  positions_of_all = value;
}

void PositionListPart::append_positions(uint64_t hash, std::vector<uint32_t> &positions) const {
  codes.find(hash, [&](size_t term) {
    std::string_view lengths = this->lengths, bytes = positions_of_all;
    for (size_t before = 0; before < term; ++before) take_bytes(bytes, take_number(lengths));
    bytes = take_bytes(bytes, take_number(lengths));
    uint64_t position = 0;
    while (!bytes.empty()) {
      position += take_number(bytes);
      positions.push_back(static_cast<uint32_t>(position));
    }
    return false;
  });
}
