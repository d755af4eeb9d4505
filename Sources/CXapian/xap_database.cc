// SPDX-License-Identifier: GPL-2.0-or-later
#include "xap_database.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "handles.h"
#include "word_codes.h"
#include "position_lists.h"

namespace {
void give_numbers(const std::vector<uint32_t> &from, xap_numbers *to) {
  *to = {nullptr, 0};
  if (from.empty()) return;
  size_t size = from.size() * sizeof(uint32_t);
  to->data = static_cast<uint32_t *>(std::malloc(size));
  if (!to->data) throw std::bad_alloc();
  to->count = from.size();
  std::memcpy(to->data, from.data(), size);
}

unsigned compaction_flags(uint32_t flags) {
  unsigned result = 0;
  if (flags & XAP_COMPACT_FULL) result |= Xapian::Compactor::FULL;
  if (flags & XAP_COMPACT_FULLER) result |= Xapian::Compactor::FULLER;
  if (flags & XAP_COMPACT_NO_RENUMBER) result |= Xapian::DBCOMPACT_NO_RENUMBER;
  if (flags & XAP_COMPACT_MULTIPASS) result |= Xapian::DBCOMPACT_MULTIPASS;
  if (flags & XAP_COMPACT_SINGLE_FILE) result |= Xapian::DBCOMPACT_SINGLE_FILE;
  return result;
}
}  // namespace

extern "C" {

void xap_numbers_free(xap_numbers *numbers) {
  std::free(numbers->data);
  *numbers = {nullptr, 0};
}

xap_database *xap_database_open(xap_view path, xap_error *error) {
  return guarded_new<xap_database>(error, [&] {
    return new xap_database{Xapian::Database(xap_path(path)), std::nullopt};
  });
}

xap_database *xap_database_open_remote(
    xap_view host, uint32_t port, uint32_t timeout_ms, xap_error *error) {
  return guarded_new<xap_database>(error, [&] {
    return new xap_database{Xapian::Remote::open(xap_path(host), port, timeout_ms, timeout_ms),
                            std::nullopt};
  });
}

xap_database *xap_database_new(xap_error *error) {
  return guarded_new<xap_database>(
      error, [&] { return new xap_database{Xapian::Database(), std::nullopt}; });
}

bool xap_database_add(xap_database *database, xap_database *other, xap_error *error) {
  return guarded(error, [&] {
    if (database->writable)
      throw Xapian::InvalidOperationError("A database open for writing stands by itself");
    database->database.add_database(other->database);
  });
}

bool xap_database_reopen(xap_database *database, bool *changed, xap_error *error) {
  return guarded(error, [&] { *changed = database->database.reopen(); });
}

bool xap_database_close(xap_database *database, xap_error *error) {
  return guarded(error, [&] {
    if (database->writable) database->writable->close();
    database->database.close();
  });
}

void xap_database_free(xap_database *database) {
  guarded(nullptr, [&] { delete database; });
}

bool xap_database_statistics(
    xap_database *database, xap_statistics *statistics, xap_error *error) {
  return guarded(error, [&] {
    const Xapian::Database &db = database->database;
    *statistics = {db.get_doccount(), db.get_lastdocid(), db.get_average_length(),
                   db.get_total_length(), db.has_positions()};
  });
}

bool xap_database_uuid(xap_database *database, xap_bytes *uuid, xap_error *error) {
  return guarded(error, [&] { xap_give(database->database.get_uuid(), uuid); });
}

bool xap_database_revision(xap_database *database, uint64_t *revision, xap_error *error) {
  return guarded(error, [&] { *revision = database->database.get_revision(); });
}

bool xap_database_metadata(
    xap_database *database, xap_view key, xap_bytes *value, xap_error *error) {
  return guarded(
      error, [&] { xap_give(database->database.get_metadata(xap_text(key)), value); });
}

bool xap_database_term_exists(
    xap_database *database, xap_view term, bool *exists, xap_error *error) {
  return guarded(error, [&] { *exists = database->database.term_exists(xap_text(term)); });
}

bool xap_database_term_frequency(
    xap_database *database, xap_view term, uint32_t *frequency, xap_error *error) {
  return guarded(error, [&] { *frequency = database->database.get_termfreq(xap_text(term)); });
}

bool xap_database_collection_frequency(
    xap_database *database, xap_view term, uint64_t *frequency, xap_error *error) {
  return guarded(
      error, [&] { *frequency = database->database.get_collection_freq(xap_text(term)); });
}

xap_terms *xap_database_terms(
    xap_database *database, xap_view prefix, xap_view from, xap_error *error) {
  return guarded_new<xap_terms>(error, [&] {
    const Xapian::Database &db = database->database;
    std::string start = xap_text(prefix), first = xap_text(from);
    Xapian::TermIterator term = db.allterms_begin(start), end = db.allterms_end(start);
    // Xapian's skip_to may also walk back.
    if (term != end && *term < first) term.skip_to(first);
    return new xap_terms(term, end, xap_terms::Counting::documents);
  });
}

xap_terms *xap_database_metadata_keys(
    xap_database *database, xap_view prefix, xap_error *error) {
  return guarded_new<xap_terms>(error, [&] {
    const Xapian::Database &db = database->database;
    std::string start = xap_text(prefix);
    return new xap_terms(db.metadata_keys_begin(start), db.metadata_keys_end(start),
                         xap_terms::Counting::nothing);
  });
}

xap_terms *xap_database_document_terms(
    xap_database *database, uint32_t document, xap_error *error) {
  return guarded_new<xap_terms>(error, [&] {
    const Xapian::Database &db = database->database;
    return new xap_terms(db.termlist_begin(document), db.termlist_end(document),
                         xap_terms::Counting::occurrences);
  });
}

bool xap_database_postings(
    xap_database *database, xap_view term, xap_numbers *documents, xap_error *error) {
  return guarded(error, [&] {
    const Xapian::Database &db = database->database;
    std::string name = xap_text(term);
    std::vector<uint32_t> found;
    found.reserve(db.get_termfreq(name));
    for (auto i = db.postlist_begin(name); i != db.postlist_end(name); ++i) found.push_back(*i);
    give_numbers(found, documents);
  });
}

bool xap_database_positions(
    xap_database *database, xap_view term, uint32_t document, xap_numbers *positions,
    xap_error *error) {
  return guarded(error, [&] {
    const Xapian::Database &db = database->database;
    std::string name = xap_text(term);
    std::vector<uint32_t> found;
    auto end = db.positionlist_end(document, name);
    for (auto i = db.positionlist_begin(document, name); i != end; ++i) found.push_back(*i);
    give_numbers(found, positions);
  });
}

bool xap_database_listed_positions(
    xap_database *database, xap_view term, uint32_t document, uint32_t positions_slot,
    xap_numbers *positions, xap_error *error) {
  return guarded(error, [&] {
    const Xapian::Database &db = database->database;
    const std::string name = xap_text(term);
    std::vector<uint32_t> found;
    // A position list distinguishes only what the document has.
    auto held = db.termlist_begin(document);
    held.skip_to(name);
    if (held != db.termlist_end(document) && *held == name) {
      PositionLists position_lists(db, positions_slot, nullptr);
      if (position_lists.go_to(document))
        position_lists.append_positions(WordCodes::hash(name), found);
      found.erase(std::unique(found.begin(), found.end()), found.end());
    }
    give_numbers(found, positions);
  });
}

bool xap_database_position_list_bytes(
    xap_database *database, uint32_t positions_slot, uint64_t *bytes, xap_error *error) {
  return guarded(error, [&] {
    const Xapian::Database &db = database->database;
    PositionLists position_lists(db, positions_slot, nullptr);
    *bytes = 0;
    for (auto document = db.postlist_begin({}); document != db.postlist_end({}); ++document)
      if (position_lists.go_to(*document)) *bytes += position_lists.read_all();
  });
}

bool xap_database_document_length(
    xap_database *database, uint32_t document, uint32_t *length, xap_error *error) {
  return guarded(error, [&] { *length = database->database.get_doclength(document); });
}

xap_document *xap_database_document(
    xap_database *database, uint32_t document, xap_error *error) {
  return guarded_new<xap_document>(error, [&] {
    return new xap_document{database->database.get_document(document)};
  });
}

bool xap_database_check(
    xap_view path, uint64_t *error_count, xap_bytes *report, xap_error *error) {
  return guarded(error, [&] {
    std::ostringstream printed;
    *error_count = Xapian::Database::check(xap_path(path), 0, &printed);
    xap_give(printed.str(), report);
  });
}

bool xap_database_compact(
    xap_database *database, xap_view destination, uint32_t flags, uint32_t block_size,
    xap_error *error) {
  return guarded(error, [&] {
    // A block size of 0 leaves the choice to Xapian.
    database->database.compact(xap_path(destination), compaction_flags(flags), block_size);
  });
}

}  // extern "C"
