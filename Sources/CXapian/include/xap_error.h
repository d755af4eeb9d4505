/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_ERROR_H
#define XAP_ERROR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* Bytes lent for the time of a call. Terms, values and data may hold any byte, zero included. */
typedef struct {
  const uint8_t *_Nullable data;
  size_t count;
} xap_view;

/* Bytes owned by the caller: give them back with xap_bytes_free. */
typedef struct {
  uint8_t *_Nullable data;
  size_t count;
} xap_bytes;

void xap_bytes_free(xap_bytes *bytes);

/* What was thrown. Start from zeroes; give it back with xap_error_clear.
 * Every function that takes one answers true when nothing was thrown. */
typedef struct {
  xap_bytes type;    /* Xapian's class name: DatabaseLockError ... */
  xap_bytes message;
  xap_bytes context; /* often the path or the remote host */
  xap_bytes system;  /* the text of errno, where the failure was the system's */
} xap_error;

void xap_error_clear(xap_error *error);

/* Throws inside the guard, to show that nothing gets out: 0 Xapian::Error, 1 std::exception,
 * 2 std::bad_alloc, 3 something that is no exception class. */
bool xap_error_provoke(int32_t kind, xap_error *error);

/* The version of the library in use, which need not be the one compiled against. */
const char *xap_library_version(void);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
