/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NAME_TABLES_H
#define NAME_TABLES_H

#include "spelling_model.h"

/* Words of names that say little or have a part of their own: titles, particles …, as TSV. */
spelling_table spelling_name_words(void);
/* Which letters an initial may stand for in other scripts, as TSV. */
spelling_table spelling_initials(void);
/* Which Arabic names words stand for (binary, 8-byte aligned; see KnownNames.swift). */
spelling_table spelling_name_lexicon(void);
/* Which names mean one entity (binary, 8-byte aligned; see Gazetteer.swift). */
spelling_table spelling_known_names(void);
/* How often Latin words that differ in vowels are one name, as TSV. */
spelling_table spelling_vowel_changes(void);

#endif
