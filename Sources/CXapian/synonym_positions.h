// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GROUP_POSITIONS_H
#define XAP_GROUP_POSITIONS_H
#include <xapian.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "revision_cache.h"

/// Where synonyms stand in the documents that phrases asked it for: a phrase that is asked again, or
/// one with the same word, need not read them once more.
class SynonymPositions {
 public:
  using Position = Xapian::termpos;
  /// In order, each place once; lent until more are kept.
  struct Positions {
    const Position *first, *last;

    const Position *begin() const { return first; }
    const Position *end() const { return last; }
    bool empty() const { return first == last; }
  };

  explicit SynonymPositions(std::shared_ptr<RevisionCache> cache) : cache(std::move(cache)) {}
  ~SynonymPositions() { cache->release(counted); }
  SynonymPositions(const SynonymPositions &) = delete;
  SynonymPositions &operator=(const SynonymPositions &) = delete;

  /// The places in a document; nothing between null pointers where they are not known.
  Positions in(Xapian::docid document) {
    if (!fresh.empty()) {
      if (fresh.back().document == document) return positions_of(fresh.back());
      if (fresh.back().document > document) settle();
    }
    // A query asks for documents in their order.
    if (next == known.size() || known[next].document > document) next = 0;
    next = std::lower_bound(known.begin() + next, known.end(), document) - known.begin();
    if (next == known.size() || known[next].document != document) return {nullptr, nullptr};
    return positions_of(known[next]);
  }

  /// Keeps the places in a document while there is room.
  void keep(Xapian::docid document, const std::vector<Position> &found) {
    const size_t bytes = found.size() * sizeof(Position) + sizeof(Entry);
    if (!cache->reserve(bytes)) return;
    counted += bytes;
    fresh.push_back({document, static_cast<uint32_t>(found.size()), positions.size()});
    positions.insert(positions.end(), found.begin(), found.end());
  }

 private:
  struct Entry {
    Xapian::docid document;
    uint32_t count;
    size_t first;

    bool operator<(const Entry &other) const { return document < other.document; }
    bool operator<(Xapian::docid other) const { return document < other; }
  };

  std::shared_ptr<RevisionCache> cache;
  /// By document: those of former queries, and those of the query at work.
  std::vector<Entry> known, fresh;
  std::vector<Position> positions;
  size_t next = 0, counted = 0;

  Positions positions_of(const Entry &entry) const {
    const Position *first = positions.data() + entry.first;
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
