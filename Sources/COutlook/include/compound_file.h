/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads Microsoft's compound files, which old office documents and messages of Outlook are, with libgsf. */
#ifndef COMPOUND_FILE_H
#define COMPOUND_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Hands out every stream with its path, folders with "/" between them, `most` bytes in all; false where it is no
   compound file. */
bool compound_file_read(
    const void *bytes, size_t count, size_t maximum,
    void (*take)(void *context, const char *path, const void *bytes, size_t count), void *context);

#endif
