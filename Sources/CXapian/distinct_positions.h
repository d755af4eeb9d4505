// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_DISTINCT_PLACES_H
#define XAP_DISTINCT_PLACES_H
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

/// Gives each of several words a place of its own among those where it stands, as long as that can be done: a
/// matching grown by augmenting paths (Kuhn's method).
class DistinctPositions {
 public:
  explicit DistinctPositions(size_t words) { options.reserve(words); }

  void clear() {
    options.clear();
    taken.clear();
  }

  /// Takes a word with its places; false where the words so far cannot all have one.
  bool add(const uint32_t *first, const uint32_t *last) {
    options.push_back({first, last});
    tried.clear();
    return position(options.size() - 1);
  }

 private:
  struct Taken {
    uint32_t position;
    size_t word;
  };
  std::vector<std::pair<const uint32_t *, const uint32_t *>> options;
  std::vector<Taken> taken;
  std::vector<uint32_t> tried;

  /// Finds a place for a word, if need be by moving others.
  bool position(size_t word) {
    for (const uint32_t *option = options[word].first; option != options[word].second; ++option) {
      if (contains(tried, *option)) continue;
      tried.push_back(*option);
      size_t holder = 0;
      while (holder < taken.size() && taken[holder].position != *option) ++holder;
      if (holder == taken.size()) {
        taken.push_back({*option, word});
        return true;
      }
      if (position(taken[holder].word)) {
        taken[holder].word = word;
        return true;
      }
    }
    return false;
  }

  static bool contains(const std::vector<uint32_t> &all, uint32_t one) {
    for (uint32_t each : all)
      if (each == one) return true;
    return false;
  }
};

#endif
