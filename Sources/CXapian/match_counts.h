// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_MATCH_COUNTS_H
#define XAP_MATCH_COUNTS_H
#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

/// Keeps which documents a query matches, and counts what they hold when that is asked for.
///
/// Xapian's own numbers are bounds where matches with the same value are collapsed, and collapsing takes five times as
/// long as the search itself where thousands match.
class MatchCounts : public Xapian::MatchSpy {
  struct Entry {
    uint64_t hash;
    uint32_t count;
  };

  Xapian::Database database;
  Xapian::valueno slot;
  std::vector<Xapian::docid> documents = {};
  bool is_ascending = true;
  bool is_tallied = false;
  /// A table with open addressing; its size is a power of two, and an entry without a count is free.
  std::vector<Entry> entries = {};
  size_t values = 0;
  size_t without_value = 0;

  Entry &entry(const std::string &value) {
    const uint64_t hash = XXH3_64bits(value.data(), value.size());
    size_t bucket = hash & (entries.size() - 1);
    while (entries[bucket].count > 0 && entries[bucket].hash != hash)
      bucket = (bucket + 1) & (entries.size() - 1);
    entries[bucket].hash = hash;
    return entries[bucket];
  }

  void sort() {
    if (!is_ascending) std::sort(documents.begin(), documents.end());
    is_ascending = true;
  }

  /// Reads the values of the matches in the order in which they lie on the disk.
  void tally() {
    if (is_tallied) return;
    sort();
    size_t size = 16;
    while (size < documents.size() * 2) size *= 2;
    entries.assign(size, Entry{0, 0});
    auto value = database.valuestream_begin(slot);
    const auto end = database.valuestream_end(slot);
    for (Xapian::docid document : documents) {
      if (value != end && value.get_docid() < document) value.skip_to(document);
      if (value == end || value.get_docid() != document) {
        ++without_value;
      } else if (entry(*value).count++ == 0) {
        ++values;
      }
    }
    is_tallied = true;
  }

 public:
  MatchCounts(const Xapian::Database &database, Xapian::valueno slot)
      : database(database), slot(slot) {}

  void operator()(const Xapian::Document &document, double) override {
    const Xapian::docid id = document.get_docid();
    if (!documents.empty() && id < documents.back()) is_ascending = false;
    documents.push_back(id);
  }

  /// How many documents match.
  size_t matches() const { return documents.size(); }

  /// How many different values they have; each without one counts as different.
  size_t different() {
    tally();
    return values + without_value;
  }

  /// How many matches have a value.
  size_t with_value(const std::string &value) {
    tally();
    return entry(value).count;
  }

  /// Calls back with each folder that matches lie in and how many lie there by themselves: of a value that is a path, and
  /// perhaps a unit separator and more, what stands before the last slash.
  template <typename Body>
  void each_folder(Xapian::valueno paths, Body body) {
    sort();
    std::unordered_map<std::string, uint32_t> folders;
    // Neighbours mostly lie in one folder.
    std::string folder;
    uint32_t *count = nullptr;
    auto value = database.valuestream_begin(paths);
    const auto end = database.valuestream_end(paths);
    for (Xapian::docid document : documents) {
      if (value != end && value.get_docid() < document) value.skip_to(document);
      if (value == end) break;
      if (value.get_docid() != document) continue;
      const std::string path = *value;
      const size_t slash = path.rfind('/', path.find('\x1f'));
      if (slash == std::string::npos) continue;
      const size_t length = std::max<size_t>(slash, 1);
      if (!count || path.compare(0, length, folder) != 0) {
        folder.assign(path, 0, length);
        count = &folders[folder];
      }
      ++*count;
    }
    for (const auto &[name, documents] : folders) body(name, documents);
  }

  /// How many matches hold a term.
  size_t holding(const std::string &term) {
    sort();
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
