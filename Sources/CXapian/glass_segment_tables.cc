// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>

#include "glass_pack.h"
#include "glass_posting_list.h"
#include "glass_segment.h"

namespace glass {

void Segment::finish() {
  Table postings(path + "/postlist.glass");
  write_values(postings);
  write_lengths(postings);
  write_postings(postings);
  Table lists(path + "/termlist.glass");
  write_term_lists(lists);
  write_version({postings.finish(0), data.finish(compress_from), lists.finish(compress_from)});
}

/// Writes the bounds of all slots, then the values of all, each in the order of their keys, which is not that of the
/// slots.
void Segment::write_values(Table &table) {
  std::map<std::string, const Values *> bounds, chunks;
  for (const auto &[slot, of_slot] : values) {
    std::string key("\0\xd0", 2);
    for (uint32_t rest = slot; rest; rest >>= 8) key += static_cast<char>(rest);
    bounds[key] = &of_slot;
    key.assign("\0\xd8", 2);
    pack_number(key, slot);
    chunks[key] = &of_slot;
  }
  for (const auto &[key, of_slot] : bounds) {
    std::string tag;
    pack_number(tag, of_slot->all.size());
    pack_string(tag, of_slot->lowest);
    if (of_slot->highest != of_slot->lowest) tag += of_slot->highest;
    table.add(key, tag);
  }
  for (const auto &[key, of_slot] : chunks) write_chunks(table, key, *of_slot);
}

/// Writes the values in a slot, several to an entry.
void Segment::write_chunks(Table &table, const std::string &slot_key, const Values &of_slot) {
  std::string key, tag;
  uint32_t last = 0;
  const auto flush = [&] {
    if (!tag.empty()) table.add(key, tag);
    tag.clear();
  };
  for (const auto &[document, value] : of_slot.all) {
    if (tag.empty()) {
      key = slot_key;
      pack_sortable(key, document);
    } else {
      pack_number(tag, document - last - 1);
    }
    last = document;
    pack_string(tag, value);
    if (tag.size() >= chunk_size) flush();
  }
  flush();
}

/// The lengths of the documents, as the posting list of no term.
void Segment::write_lengths(Table &table) {
  const std::string key("\0\xe0", 2);
  PostingList list(table);
  list.start(key, key, 0, 0);
  for (uint32_t i = 0; i < documents.size(); ++i) list.add(i + 1, documents[i].length);
  if (!documents.empty()) list.flush(true);
}

/// Writes the postings in the order of the terms, and puts the entries of each document in that order.
void Segment::write_postings(Table &table) {
  const std::vector<uint32_t> order = terms.sorted();
  std::vector<uint32_t> starts(terms.count() + 1);
  for (const Entry &entry : entries) ++starts[entry.term + 1];
  for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  struct Posting {
    uint32_t document, entry;
  };
  std::vector<Posting> by_term(entries.size());
  {
    std::vector<uint32_t> next(starts.begin(), starts.end() - 1);
    uint32_t document = 0;
    for (uint32_t i = 0; i < entries.size(); ++i) {
      while (document < documents.size() && documents[document].entries_begin <= i) ++document;
      by_term[next[entries[i].term]++] = {document, i};
    }
  }
  std::vector<uint32_t> next_of_document(documents.size());
  for (size_t i = 0; i < documents.size(); ++i)
    next_of_document[i] = static_cast<uint32_t>(documents[i].entries_begin);
  sorted.resize(entries.size());
  PostingList list(table);
  std::string key, longer;
  for (uint32_t term : order) {
    const Posting *begin = by_term.data() + starts[term], *end = by_term.data() + starts[term + 1];
    if (begin == end) continue;  // of a document that was dropped
    key.clear();
    pack_term(key, terms[term]);
    longer = key;
    longer += '\0';
    uint64_t occurrences = 0;
    for (const Posting *posting = begin; posting != end; ++posting)
      occurrences += entries[posting->entry].count;
    list.start(key, longer, static_cast<uint64_t>(end - begin), occurrences);
    for (const Posting *posting = begin; posting != end; ++posting) {
      list.add(posting->document, entries[posting->entry].count);
      sorted[next_of_document[posting->document - 1]++] = posting->entry;
    }
    list.flush(true);
  }
}

/// For each document its terms, with the beginning that a term shares with the one before left out;
/// and the slots of its values.
void Segment::write_term_lists(Table &table) {
  std::string key, tag;
  for (size_t i = 0; i < documents.size(); ++i) {
    const Document &document = documents[i];
    const size_t end = i + 1 < documents.size() ? documents[i + 1].entries_begin : entries.size();
    tag.clear();
    if (document.entries_begin < end) {
      pack_number(tag, document.length);
      pack_number(tag, end - document.entries_begin);
    }
    std::string_view former;
    for (size_t index = document.entries_begin; index < end; ++index) {
      const Entry &entry = entries[sorted[index]];
      const std::string_view term = terms[entry.term];
      size_t shared = 0;
      const size_t maximum = std::min(former.size(), term.size());
      while (shared < maximum && former[shared] == term[shared]) ++shared;
      const bool is_first = index == document.entries_begin;
      // A small count shares a byte with the length of what is shared.
      const uint64_t both = (entry.count + uint64_t(1)) * (former.size() + 1) + shared;
      const bool is_packed = !is_first && both < 256;
      if (!is_first) tag += static_cast<char>(is_packed ? both : shared);
      tag += static_cast<char>(term.size() - shared);
      tag += term.substr(shared);
      if (!is_packed) pack_number(tag, entry.count);
      former = term;
    }
    key.clear();
    pack_sortable(key, static_cast<uint32_t>(i + 1));
    add_compressed(table, key, tag);
    key += '\0';
    if (!document.slots.empty()) add_compressed(table, key, document.slots);
  }
}

/// The file that makes a folder of tables a database: format of March 14th, 2016, which all Xapian
/// 1.4 have.
void Segment::write_version(const std::vector<std::string> &roots) {
  std::string bytes("\x0f\x0dXapian Glass\x04\x6e", 16);
  char identity[16];
  if (getrandom(identity, sizeof identity, 0) != sizeof identity)
    throw Xapian::DatabaseError("No random numbers", path, errno);
  bytes.append(identity, sizeof identity);
  pack_number(bytes, 1);
  for (const std::string &root : roots) bytes += root;
  // Positions, spelling and synonyms: no blocks, a root that is none.
  for (unsigned compressed_from : {0u, compress_from, compress_from}) {
    for (unsigned number : {0u, 3u, 0u, Table::block_size >> 11, compressed_from, 0u})
      pack_number(bytes, number);
  }
  uint32_t shortest = 0, longest = 0;
  for (const Document &document : documents) {
    if (document.length && (!shortest || document.length < shortest)) shortest = document.length;
    longest = std::max(longest, document.length);
  }
  for (uint64_t number : {uint64_t(documents.size()), uint64_t(0), uint64_t(shortest),
                          uint64_t(largest_count), uint64_t(longest - largest_count), uint64_t(0),
                          total_length, uint64_t(0)})
    pack_number(bytes, number);
  const std::string file = path + "/iamglass";
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) throw Xapian::DatabaseCreateError("Couldn't create", file, errno);
  const bool is_written = write(descriptor, bytes.data(), bytes.size()) == ssize_t(bytes.size());
  if (close(descriptor) != 0 || !is_written)
    throw Xapian::DatabaseError("Couldn't write", file, errno);
}

}  // namespace glass
