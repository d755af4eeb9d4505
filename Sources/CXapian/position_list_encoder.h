// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_WORD_SEQUENCE_PACKER_H
#define XAP_WORD_SEQUENCE_PACKER_H
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// Makes the position lists of documents (see position_list.h), and keeps its memory from one to the next.
class PositionListEncoder {
 public:
  /// Takes a word of the current document: the value slot of its position list, the number of its term in the document,
  /// from 0, the hash of the term, and where the word stands.
  void add(uint32_t slot, uint32_t term, uint64_t hash, uint32_t position) {
    if (term >= hashes.size()) hashes.resize(term + 1);
    hashes[term] = hash;
    if (slot != last_slot || !last) begin(slot);
    last->push_back({term, position});
  }

  /// Makes the values of the document, and begins another one.
  std::map<uint32_t, std::string> pack();

 private:
  struct Word {
    uint32_t term, position;
  };
  using Words = std::vector<Word>;
  using Values = std::map<uint32_t, std::string>;
  struct Coding {
    unsigned width;
    uint64_t seed;
  };

  /// By slot.
  std::map<uint32_t, Words> lists;
  Words *last = nullptr;
  uint32_t last_slot = 0;
  /// By term: its hash, and its code in the list at hand.
  std::vector<uint64_t> hashes, codes;
  /// The terms of the list at hand, each once, and those of its words.
  std::vector<uint32_t> terms, row;
  /// A set of codes: those that the last trial left behind its number.
  std::vector<uint64_t> members;
  std::vector<uint32_t> trials;
  uint32_t trial = 0;

  void begin(uint32_t slot);
  void pack_parts(uint32_t slot, Words &words, Values &values);
  std::pair<std::vector<uint32_t>, std::vector<size_t>> by_term(
      const Words &words, const std::vector<uint32_t> &order) const;
  std::string packed(const Words &words);
  void pack_codes(const std::vector<uint32_t> &row, std::string &bytes);
  void gather_terms(const Words &words);
  Coding choose_codes();
  bool are_different(Coding coding);
  void begin_trial();
  bool insert(uint64_t code);
};

#endif
