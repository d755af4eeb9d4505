// SPDX-License-Identifier: GPL-2.0-or-later
#include "position_list_encoder.h"

#include <algorithm>
#include <utility>

#include "glass_pack.h"
#include "word_codes.h"
#include "position_lists.h"

namespace {
/// How many seeds are tried before codes get a bit more. At the width that is tried first one of eight fits.
const uint64_t max_seeds = 32;
/// Longer sequences are in parts of about so many words.
const size_t max_in_one = 4096, words_of_part = 128;
/// For how many words work space is kept from one document to the next.
const size_t max_kept = 1 << 16;

/// The fewest bits with which codes of so many terms are all different for one seed of eight or more: where a
/// pair of them is expected to be the same twice at most.
unsigned first_width(uint64_t count) {
  unsigned width = WordCodes::min_width;
  while (width < WordCodes::max_width && count * count >> (width + 2) > 0) ++width;
  return width;
}

/// Empties a vector, and releases memory that is much.
template <class Vector>
void empty(Vector &vector) {
  vector.clear();
  if (vector.capacity() > max_kept) Vector().swap(vector);
}
}  // namespace

void PositionListEncoder::begin(uint32_t slot) {
  if (slot >= PositionLists::parts_begin - 1)
    throw Xapian::InvalidArgumentError("Not a value slot for a sequence of words");
  last = &lists[slot];
  last_slot = slot;
}

std::map<uint32_t, std::string> PositionListEncoder::pack() {
  Values values;
  codes.resize(hashes.size());
  for (auto &[slot, words] : lists) {
    const auto stands_before = [](Word a, Word b) { return a.position < b.position; };
    if (!std::is_sorted(words.begin(), words.end(), stands_before))
      std::sort(words.begin(), words.end(), stands_before);
    if (words.size() > max_in_one)
      pack_parts(slot, words, values);
    else if (!words.empty())
      values[slot] = packed(words);
    empty(words);
  }
  empty(hashes);
  empty(codes);
  empty(terms);
  empty(row);
  empty(members);
  empty(trials);
  trial = 0;
  return values;
}

/// A sequence as WordSequence reads it.
std::string PositionListEncoder::packed(const Words &words) {
  gather_terms(words);
  std::string bytes;
  bytes.reserve(words.size() * 3 + 16);
  row.clear();
  for (Word word : words) row.push_back(word.term);
  pack_codes(row, bytes);
  uint32_t before = 0;
  size_t jump = 0;
  for (size_t index = 0; index < words.size(); ++index) {
    const uint32_t step = words[index].position - std::exchange(before, words[index].position);
    if (step == 1) continue;
    glass::pack_number(bytes, (index - std::exchange(jump, index)) * 2 + (step > 0));
    if (step > 0) glass::pack_number(bytes, step - 2);
  }
  return bytes;
}

/// Packs a long position list: its parts, and a value that says how many there are.
void PositionListEncoder::pack_parts(uint32_t slot, Words &words, Values &values) {
  unsigned bits = 1;
  while (bits < PositionLists::max_part_bits && words.size() >> bits >= words_of_part * 2) ++bits;
  values[slot] = {'\0', static_cast<char>(bits)};
  const auto part_of = [&](uint32_t term) { return PositionLists::part_of(hashes[term], bits); };
  gather_terms(words);
  std::vector<uint32_t> order;
  order.swap(terms);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::pair(part_of(a), a) < std::pair(part_of(b), b);
  });
  const auto [positions, ends] = by_term(words, order);
  Words().swap(words);
  const uint32_t *begin = positions.data();
  std::string lengths, steps;
  for (auto term = order.begin(); term != order.end();) {
    const uint32_t part = part_of(*term);
    terms.clear();
    lengths.clear();
    steps.clear();
    for (; term != order.end() && part_of(*term) == part; ++term) {
      terms.push_back(*term);
      const size_t size = steps.size();
      const uint32_t *end = positions.data() + ends[*term];
      for (uint32_t before = 0; begin != end; ++begin)
        glass::pack_number(steps, *begin - std::exchange(before, *begin));
      glass::pack_number(lengths, steps.size() - size);
    }
    std::string &bytes = values[PositionLists::part_slot(slot, part)];
    pack_codes(terms, bytes);
    glass::pack_string(bytes, lengths);
    bytes += steps;
  }
}

/// The positions of words, those of each term together, and where they end, by term.
std::pair<std::vector<uint32_t>, std::vector<size_t>> PositionListEncoder::by_term(
    const Words &words, const std::vector<uint32_t> &order) const {
  std::vector<size_t> ends(hashes.size());
  for (Word word : words) ++ends[word.term];
  size_t begin = 0;
  for (uint32_t term : order) begin += std::exchange(ends[term], begin);
  std::vector<uint32_t> positions(words.size());
  for (Word word : words) positions[ends[word.term]++] = word.position;
  return {std::move(positions), std::move(ends)};
}

/// Packs the codes of a row of terms, of which those gathered are all.
void PositionListEncoder::pack_codes(const std::vector<uint32_t> &row, std::string &bytes) {
  const auto [width, seed] = choose_codes();
  bytes += static_cast<char>(width);
  glass::pack_number(bytes, seed);
  glass::pack_number(bytes, row.size());
  for (uint32_t term : row) bytes += static_cast<char>(codes[term]);
  glass::BitWriter bits(bytes);
  for (uint32_t term : row)
    bits.write(codes[term] >> WordCodes::min_width, width - WordCodes::min_width);
  bits.finish();
}

/// Notes which terms a sequence has.
void PositionListEncoder::gather_terms(const Words &words) {
  const uint64_t seen = ~uint64_t(0);
  for (Word word : words) codes[word.term] = 0;
  terms.clear();
  for (Word word : words)
    if (std::exchange(codes[word.term], seen) != seen) terms.push_back(word.term);
}

/// Gives the terms different codes: of the fewest bits, by the first seed. Only terms made to have the same hash
/// find none; they share a code then.
PositionListEncoder::Coding PositionListEncoder::choose_codes() {
  for (unsigned width = first_width(terms.size());; ++width) {
    for (uint64_t seed = 0; seed < max_seeds; ++seed)
      if (are_different({width, seed})) return {width, seed};
    if (width < WordCodes::max_width) continue;
    for (uint32_t term : terms) codes[term] = WordCodes::code(hashes[term], 0, width);
    return {width, 0};
  }
}

bool PositionListEncoder::are_different(Coding coding) {
  begin_trial();
  for (uint32_t term : terms) {
    codes[term] = WordCodes::code(hashes[term], coding.seed, coding.width);
    if (!insert(codes[term])) return false;
  }
  return true;
}

/// Empties the set of codes.
void PositionListEncoder::begin_trial() {
  size_t size = 64;
  while (size < terms.size() * 2) size *= 2;
  if (members.size() < size) {
    members.resize(size);
    trials.assign(size, 0);
    trial = 0;
  }
  ++trial;
}

/// Adds a code to the set; false where it is there.
bool PositionListEncoder::insert(uint64_t code) {
  const size_t mask = members.size() - 1;
  size_t index = code & mask;
  for (; trials[index] == trial; index = (index + 1) & mask)
    if (members[index] == code) return false;
  members[index] = code;
  trials[index] = trial;
  return true;
}
