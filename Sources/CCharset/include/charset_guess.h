/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What two libraries take the character set of a text to be. */
#ifndef CHARSET_GUESS_H
#define CHARSET_GUESS_H

#include <stdbool.h>
#include <stddef.h>

/* The longest name of a character set, with its NUL. */
enum { CHARSET_NAME_SIZE = 64 };

/* Fills `name` with the set that uchardet takes the bytes to be in; false where it has no guess. */
bool charset_guess_uchardet(const char *bytes, size_t count, char name[CHARSET_NAME_SIZE]);

/* The same by the detector of ICU. */
bool charset_guess_icu(const char *bytes, size_t count, char name[CHARSET_NAME_SIZE]);

#endif
