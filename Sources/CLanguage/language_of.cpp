// SPDX-License-Identifier: GPL-2.0-or-later
#include "language_of.h"

// compact_lang_det.h uses FILE without declaring it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

bool language_of(const char *text, size_t count, char code[LANGUAGE_CODE_SIZE]) {
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3], bytes, valid;
  double scores[3];
  bool is_reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text, static_cast<int>(count), true, &hints, 0, languages, percents, scores, nullptr,
      &bytes, &is_reliable, &valid);
  if (!is_reliable || languages[0] == CLD2::UNKNOWN_LANGUAGE) return false;
  int length = std::snprintf(code, LANGUAGE_CODE_SIZE, "%s", CLD2::LanguageCode(languages[0]));
  return length > 0 && length < LANGUAGE_CODE_SIZE;
}
