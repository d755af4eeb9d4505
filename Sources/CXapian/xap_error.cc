// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_error.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "guard.h"

namespace {
// glass_defs.h calls it GLASS_BTREE_MAX_KEY_LEN less what a key needs besides the term.
const size_t longest_term = 245;

xap_bytes copied(std::string_view text) noexcept {
  if (text.empty()) return {nullptr, 0};
  auto *copy = static_cast<uint8_t *>(std::malloc(text.size()));
  if (!copy) return {nullptr, 0};
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}
}  // namespace

void xap_record(xap_error *error, std::string_view type, std::string_view message,
                std::string_view context, const char *system) noexcept {
  if (!error) return;
  xap_error_clear(error);
  error->type = copied(type);
  error->message = copied(message);
  error->context = copied(context);
  if (system) error->system = copied(system);
}

void xap_give(const std::string &text, xap_bytes *bytes) {
  *bytes = copied(text);
  if (bytes->count != text.size()) throw std::bad_alloc();
}

std::string xap_path(xap_view view) {
  std::string path = xap_text(view);
  if (path.find('\0') != std::string::npos)
    throw Xapian::InvalidArgumentError("A path can't hold a zero byte", path);
  return path;
}

void xap_check_term(std::string_view term) {
  if (term.empty()) throw Xapian::InvalidArgumentError("Empty terms aren't allowed");
  size_t zeroes = std::count(term.begin(), term.end(), '\0');
  if (term.size() + zeroes > longest_term)
    throw Xapian::InvalidArgumentError("Term too long (> " + std::to_string(longest_term) +
                                       "): " + std::string(term.substr(0, longest_term)));
}

extern "C" {

void xap_bytes_free(xap_bytes *bytes) {
  std::free(bytes->data);
  *bytes = {nullptr, 0};
}

void xap_error_clear(xap_error *error) {
  xap_bytes_free(&error->type);
  xap_bytes_free(&error->message);
  xap_bytes_free(&error->context);
  xap_bytes_free(&error->system);
}

bool xap_error_provoke(int32_t kind, xap_error *error) {
  return guarded(error, [&] {
    switch (kind) {
      case 0: throw Xapian::DatabaseModifiedError("provoked", "context");
      case 1: throw std::runtime_error("provoked");
      case 2: throw std::bad_alloc();
      default: throw 42;
    }
  });
}

const char *xap_library_version(void) { return Xapian::version_string(); }

}  // extern "C"
