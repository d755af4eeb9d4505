/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_tables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char name_words[] = {
#embed "tables/name_words.tsv"
};

static const unsigned char initials[] = {
#embed "tables/initials.tsv"
};

_Alignas(64) static const unsigned char lexicon[] = {
#embed "tables/names.lexicon"
};

_Alignas(64) static const unsigned char known_names[] = {
#embed "tables/known_names.table"
};

static const unsigned char vowel_changes[] = {
#embed "tables/vowel_changes.tsv"
};

spelling_table spelling_name_words(void) {
  return (spelling_table){name_words, sizeof name_words};
}

spelling_table spelling_initials(void) { return (spelling_table){initials, sizeof initials}; }

spelling_table spelling_name_lexicon(void) { return (spelling_table){lexicon, sizeof lexicon}; }

spelling_table spelling_known_names(void) {
  return (spelling_table){known_names, sizeof known_names};
}

spelling_table spelling_vowel_changes(void) {
  return (spelling_table){vowel_changes, sizeof vowel_changes};
}
