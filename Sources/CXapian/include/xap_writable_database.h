/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAP_WRITABLE_DATABASE_H
#define XAP_WRITABLE_DATABASE_H
#include "xap_database.h"
#ifdef __clang__
#pragma clang assume_nonnull begin
#endif
#ifdef __cplusplus
extern "C" {
#endif

enum {
  XAP_CREATE_OR_OPEN = 0,
  XAP_CREATE_OR_OVERWRITE = 1,
  XAP_CREATE = 2,
  XAP_OPEN = 3,
};

/* Named after Xapian's DB_ constants. */
enum {
  XAP_NO_SYNC = 1 << 0,
  XAP_FULL_SYNC = 1 << 1,
  XAP_DANGEROUS = 1 << 2,
  XAP_NO_TERMLIST = 1 << 3,
  XAP_RETRY_LOCK = 1 << 4,
};

xap_database *_Nullable xap_writable_database_open(
    xap_view path, uint32_t mode, uint32_t options, uint32_t block_size, xap_error *error);
bool xap_writable_database_add(
    xap_database *database, const xap_content *content, uint32_t *id, xap_error *error);
bool xap_writable_database_replace(
    xap_database *database, uint32_t id, const xap_content *content, xap_error *error);
bool xap_writable_database_replace_by_term(
    xap_database *database, xap_view unique_term, const xap_content *content, uint32_t *id,
    xap_error *error);
bool xap_writable_database_delete(xap_database *database, uint32_t id, xap_error *error);
bool xap_writable_database_delete_by_term(
    xap_database *database, xap_view unique_term, xap_error *error);
bool xap_writable_database_set_metadata(
    xap_database *database, xap_view key, xap_view value, xap_error *error);
/* Puts a document of another database in the place of `id`, or adds it where `id` is 0; `id` becomes
   its id. */
bool xap_writable_database_copy(
    xap_database *database, xap_database *source, uint32_t source_id, uint32_t *id,
    xap_error *error);
/* Changes a document: takes away the terms that are a prefix and a value that begins with no capital
   letter, adds those of `content`, and replaces its data. */
bool xap_writable_database_amend(
    xap_database *database, uint32_t id, const xap_view *prefixes, size_t prefix_count,
    const xap_content *content, xap_error *error);
bool xap_writable_database_commit(xap_database *database, xap_error *error);
bool xap_writable_database_begin(xap_database *database, xap_error *error);
bool xap_writable_database_end(xap_database *database, xap_error *error);
bool xap_writable_database_cancel(xap_database *database, xap_error *error);

#ifdef __cplusplus
}
#endif
#ifdef __clang__
#pragma clang assume_nonnull end
#endif
#endif
