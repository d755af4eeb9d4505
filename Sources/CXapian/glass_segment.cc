// SPDX-License-Identifier: GPL-2.0-or-later
#include "glass_segment.h"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <memory>

#include "glass_pack.h"
#include "guard.h"
#include "word_codes.h"

namespace {
/// As Xapian's own default. Faster levels save little time and cost space.
const int compression_level = 6;
/// An entry of a table has 65,535 parts at most, of 2,028 bytes or more; the value shares it with others.
const size_t largest_value = 120 << 20;
/// What no position list is below or above: Xapian keeps bounds of the values in a slot, which are of no use
/// for these and would be as long.
const std::string_view position_list_floor = "", position_list_ceiling = "\xff";
}  // namespace

namespace glass {

Segment::Segment(const std::string &path)
    : path(path),
      data(path + "/docdata.glass"),
      compressor(libdeflate_alloc_compressor(compression_level)) {
  if (!compressor) throw std::bad_alloc();
}

Segment::~Segment() { libdeflate_free_compressor(compressor); }

void Segment::append(const xap_content &content) {
  if (!is_open) {
    documents.push_back({0, entries.size(), {}});
    written.clear();
    is_open = true;
  }
  gather(content);
}

uint32_t Segment::add(const xap_content &content) {
  append(content);
  is_open = false;
  std::map<uint32_t, std::string> words = position_lists.pack();
  for (const auto &[slot, value] : words)
    if (value.size() > largest_value) {
      drop();
      throw Xapian::RangeError("A document has more words than a value can hold");
    }
  add_case_terms(content);
  count_words();
  add_values(content, std::move(words));
  std::string key;
  pack_sortable(key, static_cast<uint32_t>(documents.size()));
  const std::string_view text(reinterpret_cast<const char *>(content.data.data),
                              content.data.count);
  if (content.skip_compression && text.size() > compress_from)
    add_as_it_is(data, key, text);
  else if (!text.empty())
    add_compressed(data, key, text);
  return static_cast<uint32_t>(documents.size());
}

/// Forgets the last document, as if it had not come.
void Segment::drop() {
  const size_t first = documents.back().entries_begin;
  for (size_t index = first; index < entries.size(); ++index) last_document[entries[index].term] = 0;
  entries.resize(first);
  documents.pop_back();
}

/// The number of a term of the last document, which has an entry for it from then on.
uint32_t Segment::number_in_document(std::string_view text, uint64_t hash) {
  const auto document = static_cast<uint32_t>(documents.size());
  const uint32_t number = terms.number(text, hash);
  if (number == last_document.size()) {
    xap_check_term(text);
    last_document.push_back(0);
    local.push_back(0);
  }
  if (last_document[number] != document) {
    last_document[number] = document;
    local[number] = static_cast<uint32_t>(entries.size() - documents.back().entries_begin);
    entries.push_back({number, 0});
    written.push_back(XAP_WRITTEN_NONE);
  }
  return number;
}

/// Makes terms of what the capitals of the last document say.
void Segment::add_case_terms(const xap_content &content) {
  const size_t first = documents.back().entries_begin, count = written.size();
  for (size_t index = 0; index < count; ++index) {
    uint8_t prefix = 0;
    if (written[index] & XAP_WRITTEN_LOWER) continue;
    if (written[index] & XAP_WRITTEN_CAPITAL)
      prefix = content.capital_prefix;
    else if (written[index] & XAP_WRITTEN_UNCLEAR)
      prefix = content.unclear_prefix;
    if (!prefix) continue;
    prefixed = static_cast<char>(prefix);
    prefixed += terms[entries[first + index].term];
    number_in_document(prefixed, WordCodes::hash(prefixed));
  }
}

/// Makes an entry of each different term, and notes where words stand and how they are written.
void Segment::gather(const xap_content &content) {
  const size_t first = documents.back().entries_begin;
  const auto *term = reinterpret_cast<const char *>(content.terms);
  for (size_t i = 0; i < content.posting_count; ++i) {
    const xap_posting &posting = content.postings[i];
    const std::string_view text(term, posting.length);
    term += posting.length;
    const uint64_t hash = WordCodes::hash(text);
    const uint32_t number = number_in_document(text, hash);
    entries[first + local[number]].count += posting.wdf;
    written[local[number]] |= static_cast<uint8_t>(posting.written);
    if (!posting.position) continue;
    if (posting.positions_slot == XAP_NO_POSITION_LIST)
      throw Xapian::UnimplementedError("A segment keeps positions in sequences of words only");
    position_lists.add(posting.positions_slot, local[number], hash, posting.position);
  }
}

/// Adds up the length of the last document.
void Segment::count_words() {
  Document &document = documents.back();
  for (size_t index = document.entries_begin; index < entries.size(); ++index) {
    document.length += entries[index].count;
    largest_count = std::max(largest_count, entries[index].count);
  }
  total_length += document.length;
}

void Segment::add_values(const xap_content &content, std::map<uint32_t, std::string> words) {
  std::map<uint32_t, std::string_view> of_document;
  const auto *value = reinterpret_cast<const char *>(content.value_bytes);
  for (size_t i = 0; i < content.value_count; ++i) {
    const xap_value &one = content.values[i];
    if (one.slot == Xapian::BAD_VALUENO) throw Xapian::InvalidArgumentError("Not a value slot");
    of_document[one.slot] = {value, one.length};
    value += one.length;
  }
  for (const auto &[slot, positions_slot] : words) of_document[slot] = positions_slot;
  uint32_t next_slot = 0;
  for (const auto &[slot, text] : of_document) {
    if (text.empty()) continue;
    pack_number(documents.back().slots, slot - next_slot);
    next_slot = slot + 1;
    const auto positions_slot = words.find(slot);
    if (positions_slot != words.end())
      add_value(slot, std::move(positions_slot->second), position_list_floor, position_list_ceiling);
    else
      add_value(slot, std::string(text), text, text);
  }
}

void Segment::add_value(
    uint32_t slot, std::string value, std::string_view lowest, std::string_view highest) {
  Values &of_slot = values[slot];
  if (of_slot.all.empty() || lowest < of_slot.lowest) of_slot.lowest = lowest;
  if (of_slot.all.empty() || highest > of_slot.highest) of_slot.highest = highest;
  of_slot.all.emplace_back(documents.size(), std::move(value));
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
  const size_t maximum = 0xffff;
  compressed.clear();
  for (bool is_last = false; !is_last;) {
    const std::string_view block = tag.substr(0, maximum);
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
