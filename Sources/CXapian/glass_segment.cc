// SPDX-License-Identifier: GPL-2.0-or-later
#include "glass_segment.h"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <memory>

#include "glass_pack.h"
#include "guard.h"

namespace {
/// As Xapian's own default. Faster levels save little time and cost space.
const int compression_level = 6;
}  // namespace

namespace glass {

Segment::Segment(const std::string &path)
    : path(path),
      data(path + "/docdata.glass"),
      compressor(libdeflate_alloc_compressor(compression_level)) {
  if (!compressor) throw std::bad_alloc();
}

Segment::~Segment() { libdeflate_free_compressor(compressor); }

uint32_t Segment::add(const xap_content &content) {
  documents.push_back({0, entries.size(), {}});
  gather(content);
  pack_entries();
  add_values(content);
  std::string key;
  pack_sortable(key, static_cast<uint32_t>(documents.size()));
  const std::string_view text(reinterpret_cast<const char *>(content.data.data),
                              content.data.count);
  if (content.data_is_packed && text.size() > compress_from)
    add_as_it_is(data, key, text);
  else if (!text.empty())
    add_compressed(data, key, text);
  return static_cast<uint32_t>(documents.size());
}

/// Makes an entry of each different term, and notes the positions with their entries.
void Segment::gather(const xap_content &content) {
  const auto document = static_cast<uint32_t>(documents.size());
  const size_t first = documents.back().entries_begin;
  const auto *term = reinterpret_cast<const char *>(content.terms);
  placed.clear();
  for (size_t i = 0; i < content.posting_count; ++i) {
    const xap_posting &posting = content.postings[i];
    const std::string_view text(term, posting.length);
    term += posting.length;
    const uint32_t number = terms.number(text);
    if (number == last_document.size()) {
      xap_check_term(text);
      last_document.push_back(0);
      local.push_back(0);
    }
    if (last_document[number] != document) {
      last_document[number] = document;
      local[number] = static_cast<uint32_t>(entries.size() - first);
      entries.push_back({number, 0, 0, 0});
    }
    Entry &entry = entries[first + local[number]];
    entry.count += posting.wdf;
    if (posting.position) {
      placed.emplace_back(local[number], posting.position);
      ++entry.positions_size;
    }
  }
}

/// Packs the positions of each entry of the last document.
void Segment::pack_entries() {
  Document &document = documents.back();
  const size_t first = document.entries_begin, count = entries.size() - first;
  starts.assign(count + 1, 0);
  for (size_t i = 0; i < count; ++i) starts[i + 1] = starts[i] + entries[first + i].positions_size;
  scattered.resize(placed.size());
  for (const auto &[place, position] : placed) scattered[starts[place]++] = position;
  size_t begin = 0;
  for (size_t i = 0; i < count; ++i) {
    Entry &entry = entries[first + i];
    const size_t end = begin + entry.positions_size;
    document.length += entry.count;
    largest_count = std::max(largest_count, entry.count);
    entry.positions_begin = static_cast<uint32_t>(positions.size());
    if (begin < end) {
      uint32_t *from = &scattered[begin], *to = from + (end - begin);
      if (std::adjacent_find(from, to, std::greater_equal<>()) != to) {
        std::sort(from, to);
        to = std::unique(from, to);
      }
      pack_positions(positions, from, static_cast<size_t>(to - from));
    }
    entry.positions_size = static_cast<uint32_t>(positions.size()) - entry.positions_begin;
    begin = end;
  }
  total_length += document.length;
}

void Segment::add_values(const xap_content &content) {
  std::map<uint32_t, std::string_view> of_document;
  const auto *value = reinterpret_cast<const char *>(content.value_bytes);
  for (size_t i = 0; i < content.value_count; ++i) {
    const xap_value &one = content.values[i];
    if (one.slot == Xapian::BAD_VALUENO) throw Xapian::InvalidArgumentError("Not a value slot");
    of_document[one.slot] = {value, one.length};
    value += one.length;
  }
  uint32_t next_slot = 0;
  for (const auto &[slot, text] : of_document) {
    if (text.empty()) continue;
    pack_number(documents.back().slots, slot - next_slot);
    next_slot = slot + 1;
    Values &all = values[slot];
    if (all.all.empty() || text < all.lowest) all.lowest = text;
    if (all.all.empty() || text > all.highest) all.highest = text;
    all.all.emplace_back(documents.size(), text);
  }
}

/// Adds an entry, compressed where that makes it smaller.
void Segment::add_compressed(Table &table, std::string_view key, std::string_view tag) {
  if (tag.size() > compress_from) {
    compressed.resize(tag.size());
    const size_t size = libdeflate_deflate_compress(
        compressor, tag.data(), tag.size(), compressed.data(), tag.size() - 1);
    if (size) return table.add(key, {compressed.data(), size}, true);
  }
  table.add(key, tag);
}

/// Adds an entry in blocks that say that they are not compressed, so that neither Xapian's merge nor
/// its readers spend time on it.
void Segment::add_as_it_is(Table &table, std::string_view key, std::string_view tag) {
  const size_t most = 0xffff;
  compressed.clear();
  for (bool is_last = false; !is_last;) {
    const std::string_view block = tag.substr(0, most);
    tag.remove_prefix(block.size());
    is_last = tag.empty();
    compressed += is_last ? '\1' : '\0';
    for (size_t number : {block.size(), ~block.size()}) {
      compressed += static_cast<char>(number);
      compressed += static_cast<char>(number >> 8);
    }
    compressed += block;
  }
  table.add(key, compressed, true);
}

}  // namespace glass
