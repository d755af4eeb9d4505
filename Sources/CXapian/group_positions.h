// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GROUP_POSITIONS_H
#define XAP_GROUP_POSITIONS_H
#include <xapian.h>

#include <algorithm>
#include <memory>
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
  Places in(Xapian::docid document) {
    if (!fresh.empty()) {
      if (fresh.back().document == document) return places_of(fresh.back());
      if (fresh.back().document > document) settle();
    }
    // A query asks for documents in their order.
    if (next == known.size() || known[next].document > document) next = 0;
    next = std::lower_bound(known.begin() + next, known.end(), document) - known.begin();
    if (next == known.size() || known[next].document != document) return {nullptr, nullptr};
    return places_of(known[next]);
  }

  /// Keeps the places in a document while there is room.
  void keep(Xapian::docid document, const std::vector<Place> &found) {
    const size_t bytes = found.size() * sizeof(Place) + sizeof(Entry);
    if (!memory->takes(bytes)) return;
    counted += bytes;
    fresh.push_back({document, static_cast<uint32_t>(found.size()), places.size()});
    places.insert(places.end(), found.begin(), found.end());
  }

 private:
  struct Entry {
    Xapian::docid document;
    uint32_t count;
    size_t first;

    bool operator<(const Entry &other) const { return document < other.document; }
    bool operator<(Xapian::docid other) const { return document < other; }
  };

  std::shared_ptr<DatabaseMemory> memory;
  /// By document: those of former queries, and those of the query at work.
  std::vector<Entry> known, fresh;
  std::vector<Place> places;
  size_t next = 0, counted = 0;

  Places places_of(const Entry &entry) const {
    const Place *first = places.data() + entry.first;
    return {first, first + entry.count};
  }

  /// Puts what a query has brought to what was known before.
  void settle() {
    std::vector<Entry> all(known.size() + fresh.size());
    std::merge(known.begin(), known.end(), fresh.begin(), fresh.end(), all.begin());
    known.swap(all);
    fresh.clear();
    next = 0;
  }
};

#endif
