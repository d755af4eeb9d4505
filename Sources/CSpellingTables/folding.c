/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "folding_tables.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "letters.bin and words.bin are little-endian"
#endif

/* #embed is C23; clang has it in every mode and says so. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const _Alignas(8) uint8_t letters[] = {
#embed "letters.bin"
};

static const _Alignas(8) uint8_t words[] = {
#embed "words.bin"
};

/* Both files: four bytes of magic, the number of sections, then offset and count of each. */
struct section {
  uint32_t offset;
  uint32_t count;
};

static const struct section *sections(const uint8_t *file) {
  return (const struct section *)(file + 8);
}

struct spelling_letters spelling_letters(void) {
  const struct section *part = sections(letters);
  return (struct spelling_letters){
    .blocks = (const uint16_t *)(letters + part[0].offset),
    .entries = (const uint32_t *)(letters + part[1].offset),
    .compositions = (const struct spelling_composition *)(letters + part[2].offset),
    .composition_count = part[2].count,
    .pool = letters + part[3].offset,
  };
}

struct spelling_words spelling_words(void) {
  const struct section *part = sections(words);
  return (struct spelling_words){
    .articles = (const struct spelling_article *)(words + part[0].offset),
    .article_multiplier = *(const uint64_t *)(words + part[4].offset),
    .elisions = (const uint64_t *)(words + part[1].offset),
    .elision_count = part[1].count,
    .function_words = (const struct spelling_language_sign *)(words + part[2].offset),
    .function_word_count = part[2].count,
    .distinctive_letters = (const struct spelling_language_sign *)(words + part[3].offset),
    .distinctive_letter_count = part[3].count,
  };
}
