// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_MATCH_COUNTS_H
#define XAP_MATCH_COUNTS_H
#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

/// Counts the matches that a query is checked for, and how many of them have the same value in a slot.
///
/// Xapian's own numbers are bounds where matches with the same value are collapsed: what cannot come among the best is
/// not compared with the others there.
class MatchCounts : public Xapian::MatchSpy {
  struct Entry {
    uint64_t hash;
    uint32_t count;
  };

  Xapian::valueno slot;
  /// A table with open addressing; its size is a power of two, and an entry without a count is free.
  std::vector<Entry> entries = std::vector<Entry>(256);
  size_t values = 0;
  size_t without_value = 0;
  std::vector<Xapian::docid> documents = {};
  bool is_ascending = true;

  static uint64_t hash(const std::string &value) { return XXH3_64bits(value.data(), value.size()); }

  static Entry &entry(std::vector<Entry> &entries, uint64_t hash) {
    size_t place = hash & (entries.size() - 1);
    while (entries[place].count > 0 && entries[place].hash != hash)
      place = (place + 1) & (entries.size() - 1);
    return entries[place];
  }

  void grow() {
    std::vector<Entry> larger(entries.size() * 2);
    for (const Entry &old : entries)
      if (old.count > 0) entry(larger, old.hash) = old;
    entries.swap(larger);
  }

 public:
  explicit MatchCounts(Xapian::valueno slot) : slot(slot) {}

  void operator()(const Xapian::Document &document, double) override {
    Xapian::docid id = document.get_docid();
    if (!documents.empty() && id < documents.back()) is_ascending = false;
    documents.push_back(id);
    std::string value = document.get_value(slot);
    if (value.empty()) {
      ++without_value;
      return;
    }
    Entry &found = entry(entries, hash(value));
    if (found.count++ == 0) {
      found.hash = hash(value);
      if (++values * 2 > entries.size()) grow();
    }
  }

  /// How many documents match.
  size_t matches() const { return documents.size(); }

  /// How many different values they have; each without one counts as different.
  size_t different() const { return values + without_value; }

  /// How many matches have a value.
  size_t with_value(const std::string &value) { return entry(entries, hash(value)).count; }

  /// How many matches hold a term.
  size_t holding(const Xapian::Database &database, const std::string &term) {
    if (!is_ascending) {
      std::sort(documents.begin(), documents.end());
      is_ascending = true;
    }
    size_t count = 0;
    auto next = documents.begin();
    auto posting = database.postlist_begin(term);
    const auto end = database.postlist_end(term);
    while (posting != end) {
      next = std::lower_bound(next, documents.end(), *posting);
      if (next == documents.end()) break;
      if (*next == *posting) {
        ++count;
        ++posting;
      } else {
        posting.skip_to(*next);
      }
    }
    return count;
  }
};

#endif
