/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_STEM_H
#define XAP_STEM_H
#include "xap_error.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* Keeps its own work space: one thread at a time. */
typedef struct xap_stem xap_stem;

xap_stem *_Nullable xap_stem_new(xap_view language, xap_error *error);
void xap_stem_free(xap_stem *stem);
/* `result` is lent until the next call with the same stemmer. */
bool xap_stem_apply(xap_stem *stem, xap_view word, xap_view *result, xap_error *error);
/* Names separated by spaces. */
bool xap_stem_languages(xap_bytes *names, xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
