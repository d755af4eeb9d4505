/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_extras.h"

#include "poppler_library.h"

#include <stdlib.h>
#include <string.h>

LATE_LIBRARY(poppler_library, poppler_functions, "libpoppler-glib.so.8", POPPLER_FUNCTIONS)

/* No document that people make has more, or deeper ones. */
enum { MOST_BOOKMARKS = 100000, DEEPEST = 50 };

typedef struct {
  const poppler_functions *poppler;
  pdf_taker take;
  void *context;
  size_t most;
  int bookmarks;
} reading;

bool pdf_extras_are_readable(void) { return poppler_library() != NULL; }

static void take_text(reading *reading, int page, char *text) {
  if (text && *text) reading->take.text(reading->context, page, text);
  reading->poppler->g_free(text);
}

/* Marks that are drawn have text that pdftotext reads from the page. */
static bool is_comment(const poppler_functions *poppler, PopplerAnnot *note) {
  return poppler->poppler_annot_markup_get_type &&
         poppler->g_type_check_instance_is_a((GTypeInstance *)note, poppler->poppler_annot_markup_get_type());
}

static void read_file(reading *reading, PopplerAttachment *file);

static void read_comments(reading *reading, PopplerDocument *document, int index) {
  const poppler_functions *poppler = reading->poppler;
  PopplerPage *page = poppler->poppler_document_get_page(document, index);
  if (!page) return;
  GList *notes = poppler->poppler_page_get_annot_mapping(page);
  for (GList *item = notes; item; item = item->next) {
    PopplerAnnot *note = ((PopplerAnnotMapping *)item->data)->annot;
    if (!is_comment(poppler, note)) continue;
    if (poppler->poppler_annot_get_annot_type(note) == POPPLER_ANNOT_FILE_ATTACHMENT) {
      PopplerAttachment *file =
          poppler->poppler_annot_file_attachment_get_attachment((PopplerAnnotFileAttachment *)note);
      if (file) read_file(reading, file);
    }
    char *contents = poppler->poppler_annot_get_contents(note);
    if (contents && *contents)
      take_text(reading, index + 1, poppler->poppler_annot_markup_get_label((PopplerAnnotMarkup *)note));
    take_text(reading, index + 1, contents);
  }
  poppler->poppler_page_free_annot_mapping(notes);
  poppler->g_object_unref(page);
}

static void read_bookmarks(reading *reading, PopplerIndexIter *place, int depth) {
  const poppler_functions *poppler = reading->poppler;
  if (!place) return;
  do {
    if (reading->bookmarks++ > MOST_BOOKMARKS) break;
    PopplerAction *action = poppler->poppler_index_iter_get_action(place);
    if (action) {
      if (action->any.title && *action->any.title)
        reading->take.text(reading->context, 0, action->any.title);
      poppler->poppler_action_free(action);
    }
    if (depth < DEEPEST) read_bookmarks(reading, poppler->poppler_index_iter_get_child(place), depth + 1);
  } while (poppler->poppler_index_iter_next(place));
  poppler->poppler_index_iter_free(place);
}

typedef struct {
  char *bytes;
  size_t count, room, most;
} content;

static gboolean add(const gchar *bytes, gsize count, gpointer into, GError **error) {
  (void)error;
  content *all = into;
  if (all->count + count > all->most) return FALSE;
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
  const poppler_functions *poppler = reading->poppler;
  content all = {.most = reading->most};
  GError *error = NULL;
  bool is_whole = poppler->poppler_attachment_save_to_callback(file, add, &all, &error);
  if (error) poppler->g_error_free(error);
  reading->take.file(
      reading->context, file->name ? file->name : "attachment", is_whole ? all.bytes : NULL, all.count);
  free(all.bytes);
  poppler->g_object_unref(file);
}

static void read_files(reading *reading, PopplerDocument *document) {
  GList *files = reading->poppler->poppler_document_get_attachments(document);
  for (GList *item = files; item; item = item->next) read_file(reading, item->data);
  reading->poppler->g_list_free(files);
}

int pdf_extras_read(const void *bytes, size_t count, size_t most, pdf_taker take, void *context) {
  const poppler_functions *poppler = poppler_library();
  if (!poppler) return 0;
  GBytes *all = poppler->g_bytes_new_static(bytes, count);
  GError *error = NULL;
  PopplerDocument *document = poppler->poppler_document_new_from_bytes(all, NULL, &error);
  poppler->g_bytes_unref(all);
  if (error) poppler->g_error_free(error);
  if (!document) return 0;
  reading reading = {poppler, take, context, most, 0};
  take_text(&reading, 0, poppler->poppler_document_get_subject(document));
  take_text(&reading, 0, poppler->poppler_document_get_keywords(document));
  read_bookmarks(&reading, poppler->poppler_index_iter_new(document), 0);
  int pages = poppler->poppler_document_get_n_pages(document);
  for (int index = 0; index < pages; index++) read_comments(&reading, document, index);
  read_files(&reading, document);
  poppler->g_object_unref(document);
  return pages;
}
