// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_writable_database.h"

#include "glass_terms.h"
#include "handles.h"
#include "word_codes.h"
#include "position_list_encoder.h"

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

void add_content(Xapian::Document &document, const xap_content &content) {
  std::string text;
  glass::Terms terms;
  PositionListEncoder position_lists;
  auto *term = reinterpret_cast<const char *>(content.terms);
  for (size_t i = 0; i < content.posting_count; ++i) {
    const xap_posting &posting = content.postings[i];
    text.assign(term, posting.length);
    term += posting.length;
    xap_check_term(text);
    const bool is_in_position_list = posting.position && posting.positions_slot != XAP_NO_POSITION_LIST;
    if (posting.position && !is_in_position_list) {
      document.add_posting(text, posting.position, posting.wdf);
      continue;
    }
    document.add_term(text, posting.wdf);
    if (!is_in_position_list) continue;
    const uint64_t hash = WordCodes::hash(text);
    position_lists.add(posting.positions_slot, terms.number(text, hash), hash, posting.position);
  }
  auto *value = reinterpret_cast<const char *>(content.value_bytes);
  for (size_t i = 0; i < content.value_count; ++i) {
    if (content.values[i].slot == Xapian::BAD_VALUENO)
      throw Xapian::InvalidArgumentError("Not a value slot");
    document.add_value(content.values[i].slot, std::string(value, content.values[i].length));
    value += content.values[i].length;
  }
  for (const auto &[slot, words] : position_lists.pack()) document.add_value(slot, words);
  document.set_data(xap_text(content.data));
}

Xapian::Document assembled(const xap_content &content) {
  Xapian::Document document;
  add_content(document, content);
  return document;
}

/// Whether a term is a prefix and a value. A capital after the prefix makes another prefix of it.
bool has_prefix(const std::string &term, const std::string &prefix) {
  return term.compare(0, prefix.size(), prefix) == 0 && term.size() > prefix.size() &&
         !(term[prefix.size()] >= 'A' && term[prefix.size()] <= 'Z');
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

bool xap_writable_database_copy(
    xap_database *database, xap_database *source, uint32_t source_id, uint32_t *id,
    xap_error *error) {
  return guarded(error, [&] {
    Xapian::Document document = source->database.get_document(source_id);
    if (*id)
      writer(database).replace_document(*id, document);
    else
      *id = writer(database).add_document(document);
  });
}

bool xap_writable_database_amend(
    xap_database *database, uint32_t id, const xap_view *prefixes, size_t prefix_count,
    const xap_content *content, xap_error *error) {
  return guarded(error, [&] {
    Xapian::Document document = writer(database).get_document(id);
    std::vector<std::string> dropped;
    for (size_t i = 0; i < prefix_count; ++i) {
      std::string prefix = xap_text(prefixes[i]);
      Xapian::TermIterator term = document.termlist_begin();
      term.skip_to(prefix);
      for (; term != document.termlist_end() && (*term).compare(0, prefix.size(), prefix) == 0;
           ++term)
        if (has_prefix(*term, prefix)) dropped.push_back(*term);
    }
    for (const std::string &term : dropped) document.remove_term(term);
    add_content(document, *content);
    writer(database).replace_document(id, document);
  });
}

bool xap_writable_database_begin(xap_database *database, xap_error *error) {
  return guarded(error, [&] { writer(database).begin_transaction(); });
}

bool xap_writable_database_end(xap_database *database, xap_error *error) {
  return guarded(error, [&] { writer(database).commit_transaction(); });
}

bool xap_writable_database_cancel(xap_database *database, xap_error *error) {
  return guarded(error, [&] { writer(database).cancel_transaction(); });
}

bool xap_writable_database_commit(xap_database *database, xap_error *error) {
  return guarded(error, [&] { writer(database).commit(); });
}

}  // extern "C"
