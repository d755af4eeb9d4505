/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_ENQUIRE_H
#define XAP_ENQUIRE_H
#include "xap_database.h"
#include "xap_query.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

typedef struct xap_enquire xap_enquire;
typedef struct xap_mset xap_mset;

typedef struct {
  double weight;
  uint32_t document;
  int32_t percent;
} xap_hit;

typedef struct {
  uint32_t count;
  uint32_t first;
  uint32_t lower_bound;
  uint32_t estimated;
  uint32_t upper_bound;
  double maximum_attained;
  double maximum_possible;
} xap_mset_statistics;

enum {
  XAP_BY_RELEVANCE,
  XAP_BY_VALUE,
  XAP_BY_VALUE_THEN_RELEVANCE,
  XAP_BY_RELEVANCE_THEN_VALUE,
};
enum { XAP_ASCENDING, XAP_DESCENDING, XAP_DONT_CARE };

xap_enquire *_Nullable xap_enquire_new(xap_database *database, xap_error *error);
void xap_enquire_free(xap_enquire *enquire);
bool xap_enquire_set_query(xap_enquire *enquire, const xap_query *query, xap_error *error);
bool xap_enquire_use_bm25(
    xap_enquire *enquire, double k1, double k2, double k3, double b, double minimum_length,
    xap_error *error);
bool xap_enquire_use_bm25_plus(
    xap_enquire *enquire, double k1, double k2, double k3, double b, double minimum_length,
    double delta, xap_error *error);
bool xap_enquire_use_tf_idf(xap_enquire *enquire, xap_view normalizations, xap_error *error);
bool xap_enquire_use_bool(xap_enquire *enquire, xap_error *error);
bool xap_enquire_set_sort(
    xap_enquire *enquire, uint32_t order, uint32_t slot, bool reverse, xap_error *error);
bool xap_enquire_set_document_order(xap_enquire *enquire, uint32_t order, xap_error *error);
bool xap_enquire_set_cutoff(
    xap_enquire *enquire, int32_t percent, double weight, xap_error *error);
/* Counts the values in a slot while the query runs. */
bool xap_enquire_count_values(xap_enquire *enquire, uint32_t slot, xap_error *error);
/* The values that were counted, with the number of matches that have each. */
xap_terms *_Nullable xap_enquire_value_counts(
    xap_enquire *enquire, uint32_t slot, xap_error *error);
/* Counts the matches while the query runs, and how many have the same value in a slot. */
bool xap_enquire_count_matches(xap_enquire *enquire, uint32_t slot, xap_error *error);
/* How many matches there are, and how many different values they have; each without one is different. */
bool xap_enquire_match_counts(
    xap_enquire *enquire, size_t *matches, size_t *different, xap_error *error);
bool xap_enquire_matches_with_value(
    xap_enquire *enquire, xap_view value, size_t *count, xap_error *error);
/* The folders that matches lie in, by a slot of paths, each with the number of matches in it. */
bool xap_enquire_each_folder(
    xap_enquire *enquire, uint32_t slot, void (*body)(void *_Nullable context, xap_view folder, uint32_t count),
    void *_Nullable context, xap_error *error);
bool xap_enquire_matches_holding(
    xap_enquire *enquire, xap_view term, size_t *count, xap_error *error);
bool xap_enquire_set_time_limit(xap_enquire *enquire, double seconds, xap_error *error);
xap_mset *_Nullable xap_enquire_mset(
    xap_enquire *enquire, uint32_t first, uint32_t limit, uint32_t check_at_least,
    xap_error *error);

void xap_mset_free(xap_mset *mset);
bool xap_mset_statistics_of(
    xap_mset *mset, xap_mset_statistics *statistics, xap_error *error);
/* Fills at most `capacity` hits. */
bool xap_mset_hits(xap_mset *mset, xap_hit *_Nullable hits, size_t capacity, xap_error *error);
/* Calls back with the data of `count` hits from `first` on in turn, lent for the time of the call. */
bool xap_mset_each_data(
    xap_mset *mset, uint32_t first, uint32_t count, void (*body)(void *_Nullable context, xap_view data),
    void *_Nullable context, xap_error *error);
xap_document *_Nullable xap_mset_document(xap_mset *mset, uint32_t index, xap_error *error);
/* Terms of the query that the document holds, in the order of the query. */
xap_terms *_Nullable xap_mset_matching_terms(
    xap_mset *mset, uint32_t document, xap_error *error);
bool xap_mset_term_frequency(
    xap_mset *mset, xap_view term, uint32_t *frequency, xap_error *error);
bool xap_mset_term_weight(xap_mset *mset, xap_view term, double *weight, xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
