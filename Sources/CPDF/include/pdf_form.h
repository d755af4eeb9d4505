/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes the form that a PDF is made from in Adobe's own way (XFA), which Poppler does not read, with qpdf. */
#ifndef PDF_FORM_H
#define PDF_FORM_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a document in memory may have one: it is named in the open, or the objects are packed, and there is but the
   one page that mostly says that another program is needed. */
bool pdf_form_is_likely(const void *bytes, size_t count, int pages);

/* The XML of the form of a document in memory, at most `most` bytes, to be freed by the caller; NULL where it has
   none. */
char *pdf_form(const void *bytes, size_t count, size_t maximum, size_t *length);

#endif
