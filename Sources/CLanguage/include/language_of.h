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

/* Whether CLD2 is installed, which is loaded when it is first needed. */
bool language_is_tellable(void);

/* Fills `code` with the language that UTF-8 text is in for the most part; false where CLD2 is not
   sure, or not installed. */
bool language_of(const char *text, size_t count, char code[LANGUAGE_CODE_SIZE]);

#ifdef __cplusplus
}
#endif
#endif
