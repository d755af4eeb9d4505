/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_DOCUMENT_H
#define XAP_DOCUMENT_H
#include "xap_error.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* A document read from a database. Its parts are fetched when asked for. */
typedef struct xap_document xap_document;

void xap_document_free(xap_document *document);
bool xap_document_id(xap_document *document, uint32_t *id, xap_error *error);
bool xap_document_data(xap_document *document, xap_bytes *data, xap_error *error);
bool xap_document_value(
    xap_document *document, uint32_t slot, xap_bytes *value, xap_error *error);

/* No value slot: see xap_posting. */
enum { XAP_NO_POSITION_LIST = 0xffffffff };

/* One occurrence of a term. The terms lie one after the other in the arena. */
typedef struct {
  uint32_t length;
  uint32_t position; /* 0: none, the term is only counted */
  uint32_t positions_slot; /* the value slot of the position list that holds the position (see
                        position_list.h); XAP_NO_SEQUENCE: Xapian's own table does */
  uint32_t wdf;      /* added to the term's count in the document; 0 for a boolean term */
  uint32_t written;  /* one of xap_written: for segments */
} xap_posting;

/* How a word is written in a text. */
enum xap_written {
  XAP_WRITTEN_NONE = 0, /* in a script without capitals, or no word of the text */
  XAP_WRITTEN_LOWER = 1,
  XAP_WRITTEN_CAPITAL = 2, /* with a capital where no sentence begins */
  XAP_WRITTEN_UNCLEAR = 4, /* with a capital that any word would have there */
};

/* The values lie one after the other in an arena of their own. */
typedef struct {
  uint32_t slot;
  uint32_t length;
} xap_value;

/* A whole document, so that it crosses in one call. */
typedef struct {
  const uint8_t *_Nullable terms;
  const xap_posting *_Nullable postings;
  size_t posting_count;
  const uint8_t *_Nullable value_bytes;
  const xap_value *_Nullable values;
  size_t value_count;
  xap_view data;
  bool skip_compression; /* compressing it again would save nothing: for segments */
  /* What a segment puts before the words that the document has with a capital and never in lower case, and before
     those of which it has neither, to make boolean terms of them; 0: it makes none. */
  uint8_t capital_prefix;
  uint8_t unclear_prefix;
} xap_content;

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
