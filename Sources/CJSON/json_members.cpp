// SPDX-License-Identifier: GPL-2.0-or-later
#include "json_members.h"

#include <simdjson.h>

#include <list>
#include <new>
#include <string>
#include <string_view>

using simdjson::dom::element;
using simdjson::dom::element_type;

struct json_parser {
  simdjson::dom::parser parser;
  // Numbers written out; a list, because members point at them while it grows.
  std::list<std::string> numbers;
};

namespace {

json_member member_of(json_parser &owner, const element &value) {
  switch (value.type()) {
  case element_type::NULL_VALUE:
    return {JSON_ABSENT, {nullptr, 0}};
  case element_type::STRING: {
    std::string_view text;
    // The reader trusts a string to be UTF-8 without looking again, so it is made sure of here,
    // after the escapes are resolved.
    if (value.get(text) != simdjson::SUCCESS || !simdjson::validate_utf8(text))
      return {JSON_OTHER, {nullptr, 0}};
    return {JSON_STRING, {text.data(), text.size()}};
  }
  case element_type::INT64:
  case element_type::UINT64:
  case element_type::DOUBLE: {
    const std::string &number = owner.numbers.emplace_back(simdjson::to_string(value));
    return {JSON_NUMBER, {number.data(), number.size()}};
  }
  default:
    return {JSON_OTHER, {nullptr, 0}};
  }
}

const char *read(json_parser &owner, json_bytes object, const json_bytes *names,
                 json_member *members, size_t count) {
  owner.numbers.clear();
  for (size_t i = 0; i < count; i++) members[i] = {JSON_ABSENT, {nullptr, 0}};
  element root;
  // false: no copy is made, the caller has padded the bytes.
  if (auto error = owner.parser.parse(object.bytes, object.length, false).get(root))
    return simdjson::error_message(error);
  simdjson::dom::object fields;
  if (root.get(fields) != simdjson::SUCCESS) return "It is JSON, but not an object.";
  for (auto field : fields) {
    for (size_t i = 0; i < count; i++) {
      // Of members of one name the last counts, as in most readers of JSON.
      if (field.key == std::string_view(names[i].bytes, names[i].length))
        members[i] = member_of(owner, field.value);
    }
  }
  return nullptr;
}

} // namespace

size_t json_padding(void) { return simdjson::SIMDJSON_PADDING; }

json_parser *json_parser_new(void) { return new (std::nothrow) json_parser; }

void json_parser_free(json_parser *parser) { delete parser; }

const char *json_parser_read(json_parser *parser, json_bytes object, const json_bytes *names,
                             json_member *members, size_t count) {
  // No C++ exception may reach Swift.
  try {
    return read(*parser, object, names, members, count);
  } catch (const std::bad_alloc &) {
    return "There is not enough memory for it.";
  } catch (const std::exception &) {
    return "The JSON library failed on it.";
  }
}
