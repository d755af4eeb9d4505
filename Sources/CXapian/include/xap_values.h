/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_VALUES_H
#define XAP_VALUES_H
#include "xap_database.h"
#include "xap_query.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* Documents by their ids, in any order. They weigh nothing. */
xap_query *_Nullable xap_query_documents(
    const uint32_t *_Nullable documents, size_t count, xap_error *error);
/* Calls back with each value of a slot, in the order of the documents; it is lent for the time of the call. */
bool xap_database_each_value(
    xap_database *database, uint32_t slot,
    void (*body)(void *_Nullable context, uint32_t document, xap_view value),
    void *_Nullable context, xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
