/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_SEGMENT_H
#define XAP_SEGMENT_H
#include "xap_document.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* A new database that is written in one go, several times as fast as Xapian writes it. */
typedef struct xap_segment xap_segment;

/* The folder `path` must be there. */
xap_segment *_Nullable xap_segment_new(xap_view path, xap_error *error);
/* Takes the postings of the document that is added next. */
bool xap_segment_append(xap_segment *segment, const xap_content *content, xap_error *error);
bool xap_segment_add(
    xap_segment *segment, const xap_content *content, uint32_t *id, xap_error *error);
/* The database is there when this has answered true; nothing can be added afterwards. */
bool xap_segment_finish(xap_segment *segment, xap_error *error);
void xap_segment_free(xap_segment *segment);

/* Joins the chunks of the posting lists of a database that was just compacted into the folder `path`. */
bool xap_postings_join(xap_view path, xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
