// SPDX-License-Identifier: GPL-2.0-or-later
#include "word_sequence_packer.h"

#include <algorithm>

#include "glass_pack.h"
#include "word_sequence.h"

namespace {
using Word = WordSequencePacker::Word;

/// How many seeds are tried before codes get a bit more. At the width that is tried first one of eight fits.
const uint64_t most_seeds = 32;
/// For how many words work space is kept from one document to the next.
const size_t most_kept = 1 << 16;

/// The fewest bits with which codes of so many terms are all different for one seed of eight or more: where a
/// pair of them is expected to be the same twice at most.
unsigned first_width(size_t count) {
  unsigned width = WordSequence::least_width;
  while (width < WordSequence::greatest_width && count * count >> (width + 2) > 0) ++width;
  return width;
}

bool stands_before(const Word &a, const Word &b) { return a.position < b.position; }
}  // namespace

void WordSequencePacker::pack(std::vector<Word> &words, std::string &bytes) {
  if (!std::is_sorted(words.begin(), words.end(), stands_before))
    std::sort(words.begin(), words.end(), stands_before);
  gather(words);
  const auto [width, seed] = coding();
  pack_jumps(words);
  bytes += static_cast<char>(width);
  glass::pack_number(bytes, seed);
  glass::pack_number(bytes, words.size());
  glass::pack_string(bytes, jumps);
  for (const Word &word : words)
    bytes += static_cast<char>(WordSequence::code(word.hash, seed, width));
  const unsigned rest_width = width - WordSequence::least_width;
  glass::BitWriter bits(bytes);
  for (const Word &word : words)
    bits.write(WordSequence::code(word.hash, seed, width) >> WordSequence::least_width, rest_width);
  bits.finish();
}

/// Notes the hash of each different term.
void WordSequencePacker::gather(const std::vector<Word> &words) {
  hashes.clear();
  begin_trial(words.size());
  for (const Word &word : words)
    if (insert(word.hash, word.hash)) hashes.push_back(word.hash);
}

/// The fewest bits, and the first seed, that give all terms different codes. Only terms made to have the same
/// hash find none; they share a code then.
WordSequencePacker::Coding WordSequencePacker::coding() {
  for (unsigned width = first_width(hashes.size());; ++width) {
    for (uint64_t seed = 0; seed < most_seeds; ++seed)
      if (are_different({width, seed})) return {width, seed};
    if (width == WordSequence::greatest_width) return {width, 0};
  }
}

bool WordSequencePacker::are_different(Coding coding) {
  begin_trial(hashes.size());
  for (uint64_t hash : hashes) {
    const uint64_t code = WordSequence::code(hash, coding.seed, coding.width);
    if (!insert(code, code)) return false;
  }
  return true;
}

/// Empties the set for so many members.
void WordSequencePacker::begin_trial(size_t count) {
  size_t size = 64;
  while (size < count * 2) size *= 2;
  if (slots.size() < size || slots.size() > std::max(size, most_kept)) {
    slots.assign(size, 0);
    slots.shrink_to_fit();
    trials.assign(size, 0);
    trials.shrink_to_fit();
    trial = 0;
  }
  if (++trial == 0) {
    std::fill(trials.begin(), trials.end(), 0);
    trial = 1;
  }
}

/// Adds a member, which is looked for from a place on; false where it is there.
bool WordSequencePacker::insert(uint64_t number, size_t place) {
  for (place &= slots.size() - 1; trials[place] == trial; place = (place + 1) & (slots.size() - 1))
    if (slots[place] == number) return false;
  slots[place] = number;
  trials[place] = trial;
  return true;
}

void WordSequencePacker::pack_jumps(const std::vector<Word> &words) {
  jumps.clear();
  uint32_t before = 0;
  size_t jump = 0;
  for (size_t place = 0; place < words.size(); ++place) {
    const uint32_t step = words[place].position - before;
    before = words[place].position;
    if (step == 1) continue;
    glass::pack_number(jumps, (place - jump) * 2 + (step > 0));
    if (step > 0) glass::pack_number(jumps, step - 2);
    jump = place;
  }
}

std::map<uint32_t, std::string> WordSequences::pack() {
  std::map<uint32_t, std::string> values;
  for (auto &[slot, words] : this->words) {
    if (words.empty()) continue;
    packer.pack(words, values[slot]);
    words.clear();
    if (words.capacity() > most_kept) words = {};
  }
  return values;
}
