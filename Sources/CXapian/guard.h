// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAP_GUARD_H
#define XAP_GUARD_H
#include <xapian.h>

#include <exception>
#include <new>
#include <string>
#include <string_view>

#include "xap_error.h"

// The C face counts documents, terms and positions in 32 bits, as Xapian does unless configured
// otherwise.
static_assert(sizeof(Xapian::docid) == 4 && sizeof(Xapian::termpos) == 4,
              "libxapian was built with 64-bit ids");

/// Notes what was thrown. Throws nothing, even when memory is short: the texts are then empty.
void xap_record(xap_error *error, std::string_view type, std::string_view message,
                std::string_view context = {}, const char *system = nullptr) noexcept;

/// Copies a string into bytes of the caller's.
void xap_give(const std::string &text, xap_bytes *bytes);

inline std::string xap_text(xap_view view) {
  return std::string(reinterpret_cast<const char *>(view.data), view.data ? view.count : 0);
}

/// Xapian hands a path to C functions, which would stop at a zero byte and open another file.
std::string xap_path(xap_view view);

/// Throws unless the term fits Xapian's keys, in which a zero byte takes two. Xapian itself looks
/// only when it is too late: a failing add_document drops all that was not committed, and a term
/// that is too long for its zero bytes only makes the commit fail.
void xap_check_term(std::string_view term);

/// Runs the body and turns whatever it throws into the caller's error struct. Nothing gets out.
template <class Body>
bool guarded(xap_error *error, Body &&body) noexcept {
  try {
    body();
    return true;
  } catch (const Xapian::Error &e) {
    xap_record(error, e.get_type(), e.get_msg(), e.get_context(), e.get_error_string());
  } catch (const std::bad_alloc &) {
    xap_record(error, "std::bad_alloc", "out of memory");
  } catch (const std::exception &e) {
    xap_record(error, "std::exception", e.what());
  } catch (...) {
    xap_record(error, "unknown", "something that is no exception was thrown");
  }
  return false;
}

/// The same for bodies that make a handle: null when they throw.
template <class Handle, class Body>
Handle *guarded_new(xap_error *error, Body &&body) noexcept {
  Handle *handle = nullptr;
  guarded(error, [&] { handle = body(); });
  return handle;
}

#endif
