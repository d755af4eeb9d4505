/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "outlook_store.h"

#include <libpst/libpst.h>
#include <libpst/lzfu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* No store that people have has deeper folders, or more text beside the message itself. */
enum { DEEPEST = 50, LONGEST_PATH = 1024, MOST_OTHERS = 8192 };

typedef struct {
  pst_file store;
  outlook_taker taker;
  size_t broken;
  bool is_stopped;
} walk;

/* libpst opens a file by its name, which a confined process may not do: it is shown the head of the store, under the
   name of a file in memory, and then given the store. */
static bool open_store(walk *walk, int file) {
  char head[4096], name[32];
  ssize_t count = pread(file, head, sizeof head, 0);
  int copy = memfd_create("head", MFD_CLOEXEC);
  if (copy < 0) return false;
  snprintf(name, sizeof name, "/proc/self/fd/%d", copy);
  bool is_open = count > 0 && write(copy, head, (size_t)count) == count &&
                 pst_open(&walk->store, name, "windows-1252") == 0;
  close(copy);
  if (!is_open) return false;
  int other = dup(file);
  FILE *whole = other < 0 ? NULL : fdopen(other, "rb");
  if (whole) {
    fclose(walk->store.fp);
    walk->store.fp = whole;
  } else if (other >= 0) {
    close(other);
  }
  return whole != NULL;
}

static outlook_bytes text_of(walk *walk, pst_item *item, pst_string *text) {
  if (!text->str || !*text->str) return (outlook_bytes){NULL, 0};
  pst_convert_utf8(item, text);
  return text->str ? (outlook_bytes){text->str, strlen(text->str)} : (outlook_bytes){NULL, 0};
}

static outlook_bytes either(outlook_bytes first, outlook_bytes second) { return first.count ? first : second; }

/* Windows counts tenths of microseconds from 1601. */
static int64_t seconds(const FILETIME *time) {
  if (!time) return 0;
  uint64_t ticks = (uint64_t)time->dwHighDateTime << 32 | (uint32_t)time->dwLowDateTime;
  int64_t seconds = (int64_t)(ticks / 10000000) - 11644473600;
  return seconds > 0 ? seconds : 0;
}

/* Gathers lines as long as there is room. */
static void add_line(char *lines, outlook_bytes text) {
  size_t length = strlen(lines);
  if (text.count && length + text.count + 2 < MOST_OTHERS) {
    memcpy(lines + length, text.bytes, text.count);
    memcpy(lines + length + text.count, "\n", 2);
  }
}

static void add_contact(walk *walk, pst_item *item, char *lines) {
  pst_item_contact *contact = item->contact;
  pst_string *texts[] = {
      &contact->fullname, &contact->display_name_prefix, &contact->first_name, &contact->middle_name,
      &contact->surname, &contact->suffix, &contact->nickname, &contact->company_name,
      &contact->job_title, &contact->department, &contact->office_loc, &contact->profession,
      &contact->address1, &contact->address1a, &contact->address2, &contact->address2a,
      &contact->address3, &contact->address3a, &contact->business_address, &contact->home_address,
      &contact->other_address, &contact->business_street, &contact->business_city,
      &contact->business_state, &contact->business_postal_code, &contact->business_country,
      &contact->home_street, &contact->home_city, &contact->home_state, &contact->home_postal_code,
      &contact->home_country, &contact->business_phone, &contact->business_phone2, &contact->home_phone,
      &contact->home_phone2, &contact->mobile_phone, &contact->primary_phone, &contact->other_phone,
      &contact->business_fax, &contact->home_fax, &contact->pager_phone, &contact->assistant_name,
      &contact->manager_name, &contact->spouse_name, &contact->business_homepage,
      &contact->personal_homepage, &contact->hobbies, &contact->gov_id, &contact->account_name,
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) add_line(lines, text_of(walk, item, texts[i]));
}

static void give(walk *walk, pst_item *item, const char *folder, int depth);

static void give_files(walk *walk, pst_item *item, int depth) {
  for (pst_item_attach *file = item->attach; file && !walk->is_stopped; file = file->next) {
    outlook_bytes name = either(text_of(walk, item, &file->filename2), text_of(walk, item, &file->filename1));
    if (file->method == PST_ATTACH_EMBEDDED) {
      if (depth >= OUTLOOK_DEEPEST) {
        walk->taker.lost(walk->taker.context, name, OUTLOOK_TOO_DEEP);
        continue;
      }
      pst_desc_tree place = {.desc = pst_getID(&walk->store, file->i_id)};
      pst_item *inner = place.desc ? pst_parse_item(&walk->store, &place, file->id2_head) : NULL;
      if (inner) {
        give(walk, inner, "", depth + 1);
        pst_freeItem(inner);
        continue;
      }
    }
    pst_binary content = file->data;
    if (!content.data && file->i_id) content = pst_attach_to_mem(&walk->store, file);
    if (content.data)
      walk->taker.file(walk->taker.context, name, (outlook_bytes){content.data, content.size});
    else
      walk->taker.lost(walk->taker.context, name, OUTLOOK_ABSENT);
    if (content.data != file->data.data) free(content.data);
  }
}

static void give(walk *walk, pst_item *item, const char *folder, int depth) {
  char others[MOST_OTHERS] = "";
  if (item->contact) add_contact(walk, item, others);
  if (item->appointment) add_line(others, text_of(walk, item, &item->appointment->location));
  if (item->journal) add_line(others, text_of(walk, item, &item->journal->description));
  if (item->type != PST_TYPE_NOTE) add_line(others, text_of(walk, item, &item->comment));
  size_t length = 0;
  pst_item_email none = {0}, *email = item->email ? item->email : &none;
  char *rich = email->rtf_compressed.data
                   ? outlook_rich_text(email->rtf_compressed.data, email->rtf_compressed.size, &length)
                   : NULL;
  int64_t sent = seconds(email->sent_date);
  if (!sent) sent = seconds(email->arrival_date);
  if (!sent && item->appointment) sent = seconds(item->appointment->start);
  outlook_message message = {
      .folder = {folder, strlen(folder)},
      .subject = either(text_of(walk, item, &item->subject), text_of(walk, item, &item->file_as)),
      .sender = either(
          text_of(walk, item, &email->outlook_sender_name), text_of(walk, item, &email->outlook_sender_name2)),
      .address = either(text_of(walk, item, &email->sender_address), text_of(walk, item, &email->sender2_address)),
      .to = text_of(walk, item, &email->sentto_address),
      .cc = text_of(walk, item, &email->cc_address),
      .bcc = text_of(walk, item, &email->bcc_address),
      .headers = text_of(walk, item, &email->header),
      .id = text_of(walk, item, &email->messageid),
      .plain = either(text_of(walk, item, &item->body), text_of(walk, item, &email->report_text)),
      .page = text_of(walk, item, &email->htmlbody),
      .rich = {rich, length},
      .others = {others, strlen(others)},
      .sent = sent,
      .code_page = item->message_codepage ? item->message_codepage : item->internet_cpid,
  };
  if (!walk->taker.begin(walk->taker.context, &message)) walk->is_stopped = true;
  if (!walk->is_stopped) give_files(walk, item, depth);
  walk->taker.end(walk->taker.context);
  free(rich);
}

static bool is_message(const pst_item *item) {
  return item->type > 0 && (item->email || item->contact || item->appointment || item->journal) && !item->message_store;
}

static void read_folder(walk *walk, pst_desc_tree *place, const char *folder, int depth) {
  for (; place && !walk->is_stopped; place = place->next) {
    if (!place->desc) continue;
    pst_item *item = pst_parse_item(&walk->store, place, NULL);
    if (!item) {
      walk->broken++;
      continue;
    }
    char path[LONGEST_PATH];
    if (item->folder && item->file_as.str) {
      outlook_bytes name = text_of(walk, item, &item->file_as);
      int length = snprintf(
          path, sizeof path, "%s%s%.*s", folder, *folder ? "/" : "", (int)name.count, (const char *)name.bytes);
      if (length > 0 && length < LONGEST_PATH && depth < DEEPEST)
        read_folder(walk, place->child, path, depth + 1);
      else
        walk->broken++;
    } else if (is_message(item)) {
      give(walk, item, folder, 0);
    }
    pst_freeItem(item);
  }
}

outlook_result outlook_store_read(int file, outlook_taker taker, size_t *broken) {
  walk walk = {.taker = taker};
  *broken = 0;
  if (!open_store(&walk, file)) return OUTLOOK_DAMAGED;
  outlook_result result = OUTLOOK_DAMAGED;
  if (pst_load_index(&walk.store) == 0) {
    pst_load_extended_attributes(&walk.store);
    pst_item *root = walk.store.d_head ? pst_parse_item(&walk.store, walk.store.d_head, NULL) : NULL;
    pst_desc_tree *top = root ? pst_getTopOfFolders(&walk.store, root) : NULL;
    if (top) {
      read_folder(&walk, top->child, "", 0);
      result = OUTLOOK_READ;
    }
    if (root) pst_freeItem(root);
  }
  *broken = walk.broken;
  pst_close(&walk.store);
  return result;
}

char *outlook_rich_text(const void *bytes, size_t count, size_t *length) {
  *length = 0;
  enum { HEAD = 16 };
  if (count < HEAD || count > UINT32_MAX) return NULL;
  return pst_lzfu_decompress((char *)bytes, (uint32_t)count, length);
}
