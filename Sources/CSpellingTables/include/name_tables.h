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
/* What each feature of two aligned names weighs, as TSV. */
spelling_table spelling_name_score(void);
/* Given names that are the same by custom, as TSV. */
spelling_table spelling_nicknames(void);
/* Legal forms of bodies, as TSV. */
spelling_table spelling_legal_forms(void);
/* Words of bodies' names that mean the same, as TSV. */
spelling_table spelling_body_words(void);
/* Numbers in words, as TSV. */
spelling_table spelling_number_words(void);
/* Words after which another name follows, as TSV. */
spelling_table spelling_alias_words(void);
/* Letters that are written and not spoken, as TSV. */
spelling_table spelling_silent_letters(void);
/* The names of letters as initials are written, as TSV. */
spelling_table spelling_letter_names(void);
/* Codes and names of countries, as TSV. */
spelling_table spelling_countries(void);
/* The schemata of FollowTheMoney, as TSV. */
spelling_table spelling_schemata(void);

#endif
