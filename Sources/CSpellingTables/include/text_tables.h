/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEXT_TABLES_H
#define TEXT_TABLES_H

#include "spelling_model.h"

/* Clitics and endings that words of running text carry, as TSV. */
spelling_table spelling_light_stems(void);
/* Function words of the languages, as TSV. */
spelling_table spelling_common_words(void);
/* What the same keys write under different layouts, as TSV. */
spelling_table spelling_keyboards(void);
/* Latin and Cyrillic letters that look alike, as TSV. */
spelling_table spelling_lookalikes(void);
/* What letters with marks stand for in plain letters, as TSV. */
spelling_table spelling_diacritics(void);
/* Arabic letters and what romanizations write for them, as TSV. */
spelling_table spelling_romanization(void);
/* What the variant classifier weighs, as TSV. */
spelling_table spelling_variant_weights(void);
/* How common words are (binary, 8-byte aligned; see WordFrequencies.swift). */
spelling_table spelling_word_frequencies(void);

#endif
