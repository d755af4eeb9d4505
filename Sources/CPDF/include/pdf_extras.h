/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a PDF holds beside the text of its pages: attached files, comments, bookmarks, what it says of itself. */
#ifndef PDF_EXTRAS_H
#define PDF_EXTRAS_H

#include <stdbool.h>
#include <stddef.h>

/* Take what is found; strings are closed by a NUL and live until the call returns. */
typedef struct {
  /* A text that belongs to a page from 1, or to the document for 0. */
  void (*text)(void *context, int page, const char *text);
  /* A file; `bytes` is NULL where it is larger than it may be. */
  void (*file)(void *context, const char *name, const void *bytes, size_t count);
} pdf_taker;

/* Hands out what the document in memory has, files of at most `most` bytes; the number of its pages, 0 where it is no
   document that can be read. */
int pdf_extras_read(const void *bytes, size_t count, size_t maximum, pdf_taker take, void *context);

#endif
