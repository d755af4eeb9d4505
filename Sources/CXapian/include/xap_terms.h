/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_TERMS_H
#define XAP_TERMS_H
#include "xap_error.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* A walk along sorted terms. It keeps what it walks over alive. */
typedef struct xap_terms xap_terms;

typedef struct {
  size_t end;         /* where the term ends in the batch's bytes; it starts where the one before ends */
  uint32_t count;     /* what is counted depends on the walk */
} xap_term;

/* Lent until the next call with the same walk. */
typedef struct {
  const uint8_t *_Nullable bytes;
  const xap_term *_Nullable terms;
  size_t count; /* 0 at the end */
} xap_term_batch;

bool xap_terms_next(xap_terms *terms, xap_term_batch *batch, xap_error *error);
void xap_terms_free(xap_terms *terms);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
