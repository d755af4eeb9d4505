/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_extras.h"

#include <poppler.h>
#include <stdlib.h>
#include <string.h>

/* No document that people make has more, or deeper ones. */
enum { MOST_BOOKMARKS = 100000, DEEPEST = 50 };

typedef struct {
  pdf_taker take;
  void *context;
  size_t maximum;
  int bookmarks;
} reading;

static void take_text(reading *reading, int page, char *text) {
  if (text && *text) reading->take.text(reading->context, page, text);
  g_free(text);
}

/* Marks that are drawn have text that pdftotext reads from the page. */
static bool is_comment(PopplerAnnot *note) {
  return POPPLER_IS_ANNOT_MARKUP(note);
}

static void read_file(reading *reading, PopplerAttachment *file);

static void read_comments(reading *reading, PopplerDocument *document, int index) {
  PopplerPage *page = poppler_document_get_page(document, index);
  if (!page) return;
  GList *notes = poppler_page_get_annot_mapping(page);
  for (GList *item = notes; item; item = item->next) {
    PopplerAnnot *note = ((PopplerAnnotMapping *)item->data)->annot;
    if (!is_comment(note)) continue;
    if (poppler_annot_get_annot_type(note) == POPPLER_ANNOT_FILE_ATTACHMENT) {
      PopplerAttachment *file =
          poppler_annot_file_attachment_get_attachment((PopplerAnnotFileAttachment *)note);
      if (file) read_file(reading, file);
    }
    char *contents = poppler_annot_get_contents(note);
    if (contents && *contents)
      take_text(reading, index + 1, poppler_annot_markup_get_label((PopplerAnnotMarkup *)note));
    take_text(reading, index + 1, contents);
  }
  poppler_page_free_annot_mapping(notes);
  g_object_unref(page);
}

static void read_bookmarks(reading *reading, PopplerIndexIter *place, int depth) {
  if (!place) return;
  do {
    if (reading->bookmarks++ > MOST_BOOKMARKS) break;
    PopplerAction *action = poppler_index_iter_get_action(place);
    if (action) {
      if (action->any.title && *action->any.title)
        reading->take.text(reading->context, 0, action->any.title);
      poppler_action_free(action);
    }
    if (depth < DEEPEST) read_bookmarks(reading, poppler_index_iter_get_child(place), depth + 1);
  } while (poppler_index_iter_next(place));
  poppler_index_iter_free(place);
}

typedef struct {
  char *bytes;
  size_t count, room, maximum;
} content;

static gboolean add(const gchar *bytes, gsize count, gpointer into, GError **error) {
  (void)error;
  content *all = into;
  if (all->count + count > all->maximum) return FALSE;
  if (all->count + count > all->room) {
    size_t room = (all->count + count) * 2;
    char *larger = realloc(all->bytes, room);
    if (!larger) return FALSE;
    all->bytes = larger;
    all->room = room;
  }
  memcpy(all->bytes + all->count, bytes, count);
  all->count += count;
  return TRUE;
}

/* Gives the file up, too. */
static void read_file(reading *reading, PopplerAttachment *file) {
  content all = {.maximum = reading->maximum};
  GError *error = NULL;
  bool is_whole = poppler_attachment_save_to_callback(file, add, &all, &error);
  if (error) g_error_free(error);
  reading->take.file(
      reading->context, file->name ? file->name : "attachment", is_whole ? all.bytes : NULL, all.count);
  free(all.bytes);
  g_object_unref(file);
}

static void read_files(reading *reading, PopplerDocument *document) {
  GList *files = poppler_document_get_attachments(document);
  for (GList *item = files; item; item = item->next) read_file(reading, item->data);
  g_list_free(files);
}

int pdf_extras_read(const void *bytes, size_t count, size_t maximum, pdf_taker take, void *context) {
  GBytes *all = g_bytes_new_static(bytes, count);
  GError *error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes(all, NULL, &error);
  g_bytes_unref(all);
  if (error) g_error_free(error);
  if (!document) return 0;
  reading reading = {take, context, maximum, 0};
  take_text(&reading, 0, poppler_document_get_subject(document));
  take_text(&reading, 0, poppler_document_get_keywords(document));
  read_bookmarks(&reading, poppler_index_iter_new(document), 0);
  int pages = poppler_document_get_n_pages(document);
  for (int index = 0; index < pages; index++) read_comments(&reading, document, index);
  read_files(&reading, document);
  g_object_unref(document);
  return pages;
}
