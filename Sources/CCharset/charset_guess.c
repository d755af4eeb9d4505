/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "charset_guess.h"

#include <stdio.h>
#include <uchardet/uchardet.h>
#include <unicode/ucsdet.h>

static bool keep(const char *guess, char name[CHARSET_NAME_SIZE]) {
  int length = guess ? snprintf(name, CHARSET_NAME_SIZE, "%s", guess) : 0;
  return length > 0 && length < CHARSET_NAME_SIZE;
}

bool charset_guess_uchardet(const char *bytes, size_t count, char name[CHARSET_NAME_SIZE]) {
  uchardet_t detector = uchardet_new();
  if (!detector) return false;
  bool found = uchardet_handle_data(detector, bytes, count) == 0;
  uchardet_data_end(detector);
  found = found && keep(uchardet_get_charset(detector), name);
  uchardet_delete(detector);
  return found;
}

bool charset_guess_icu(const char *bytes, size_t count, char name[CHARSET_NAME_SIZE]) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  ucsdet_setText(detector, bytes, (int32_t)count, &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  bool found = match && keep(ucsdet_getName(match, &status), name);
  ucsdet_close(detector);
  return found && U_SUCCESS(status);
}
