// SPDX-License-Identifier: GPL-2.0-or-later
#include "glass_table.h"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "glass_pack.h"

namespace {
/// As in Xapian: at least four items fit into a block.
const unsigned largest_item =
    (glass::Table::block_size - glass::Table::header_size - 4 * 2) / 4;

void put(unsigned char *target, uint32_t number, unsigned width) {
  for (unsigned byte = 0; byte < width; ++byte)
    target[byte] = static_cast<unsigned char>(number >> 8 * (width - 1 - byte));
}
}  // namespace

namespace glass {

Table::Block::Block(uint32_t number) : bytes(block_size) { clear(number); }

void Table::Block::clear(uint32_t new_number) {
  number = new_number;
  directory_end = header_size;
  items_begin = block_size;
}

/// Makes room for an item behind all others.
unsigned char *Table::Block::append(unsigned size) {
  items_begin -= size;
  put(&bytes[directory_end], items_begin, 2);
  directory_end += 2;
  return &bytes[items_begin];
}

Table::Table(const std::string &path)
    : path(path), descriptor(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor < 0) throw Xapian::DatabaseCreateError("Couldn't create a table", path, errno);
  levels.emplace_back(block_count++);
  // The entry without a key that every tree begins with.
  unsigned char *item = levels[0].append(3);
  put(item, is_first_flag | is_last_flag, 2);
  item[2] = 0;
}

Table::~Table() {
  if (descriptor >= 0) close(descriptor);
}

void Table::add(std::string_view key, std::string_view tag, bool is_compressed) {
  if (key.size() > 255) throw Xapian::InvalidArgumentError("A key is too long for a table");
  unsigned flags = is_first_flag | (is_compressed ? is_compressed_flag : 0);
  size_t room = largest_item - 3 - key.size();
  unsigned number = 1;
  for (; tag.size() > room; ++number) {
    if (number == 0xffff) throw Xapian::DatabaseError("An entry is too large for a table");
    add_part(key, tag.substr(0, room), number, flags);
    tag.remove_prefix(room);
    flags &= ~is_first_flag;
    room = largest_item - 5 - key.size();
  }
  add_part(key, tag, number, flags | is_last_flag);
  ++entry_count;
}

void Table::add_part(
    std::string_view key, std::string_view part, unsigned number, unsigned flags) {
  const unsigned head = 3 + key.size() + (number > 1 ? 2 : 0);
  const unsigned size = head + part.size();
  if (!levels[0].fits(size)) {
    start_block(0);
    // What separates two leaves is the shortest beginning that differs from the key before.
    size_t shared = 0;
    const size_t maximum = std::min(key.size(), last_key.size());
    while (shared < maximum && key[shared] == last_key[shared]) ++shared;
    add_branch(1, key.substr(0, std::min(shared + 1, key.size())), number, levels[0].number);
  }
  unsigned char *item = levels[0].append(size);
  put(item, (size - 3) | flags, 2);
  item[2] = static_cast<unsigned char>(key.size());
  std::memcpy(item + 3, key.data(), key.size());
  if (number > 1) put(item + 3 + key.size(), number, 2);
  std::memcpy(item + head, part.data(), part.size());
  last_key = key;
}

/// Adds to a level the block below that begins with a key.
void Table::add_branch(size_t level, std::string_view key, unsigned part, uint32_t block) {
  const auto append = [&](std::string_view key, unsigned part, uint32_t block) {
    unsigned char *item = levels[level].append(7 + key.size());
    put(item, block, 4);
    item[4] = static_cast<unsigned char>(key.size());
    std::memcpy(item + 5, key.data(), key.size());
    put(item + 5 + key.size(), part, 2);
  };
  if (levels[level].fits(7 + key.size())) return append(key, part, block);
  start_block(level);
  add_branch(level + 1, key, part, levels[level].number);
  // The first key of a branch says nothing that the level above does not.
  append({}, 0, block);
}

/// Writes the last block of a level and begins the next; where the level is the root, a new root
/// comes above.
void Table::start_block(size_t level) {
  write(level);
  const uint32_t former = levels[level].number;
  levels[level].clear(block_count++);
  if (level + 1 < levels.size()) return;
  levels.emplace_back(block_count++);
  add_branch(level + 1, {}, 0, former);
}

void Table::write(size_t level) {
  Block &block = levels[level];
  unsigned char *bytes = block.bytes.data();
  const unsigned free = block.items_begin - block.directory_end;
  put(bytes, revision, 4);
  bytes[level_place] = static_cast<unsigned char>(level);
  put(bytes + 5, free, 2);
  put(bytes + 7, free, 2);
  put(bytes + directory_end_place, block.directory_end, 2);
  std::memset(bytes + block.directory_end, 0, free);
  for (size_t done = 0; done < block_size;) {
    const ssize_t written = pwrite(descriptor, bytes + done, block_size - done,
                                   off_t(block.number) * block_size + off_t(done));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw Xapian::DatabaseError("Couldn't write a table", path, errno);
    done += static_cast<size_t>(written);
  }
}

std::string Table::finish(unsigned compress_from) {
  for (size_t level = 0; level < levels.size(); ++level) write(level);
  const int closed = close(descriptor);
  descriptor = -1;
  if (closed != 0) throw Xapian::DatabaseError("Couldn't write a table", path, errno);
  // The free blocks: none, and the first that was never used.
  std::string free_list;
  for (uint32_t number : {revision, block_count, 0u, 0u, 0u, 0u}) pack_number(free_list, number);
  const uint64_t is_sequential = 2;
  std::string root;
  pack_number(root, levels.back().number);
  pack_number(root, (levels.size() - 1) << 2 | is_sequential);
  pack_number(root, entry_count);
  pack_number(root, block_size >> 11);
  pack_number(root, compress_from);
  pack_string(root, free_list);
  return root;
}

}  // namespace glass
