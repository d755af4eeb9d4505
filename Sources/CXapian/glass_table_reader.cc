// SPDX-License-Identifier: GPL-2.0-or-later
#include "glass_table_reader.h"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>

namespace {
unsigned get(const unsigned char *offset) { return unsigned(offset[0]) << 8 | offset[1]; }
}  // namespace

namespace glass {

TableReader::TableReader(const std::string &path)
    : path(path),
      descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      block(Table::block_size) {
  if (descriptor < 0) throw Xapian::DatabaseOpeningError("Couldn't open a table", path, errno);
  posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
}

TableReader::~TableReader() { close(descriptor); }

void TableReader::throw_damage() const {
  throw Xapian::DatabaseCorruptError("A table isn't as compaction writes it: " + path);
}

bool TableReader::next() {
  Item item;
  // Every table begins with an entry without a key.
  do
    if (!read_item(item)) return false;
  while (item.key.empty());
  if (!(item.flags & Table::is_first_flag) || item.key <= current_key) throw_damage();
  current_key = item.key;
  is_tag_compressed = item.flags & Table::is_compressed_flag;
  current_tag = item.part;
  while (!(item.flags & Table::is_last_flag)) {
    if (!read_item(item) || item.flags & Table::is_first_flag || item.key != current_key)
      throw_damage();
    current_tag += item.part;
  }
  return true;
}

bool TableReader::read_item(Item &item) {
  while (directory_place == directory_end)
    if (!read_leaf()) return false;
  const unsigned offset = get(&block[directory_place]);
  directory_place += 2;
  if (offset + 3 > block.size()) throw_damage();
  const unsigned char *bytes = &block[offset];
  item.flags = get(bytes) & ~Table::size_mask;
  const unsigned size = (get(bytes) & Table::size_mask) + 3;
  const unsigned head =
      3 + bytes[2] + (item.flags & Table::is_first_flag ? 0 : Table::part_number_size);
  if (offset + size > block.size() || head > size) throw_damage();
  const auto *text = reinterpret_cast<const char *>(bytes);
  item.key = {text + 3, bytes[2]};
  item.part = {text + head, size - head};
  return true;
}

/// Reads the next leaf; false at the end of the file.
bool TableReader::read_leaf() {
  for (;;) {
    for (size_t done = 0; done < block.size();) {
      const ssize_t count = read(descriptor, &block[done], block.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw Xapian::DatabaseError("Couldn't read a table", path, errno);
      if (count == 0 && done == 0) return false;
      if (count == 0) throw_damage();
      done += static_cast<size_t>(count);
    }
    if (block[Table::level_place] == 0) break;
  }
  directory_place = Table::header_size;
  directory_end = get(&block[Table::directory_end_place]);
  if (directory_end < directory_place || directory_end > block.size() || directory_end % 2 == 0)
    throw_damage();
  return true;
}

}  // namespace glass
