/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_DATABASE_H
#define XAP_DATABASE_H
#include "xap_document.h"
#include "xap_terms.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

/* A database opened for reading, or for writing too (see xap_writable_database.h). */
typedef struct xap_database xap_database;

/* Document ids or positions, owned by the caller: give them back with xap_numbers_free. */
typedef struct {
  uint32_t *_Nullable data;
  size_t count;
} xap_numbers;

void xap_numbers_free(xap_numbers *numbers);

xap_database *_Nullable xap_database_open(xap_view path, xap_error *error);
xap_database *_Nullable xap_database_open_remote(
    xap_view host, uint32_t port, uint32_t timeout_ms, xap_error *error);
/* Holds nothing until databases are added. */
xap_database *_Nullable xap_database_new(xap_error *error);
bool xap_database_add(xap_database *database, xap_database *other, xap_error *error);
bool xap_database_reopen(xap_database *database, bool *changed, xap_error *error);
bool xap_database_close(xap_database *database, xap_error *error);
void xap_database_free(xap_database *database);

typedef struct {
  uint32_t document_count;
  uint32_t last_document_id;
  double average_length;
  uint64_t total_length;
  bool has_positions;
} xap_statistics;

bool xap_database_statistics(
    xap_database *database, xap_statistics *statistics, xap_error *error);
bool xap_database_uuid(xap_database *database, xap_bytes *uuid, xap_error *error);
bool xap_database_revision(xap_database *database, uint64_t *revision, xap_error *error);
bool xap_database_metadata(
    xap_database *database, xap_view key, xap_bytes *value, xap_error *error);

bool xap_database_term_exists(
    xap_database *database, xap_view term, bool *exists, xap_error *error);
bool xap_database_term_frequency(
    xap_database *database, xap_view term, uint32_t *frequency, xap_error *error);
bool xap_database_collection_frequency(
    xap_database *database, xap_view term, uint64_t *frequency, xap_error *error);

/* All terms that start with `prefix`, from the first that is not below `from`.
 * Counted are the documents holding the term. */
xap_terms *_Nullable xap_database_terms(
    xap_database *database, xap_view prefix, xap_view from, xap_error *error);
/* Nothing is counted. */
xap_terms *_Nullable xap_database_metadata_keys(
    xap_database *database, xap_view prefix, xap_error *error);
/* Counted are the occurrences in the document. */
xap_terms *_Nullable xap_database_document_terms(
    xap_database *database, uint32_t document, xap_error *error);
bool xap_database_postings(
    xap_database *database, xap_view term, xap_numbers *documents, xap_error *error);
bool xap_database_positions(
    xap_database *database, xap_view term, uint32_t document, xap_numbers *positions,
    xap_error *error);
/* The positions in a position list: see xap_posting. */
bool xap_database_listed_positions(
    xap_database *database, xap_view term, uint32_t document, uint32_t positions_slot,
    xap_numbers *positions, xap_error *error);
/* Reads all position lists in a slot; `bytes` is how many they are. */
bool xap_database_position_list_bytes(
    xap_database *database, uint32_t positions_slot, uint64_t *bytes, xap_error *error);
bool xap_database_document_length(
    xap_database *database, uint32_t document, uint32_t *length, xap_error *error);
xap_document *_Nullable xap_database_document(
    xap_database *database, uint32_t document, xap_error *error);

/* Xapian's own check of the files; `report` is what it printed. */
bool xap_database_check(
    xap_view path, uint64_t *error_count, xap_bytes *report, xap_error *error);

/* Named after Xapian's DBCOMPACT_ and Compactor constants. */
enum {
  XAP_COMPACT_FULL = 1 << 0,
  XAP_COMPACT_FULLER = 1 << 1,
  XAP_COMPACT_NO_RENUMBER = 1 << 2,
  XAP_COMPACT_MULTIPASS = 1 << 3,
  XAP_COMPACT_SINGLE_FILE = 1 << 4,
};

bool xap_database_compact(
    xap_database *database, xap_view destination, uint32_t flags, uint32_t block_size,
    xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
