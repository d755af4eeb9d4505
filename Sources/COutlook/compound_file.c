/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compound_file.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* No file that a program makes has deeper ones, or longer paths. */
enum { DEEPEST = 20, LONGEST_PATH = 1024 };

typedef struct {
  void (*take)(void *context, const char *path, const void *bytes, size_t count);
  void *context;
  size_t left;
} walk;

/* What is wrong with a file shows in its streams. */
static void keep_silent(const char *domain, GLogLevelFlags level, const char *message, void *context) {
  (void)domain, (void)level, (void)message, (void)context;
}

static void prepare(void) {
  gsf_init();
  g_log_set_handler("libgsf:msole", G_LOG_LEVEL_MASK, keep_silent, NULL);
}

static void read_stream(walk *walk, GsfInput *stream, const char *path) {
  gsf_off_t size = gsf_input_size(stream);
  if (size < 0 || (size_t)size > walk->left) return;
  char *bytes = malloc((size_t)size + 1);
  if (!bytes) return;
  if (size == 0 || gsf_input_read(stream, (size_t)size, (guint8 *)bytes)) {
    walk->left -= (size_t)size;
    walk->take(walk->context, path, bytes, (size_t)size);
  }
  free(bytes);
}

static void read_folder(walk *walk, GsfInfile *folder, const char *path, int depth) {
  int count = gsf_infile_num_children(folder);
  for (int index = 0; index < count; index++) {
    const char *name = gsf_infile_name_by_index(folder, index);
    GsfInput *child = name ? gsf_infile_child_by_index(folder, index) : NULL;
    if (!child) continue;
    char inner[LONGEST_PATH];
    int length = snprintf(inner, sizeof inner, "%s%s%s", path, *path ? "/" : "", name);
    if (length > 0 && length < LONGEST_PATH) {
      if (gsf_infile_num_children((GsfInfile *)child) < 0)
        read_stream(walk, child, inner);
      else if (depth < DEEPEST)
        read_folder(walk, (GsfInfile *)child, inner, depth + 1);
    }
    g_object_unref(child);
  }
}

bool compound_file_read(
    const void *bytes, size_t count, size_t maximum,
    void (*take)(void *context, const char *path, const void *bytes, size_t count), void *context) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
  GsfInput *memory = gsf_input_memory_new(bytes, (gsf_off_t)count, FALSE);
  if (!memory) return false;
  GError *error = NULL;
  GsfInfile *file = gsf_infile_msole_new(memory, &error);
  g_object_unref(memory);
  if (error) g_error_free(error);
  if (!file) return false;
  walk walk = {take, context, maximum};
  read_folder(&walk, file, "", 0);
  g_object_unref(file);
  return true;
}
