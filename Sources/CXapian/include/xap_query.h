/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_QUERY_H
#define XAP_QUERY_H
#include "xap_database.h"
#include "xap_terms.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* Never changes once made. */
typedef struct xap_query xap_query;

enum {
  XAP_AND,
  XAP_OR,
  XAP_AND_NOT,
  XAP_XOR,
  XAP_AND_MAYBE,
  XAP_FILTER,
  XAP_NEAR,
  XAP_PHRASE,
  XAP_ELITE_SET,
  XAP_SYNONYM,
  XAP_MAX,
};

enum { XAP_LIMIT_ERROR, XAP_LIMIT_FIRST, XAP_LIMIT_MOST_FREQUENT };

xap_query *_Nullable xap_query_match_all(xap_error *error);
xap_query *_Nullable xap_query_match_nothing(xap_error *error);
xap_query *_Nullable xap_query_term(
    xap_view term, uint32_t wqf, uint32_t position, xap_error *error);
typedef struct {
  xap_view term;
  uint32_t layer;     /* the first layer that holds it, 0 to 2 */
  uint32_t documents; /* how many documents hold it */
} xap_synonym_term;

typedef struct {
  double factors[3]; /* of each layer */
  double k1, b, minimum_length;
} xap_synonym_parameters;

/* Terms that rank as one in layers: see synonym_source.h. For databases of one part. What is read of
 * `database` for it is kept for the next time; another one may be asked. */
xap_query *_Nullable xap_query_synonyms(
    xap_database *database, const xap_synonym_term *terms, size_t count,
    const xap_synonym_parameters *parameters, xap_error *error);
/* Synonyms that stand together in a position list, the value in slot `positions_slot`: within a window of positions
 * in any order, or for a window of 0 side by side in this order. See positional_source.h. */
xap_query *_Nullable xap_query_positional(
    const xap_query *const _Nonnull *_Nullable queries, size_t count, uint32_t positions_slot,
    uint32_t window, xap_error *error);
/* `parameter` is the window of NEAR and PHRASE and the size of ELITE_SET; 0 for Xapian's default. */
xap_query *_Nullable xap_query_combine(
    uint32_t operation, const xap_query *const _Nonnull *_Nullable queries, size_t count,
    uint32_t parameter, xap_error *error);
xap_query *_Nullable xap_query_scale(const xap_query *query, double factor, xap_error *error);
xap_query *_Nullable xap_query_value_range(
    uint32_t slot, xap_view lower, xap_view upper, xap_error *error);
xap_query *_Nullable xap_query_value_at_least(uint32_t slot, xap_view lower, xap_error *error);
xap_query *_Nullable xap_query_value_at_most(uint32_t slot, xap_view upper, xap_error *error);
xap_query *_Nullable xap_query_wildcard(
    xap_view prefix, uint32_t limit, uint32_t limit_kind, uint32_t combiner, xap_error *error);
void xap_query_free(xap_query *query);

bool xap_query_is_empty(const xap_query *query);
bool xap_query_description(const xap_query *query, xap_bytes *text, xap_error *error);
/* Sorted, each once; nothing is counted. */
xap_terms *_Nullable xap_query_terms(const xap_query *query, xap_error *error);

/* Numbers as values that sort as the numbers do. */
bool xap_value_serialise(double number, xap_bytes *value, xap_error *error);
bool xap_value_unserialise(xap_view value, double *number, xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
