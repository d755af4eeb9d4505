/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "name_tables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char name_words[] = {
#embed "tables/name_words.tsv"
};

static const unsigned char initials[] = {
#embed "tables/initials.tsv"
};

spelling_table spelling_name_words(void) {
  return (spelling_table){name_words, sizeof name_words};
}

spelling_table spelling_initials(void) { return (spelling_table){initials, sizeof initials}; }
