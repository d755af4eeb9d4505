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

static const unsigned char name_score[] = {
#embed "tables/name_score.tsv"
};

static const unsigned char nicknames[] = {
#embed "tables/nicknames.tsv"
};

static const unsigned char legal_forms[] = {
#embed "tables/legal_forms.tsv"
};

static const unsigned char body_words[] = {
#embed "tables/body_words.tsv"
};

static const unsigned char number_words[] = {
#embed "tables/number_words.tsv"
};

static const unsigned char alias_words[] = {
#embed "tables/alias_words.tsv"
};

static const unsigned char silent_letters[] = {
#embed "tables/silent_letters.tsv"
};

static const unsigned char letter_names[] = {
#embed "tables/letter_names.tsv"
};

static const unsigned char countries[] = {
#embed "tables/countries.tsv"
};

static const unsigned char schemata[] = {
#embed "tables/schemata.tsv"
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

spelling_table spelling_name_score(void) {
  return (spelling_table){name_score, sizeof name_score};
}

spelling_table spelling_nicknames(void) {
  return (spelling_table){nicknames, sizeof nicknames};
}

spelling_table spelling_legal_forms(void) {
  return (spelling_table){legal_forms, sizeof legal_forms};
}

spelling_table spelling_body_words(void) {
  return (spelling_table){body_words, sizeof body_words};
}

spelling_table spelling_number_words(void) {
  return (spelling_table){number_words, sizeof number_words};
}

spelling_table spelling_alias_words(void) {
  return (spelling_table){alias_words, sizeof alias_words};
}

spelling_table spelling_silent_letters(void) {
  return (spelling_table){silent_letters, sizeof silent_letters};
}

spelling_table spelling_letter_names(void) {
  return (spelling_table){letter_names, sizeof letter_names};
}

spelling_table spelling_countries(void) {
  return (spelling_table){countries, sizeof countries};
}

spelling_table spelling_schemata(void) { return (spelling_table){schemata, sizeof schemata}; }
