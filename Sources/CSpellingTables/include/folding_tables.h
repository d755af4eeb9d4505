/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of letters and of small words, made by scripts/generate-folding-tables from the TSV files
   beside them. They lie in the binary as they are: nothing is read or parsed at start. */
#ifndef FOLDING_TABLES_H
#define FOLDING_TABLES_H

#include <stddef.h>
#include <stdint.h>

/* `base` followed by the mark `scalar` is the letter `composed`. */
struct spelling_composition {
  uint16_t mark;
  uint16_t base;
  uint32_t composed;
};

/* The entry of a scalar is entries[blocks[scalar / 128] * 128 + scalar % 128]; blocks 0 to 15 are
   in order, so below U+0800 it is entries[scalar]. */
struct spelling_letters {
  const uint16_t *blocks;
  const uint32_t *entries;
  const struct spelling_composition *compositions; /* sorted by base, then mark */
  size_t composition_count;
  const uint8_t *pool; /* folds longer than three bytes */
};

/* An article, and what the next word must begin with: "*" anything, empty nothing. */
struct spelling_article {
  uint64_t word;
  uint32_t after_hyphen[2];
  uint32_t after_space[2];
};

/* A very common word or a telling letter, as its FNV-1a hash, and the ISO 639-1 code of a language it
   belongs to. */
struct spelling_language_sign {
  uint64_t hash;
  char language[8];
};

struct spelling_words {
  const struct spelling_article *articles; /* 256 slots, empty ones all zero */
  uint64_t article_multiplier; /* the slot of a word is word * article_multiplier >> 56 */
  const uint64_t *elisions;
  size_t elision_count;
  const struct spelling_language_sign *function_words; /* sorted by hash */
  size_t function_word_count;
  const struct spelling_language_sign *distinctive_letters; /* sorted by hash */
  size_t distinctive_letter_count;
};

struct spelling_letters spelling_letters(void);
struct spelling_words spelling_words(void);

#endif
