// SPDX-License-Identifier: GPL-2.0-or-later
#include "language_of.h"

// compact_lang_det.h uses FILE without declaring it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "late_library.h"

namespace {

/// The types of CLD2's functions come from its header. A C++ function goes by its mangled name; these
/// hold what the library has been exporting since its first release as a shared one.
union CLD2Functions {
  struct {
    decltype(&CLD2::ExtDetectLanguageSummaryCheckUTF8) detect;
    decltype(&CLD2::LanguageCode) code;
  };
  void *addresses[2];
};

const CLD2Functions *cld2_library() {
  static const char *const names[] = {
      "_ZN4CLD233ExtDetectLanguageSummaryCheckUTF8EPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdPSt6vectorI"
      "NS_11ResultChunkESaISA_EES7_PbS7_",
      "_ZN4CLD212LanguageCodeENS_8LanguageE"};
  static CLD2Functions functions;
  static const bool is_there =
      late_library_open("libcld2.so.0", names, functions.addresses, 2);
  return is_there ? &functions : nullptr;
}

} // namespace

bool language_is_tellable(void) { return cld2_library() != nullptr; }

bool language_of(const char *text, size_t count, char code[LANGUAGE_CODE_SIZE]) {
  const CLD2Functions *cld2 = cld2_library();
  if (!cld2) return false;
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3], bytes, valid;
  double scores[3];
  bool is_reliable = false;
  cld2->detect(
      text, static_cast<int>(count), true, &hints, 0, languages, percents, scores, nullptr,
      &bytes, &is_reliable, &valid);
  if (!is_reliable || languages[0] == CLD2::UNKNOWN_LANGUAGE) return false;
  int length = std::snprintf(code, LANGUAGE_CODE_SIZE, "%s", cld2->code(languages[0]));
  return length > 0 && length < LANGUAGE_CODE_SIZE;
}
