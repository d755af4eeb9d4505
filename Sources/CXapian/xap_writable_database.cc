// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_writable_database.h"

#include "handles.h"

namespace {
int opening_flags(uint32_t mode, uint32_t options) {
  int flags = Xapian::DB_OPEN;
  switch (mode) {
    case XAP_CREATE_OR_OPEN: flags = Xapian::DB_CREATE_OR_OPEN; break;
    case XAP_CREATE_OR_OVERWRITE: flags = Xapian::DB_CREATE_OR_OVERWRITE; break;
    case XAP_CREATE: flags = Xapian::DB_CREATE; break;
    default: break;
  }
  if (options & XAP_NO_SYNC) flags |= Xapian::DB_NO_SYNC;
  if (options & XAP_FULL_SYNC) flags |= Xapian::DB_FULL_SYNC;
  if (options & XAP_DANGEROUS) flags |= Xapian::DB_DANGEROUS;
  if (options & XAP_NO_TERMLIST) flags |= Xapian::DB_NO_TERMLIST;
  if (options & XAP_RETRY_LOCK) flags |= Xapian::DB_RETRY_LOCK;
  return flags;
}

Xapian::WritableDatabase &writer(xap_database *database) {
  if (!database->writable)
    throw Xapian::InvalidOperationError("The database is open for reading only");
  return *database->writable;
}

Xapian::Document assembled(const xap_content &content) {
  Xapian::Document document;
  std::string text;
  auto *term = reinterpret_cast<const char *>(content.terms);
  for (size_t i = 0; i < content.posting_count; ++i) {
    const xap_posting &posting = content.postings[i];
    text.assign(term, posting.length);
    term += posting.length;
    xap_check_term(text);
    if (posting.position)
      document.add_posting(text, posting.position, posting.wdf);
    else
      document.add_term(text, posting.wdf);
  }
  auto *value = reinterpret_cast<const char *>(content.value_bytes);
  for (size_t i = 0; i < content.value_count; ++i) {
    if (content.values[i].slot == Xapian::BAD_VALUENO)
      throw Xapian::InvalidArgumentError("Not a value slot");
    document.add_value(content.values[i].slot, std::string(value, content.values[i].length));
    value += content.values[i].length;
  }
  document.set_data(xap_text(content.data));
  return document;
}

std::string checked_term(xap_view view) {
  std::string term = xap_text(view);
  xap_check_term(term);
  return term;
}
}  // namespace

extern "C" {

xap_database *xap_writable_database_open(
    xap_view path, uint32_t mode, uint32_t options, uint32_t block_size, xap_error *error) {
  return guarded_new<xap_database>(error, [&] {
    Xapian::WritableDatabase writable(xap_path(path), opening_flags(mode, options), block_size);
    return new xap_database{writable, writable};
  });
}

bool xap_writable_database_add(
    xap_database *database, const xap_content *content, uint32_t *id, xap_error *error) {
  return guarded(error, [&] { *id = writer(database).add_document(assembled(*content)); });
}

bool xap_writable_database_replace(
    xap_database *database, uint32_t id, const xap_content *content, xap_error *error) {
  return guarded(error, [&] { writer(database).replace_document(id, assembled(*content)); });
}

bool xap_writable_database_replace_by_term(
    xap_database *database, xap_view unique_term, const xap_content *content, uint32_t *id,
    xap_error *error) {
  return guarded(error, [&] {
    *id = writer(database).replace_document(checked_term(unique_term), assembled(*content));
  });
}

bool xap_writable_database_delete(xap_database *database, uint32_t id, xap_error *error) {
  return guarded(error, [&] { writer(database).delete_document(id); });
}

bool xap_writable_database_delete_by_term(
    xap_database *database, xap_view unique_term, xap_error *error) {
  return guarded(error, [&] { writer(database).delete_document(checked_term(unique_term)); });
}

bool xap_writable_database_set_metadata(
    xap_database *database, xap_view key, xap_view value, xap_error *error) {
  return guarded(
      error, [&] { writer(database).set_metadata(xap_text(key), xap_text(value)); });
}

bool xap_writable_database_commit(xap_database *database, xap_error *error) {
  return guarded(error, [&] { writer(database).commit(); });
}

}  // extern "C"
