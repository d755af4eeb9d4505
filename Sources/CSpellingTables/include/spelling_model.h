/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SPELLING_MODEL_H
#define SPELLING_MODEL_H

#include <stddef.h>

/* A table as it lies in the program: never written, alive as long as the program. */
typedef struct {
  const void *bytes;
  size_t count;
} spelling_table;

/* The trained similarity model (binary, 8-byte aligned; see SpellingModel.swift). */
spelling_table spelling_model(void);
/* Consonant classes of letters, as TSV. */
spelling_table spelling_letter_classes(void);
/* The sounds of the search's skeletons and their letters, as TSV. */
spelling_table spelling_sounds(void);
/* What it costs to take sounds for others, as TSV. */
spelling_table spelling_sound_costs(void);
/* Articles, clitics and case endings of running text, as TSV. */
spelling_table spelling_affixes(void);
/* Elements of compound names, as TSV. */
spelling_table spelling_compounds(void);

#endif
