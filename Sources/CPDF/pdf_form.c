/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "pdf_form.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

static bool contains(const void *bytes, size_t count, const char *word) {
  return memmem(bytes, count, word, strlen(word)) != NULL;
}

bool pdf_form_is_likely(const void *bytes, size_t count, int pages) {
  return contains(bytes, count, "/XFA") || (pages == 1 && contains(bytes, count, "/ObjStm"));
}

typedef struct {
  char *bytes;
  size_t count, maximum;
} gathered;

/* A form is one stream, or one cut into several. */
static void add(qpdf_data document, qpdf_oh part, gathered *form) {
  if (!qpdf_oh_is_stream(document, part)) return;
  unsigned char *bytes = NULL;
  size_t count = 0;
  QPDF_BOOL is_decoded = QPDF_FALSE;
  QPDF_ERROR_CODE problem =
      qpdf_oh_get_stream_data(document, part, qpdf_dl_generalized, &is_decoded, &bytes, &count);
  bool is_taken = !(problem & QPDF_ERRORS) && is_decoded && bytes && count <= form->maximum - form->count;
  char *larger = is_taken ? realloc(form->bytes, form->count + count + 1) : NULL;
  if (larger) {
    memcpy(larger + form->count, bytes, count);
    form->bytes = larger;
    form->count += count;
  }
  free(bytes);
}

char *pdf_form(const void *bytes, size_t count, size_t maximum, size_t *length) {
  *length = 0;
  qpdf_data document = qpdf_init();
  qpdf_silence_errors(document);
  qpdf_set_suppress_warnings(document, QPDF_TRUE);
  gathered form = {.maximum = maximum};
  if (!(qpdf_read_memory(document, "form", bytes, count, NULL) & QPDF_ERRORS)) {
    qpdf_oh fields = qpdf_oh_get_key(document, qpdf_get_root(document), "/AcroForm");
    if (qpdf_oh_is_dictionary(document, fields)) {
      qpdf_oh parts = qpdf_oh_get_key(document, fields, "/XFA");
      if (qpdf_oh_is_array(document, parts)) {
        int number = qpdf_oh_get_array_n_items(document, parts);
        for (int i = 0; i < number; i++)
          add(document, qpdf_oh_get_array_item(document, parts, i), &form);
      } else {
        add(document, parts, &form);
      }
    }
  }
  qpdf_cleanup(&document);
  *length = form.count;
  return form.bytes;
}
