/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Poppler's library for GLib, loaded when the first PDF is read. */
#ifndef POPPLER_LIBRARY_H
#define POPPLER_LIBRARY_H

#include <poppler.h>

#include "late_library.h"

#define POPPLER_FUNCTIONS(F)                                                                    \
  F(g_bytes_new_static) F(g_bytes_unref) F(g_error_free) F(g_free) F(g_list_free)               \
  F(g_object_unref) F(poppler_action_free) F(poppler_annot_file_attachment_get_attachment) F(poppler_annot_get_annot_type)              \
  F(poppler_annot_get_contents)                        \
  F(poppler_annot_markup_get_label) F(poppler_annot_markup_get_type)                            \
  F(poppler_attachment_save_to_callback) F(poppler_document_get_attachments)                    \
  F(poppler_document_get_keywords) F(poppler_document_get_n_pages)                              \
  F(poppler_document_get_page) F(poppler_document_get_subject)                                  \
  F(poppler_document_new_from_bytes) F(poppler_index_iter_free)                                 \
  F(poppler_index_iter_get_action) F(poppler_index_iter_get_child) F(poppler_index_iter_new)    \
  F(poppler_index_iter_next) F(poppler_page_free_annot_mapping)                                 \
  F(poppler_page_get_annot_mapping) F(g_type_check_instance_is_a)

LATE_FUNCTIONS(poppler_functions, POPPLER_FUNCTIONS)

/* NULL where it is not installed. */
const poppler_functions *_Nullable poppler_library(void);

#endif
