// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_stem.h"

#include "guard.h"

struct xap_stem {
  Xapian::Stem stem;
  std::string word;
  std::string result;
};

extern "C" {

xap_stem *xap_stem_new(xap_view language, xap_error *error) {
  return guarded_new<xap_stem>(
      error, [&] { return new xap_stem{Xapian::Stem(xap_text(language)), {}, {}}; });
}

void xap_stem_free(xap_stem *stem) {
  guarded(nullptr, [&] { delete stem; });
}

bool xap_stem_apply(xap_stem *stem, xap_view word, xap_view *result, xap_error *error) {
  return guarded(error, [&] {
    stem->word.assign(reinterpret_cast<const char *>(word.data), word.data ? word.count : 0);
    stem->result = stem->stem(stem->word);
    *result = {reinterpret_cast<const uint8_t *>(stem->result.data()), stem->result.size()};
  });
}

bool xap_stem_languages(xap_bytes *names, xap_error *error) {
  return guarded(error, [&] { xap_give(Xapian::Stem::get_available_languages(), names); });
}

}  // extern "C"
