// SPDX-License-Identifier: GPL-2.0-or-later
#include "glass_join.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "glass_posting_list.h"
#include "glass_table_reader.h"

namespace {
using namespace glass;
using std::string_view;

[[noreturn]] void throw_damage(const std::string &path) {
  throw Xapian::DatabaseCorruptError("Not a compacted database: " + path);
}

/// What the key of a posting list's chunk says.
struct ChunkKey {
  string_view term;
  /// The first document; not given by the key of a list's first chunk.
  uint32_t first;
  bool is_first;
};

/// Reads a key; false where it is of something else.
bool read_key(string_view key, ChunkKey &chunk) {
  if (key[0] == '\0' && key.substr(1, 1) != "\xff") return false;
  size_t end = key.find('\0');
  while (end != key.npos && key.substr(end + 1, 1) == "\xff") end = key.find('\0', end + 1);
  chunk.is_first = end == key.npos;
  chunk.term = key.substr(0, end);
  return chunk.is_first || unpack_sortable(key.substr(end + 1), chunk.first);
}

/// Copies a table with the chunks of each posting list joined; returns what the version file says of it.
std::string join(const std::string &from, const std::string &to) {
  TableReader entries(from);
  Table table(to);
  PostingList list(table);
  std::string term;
  bool is_in_list = false;
  while (entries.next()) {
    ChunkKey chunk;
    const bool is_chunk = read_key(entries.key(), chunk);
    const bool goes_on = is_in_list && is_chunk && !chunk.is_first && chunk.term == term;
    if (is_in_list && !goes_on) list.flush(true);
    is_in_list = is_chunk;
    if (!is_chunk) {
      table.add(entries.key(), entries.tag(), entries.is_compressed());
      continue;
    }
    string_view tag = entries.tag();
    if (!goes_on) {
      uint64_t documents, occurrences, before;
      if (!chunk.is_first || !unpack_number(tag, documents) || !unpack_number(tag, occurrences) ||
          !unpack_number(tag, before))
        throw_damage(from);
      term = chunk.term;
      chunk.first = static_cast<uint32_t>(before + 1);
      list.start(term, term + '\0', documents, occurrences);
    }
    uint64_t length;
    if (tag.empty()) throw_damage(from);
    tag.remove_prefix(1);
    if (!unpack_number(tag, length)) throw_damage(from);
    list.add(chunk.first, chunk.first + static_cast<uint32_t>(length), tag);
  }
  if (is_in_list) list.flush(true);
  return table.finish(0);
}

std::string content_of(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Xapian::DatabaseOpeningError("Couldn't open", path, errno);
  return {std::istreambuf_iterator<char>(file), {}};
}

void replace(const std::string &path, const std::string &by) {
  if (std::rename(by.c_str(), path.c_str()) != 0)
    throw Xapian::DatabaseError("Couldn't replace", path, errno);
}
}  // namespace

namespace glass {

void join_postings(const std::string &folder) {
  const std::string version = folder + "/iamglass", postings = folder + "/postlist.glass";
  const std::string bytes = content_of(version);
  // Before the first root, which is that of the postings, stand a mark, the UUID and the revision.
  const size_t fixed = 32;
  string_view rest = string_view(bytes).substr(std::min(fixed, bytes.size()));
  uint64_t revision, root, level, entries, block_size, compress_from, free_list;
  if (!unpack_number(rest, revision)) throw_damage(version);
  const size_t root_begin = bytes.size() - rest.size();
  if (!unpack_number(rest, root) || !unpack_number(rest, level) || !unpack_number(rest, entries) ||
      !unpack_number(rest, block_size) || !unpack_number(rest, compress_from) ||
      !unpack_number(rest, free_list) || free_list > rest.size())
    throw_damage(version);
  rest.remove_prefix(free_list);
  if (entries == 0) return;
  if (revision != Table::revision || block_size << 11 != Table::block_size) throw_damage(version);
  const std::string joined = postings + ".joined", changed = version + ".joined";
  const std::string new_root = join(postings, joined);
  std::ofstream out(changed, std::ios::binary);
  out << string_view(bytes).substr(0, root_begin) << new_root << rest;
  out.close();
  if (!out) throw Xapian::DatabaseError("Couldn't write", changed, errno);
  replace(postings, joined);
  replace(version, changed);
}

}  // namespace glass
