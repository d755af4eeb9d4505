// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_WORD_SEQUENCE_PACKER_H
#define XAP_WORD_SEQUENCE_PACKER_H
#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// Makes sequences of words; keeps its memory from one to the next. See word_sequence.h for what they are.
class WordSequencePacker {
 public:
  /// A word of a text: the hash of its term, and where it stands.
  struct Word {
    uint64_t hash;
    uint32_t position;
  };

  /// Appends the sequence of words, which are put in the order of their positions.
  void pack(std::vector<Word> &words, std::string &bytes);

 private:
  std::vector<uint64_t> hashes;
  /// Who was there in the last trial: a code or hash, and in `trials` the trial's number.
  std::vector<uint64_t> slots;
  std::vector<uint32_t> trials;
  uint32_t trial = 0;
  std::string jumps;

  struct Coding {
    unsigned width;
    uint64_t seed;
  };

  void gather(const std::vector<Word> &words);
  Coding coding();
  bool are_different(Coding coding);
  void begin_trial(size_t count);
  bool insert(uint64_t number, size_t place);
  void pack_jumps(const std::vector<Word> &words);
};

/// The sequences of one document by value slot, while its words come in.
class WordSequences {
 public:
  void add(uint32_t slot, uint64_t hash, uint32_t position) {
    if (slot != last_slot || !last) {
      last = &words[slot];
      last_slot = slot;
    }
    last->push_back({hash, position});
  }

  /// Makes the values of the words that came in, and forgets the words.
  std::map<uint32_t, std::string> pack();

 private:
  std::map<uint32_t, std::vector<WordSequencePacker::Word>> words;
  std::vector<WordSequencePacker::Word> *last = nullptr;
  uint32_t last_slot = 0;
  WordSequencePacker packer;
};

#endif
