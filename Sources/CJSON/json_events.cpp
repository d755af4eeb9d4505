// SPDX-License-Identifier: GPL-2.0-or-later
#include "json_events.h"

#include <simdjson.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>

using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

struct events {
  json_taker take;
  void *context;

  void hand_out(json_event event, std::string_view text = {}) const {
    take(context, event, {text.data(), text.size()});
  }

  // No deeper than simdjson goes, 1,024 levels.
  void hand_out(const element &value) const {
    switch (value.type()) {
    case element_type::OBJECT:
      hand_out(JSON_BEGIN_OBJECT);
      for (auto field : simdjson::dom::object(value)) {
        hand_out(JSON_KEY, field.key);
        hand_out(field.value);
      }
      hand_out(JSON_END_OBJECT);
      break;
    case element_type::ARRAY:
      hand_out(JSON_BEGIN_ARRAY);
      for (auto item : simdjson::dom::array(value)) hand_out(item);
      hand_out(JSON_END_ARRAY);
      break;
    case element_type::STRING:
      hand_out(JSON_TEXT, std::string_view(value));
      break;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
      hand_out(JSON_DIGITS, simdjson::to_string(value));
      break;
    default:
      hand_out(JSON_CONSTANT);
    }
  }
};

const char *read(json_bytes bytes, const events &taker) {
  simdjson::dom::parser parser;
  // One value is read as such: the other way takes a place between two for the end of one.
  element root;
  auto error = parser.parse(bytes.bytes, bytes.length, false).get(root);
  if (error == simdjson::SUCCESS) {
    taker.hand_out(root);
    return nullptr;
  }
  if (error == simdjson::CAPACITY || error == simdjson::MEMALLOC)
    return simdjson::error_message(error);
  simdjson::dom::document_stream stream;
  size_t batch = std::max(bytes.length, simdjson::dom::DEFAULT_BATCH_SIZE);
  if (auto refused = parser.parse_many(bytes.bytes, bytes.length, batch).get(stream))
    return simdjson::error_message(refused);
  bool found = false;
  for (auto document : stream) {
    element value;
    if (auto broken = document.get(value)) return simdjson::error_message(found ? broken : error);
    taker.hand_out(value);
    found = true;
  }
  return found && stream.truncated_bytes() == 0 ? nullptr : simdjson::error_message(error);
}

} // namespace

const char *json_read_events(json_bytes bytes, json_taker take, void *context) {
  // No C++ exception may reach Swift.
  try {
    return read(bytes, events{take, context});
  } catch (const std::bad_alloc &) {
    return "There is not enough memory for it.";
  } catch (const std::exception &) {
    return "The JSON library failed on it.";
  }
}
