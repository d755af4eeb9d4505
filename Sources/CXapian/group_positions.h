// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GROUP_POSITIONS_H
#define XAP_GROUP_POSITIONS_H
#include <xapian.h>

#include <memory>
#include <unordered_map>
#include <vector>

#include "database_memory.h"

/// Where the terms of a group stand in the documents that phrases asked it for: a phrase that is asked again, or
/// one with the same word, need not read them once more.
class GroupPositions {
 public:
  using Place = Xapian::termpos;
  /// In order, each place once; lent until more are kept.
  struct Places {
    const Place *first, *last;

    const Place *begin() const { return first; }
    const Place *end() const { return last; }
    bool empty() const { return first == last; }
  };

  explicit GroupPositions(std::shared_ptr<DatabaseMemory> memory) : memory(std::move(memory)) {}
  ~GroupPositions() { memory->gives_back(counted); }
  GroupPositions(const GroupPositions &) = delete;
  GroupPositions &operator=(const GroupPositions &) = delete;

  /// The places in a document; nothing between null pointers where they are not known.
  Places in(Xapian::docid document) const {
    const auto known = ranges.find(document);
    if (known == ranges.end()) return {nullptr, nullptr};
    const Place *first = places.data() + known->second.first;
    return {first, first + known->second.count};
  }

  /// Keeps the places in a document while there is room.
  void keep(Xapian::docid document, const std::vector<Place> &found) {
    const size_t bytes = found.size() * sizeof(Place) + entry_bytes;
    if (!memory->takes(bytes)) return;
    counted += bytes;
    ranges[document] = {places.size(), found.size()};
    places.insert(places.end(), found.begin(), found.end());
  }

 private:
  struct Range {
    size_t first, count;
  };
  static constexpr size_t entry_bytes = 56;

  std::shared_ptr<DatabaseMemory> memory;
  std::unordered_map<Xapian::docid, Range> ranges;
  std::vector<Place> places;
  size_t counted = 0;
};

#endif
