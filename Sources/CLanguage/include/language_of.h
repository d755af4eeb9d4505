/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The language of a text by CLD2. */
#ifndef LANGUAGE_OF_H
#define LANGUAGE_OF_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The longest code with its NUL. */
enum { LANGUAGE_CODE_SIZE = 16 };

/* Fills `code` with the language that UTF-8 text is in for the most part; false where CLD2 is not
   sure. */
bool language_of(const char *text, size_t count, char code[LANGUAGE_CODE_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
