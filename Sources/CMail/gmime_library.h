/* SPDX-License-Identifier: GPL-2.0-or-later */
/* GMime with what it uses of GLib, loaded when the first mail is read. */
#ifndef GMIME_LIBRARY_H
#define GMIME_LIBRARY_H

#include <gmime/gmime.h>

#include "late_library.h"

#define GMIME_FUNCTIONS(F)                                                                      \
  F(g_ascii_strdown) F(g_date_time_get_ymd) F(g_free) F(g_object_unref) F(g_ptr_array_add)      \
  F(g_ptr_array_free) F(g_ptr_array_new) F(g_ptr_array_new_with_free_func)                      \
  F(g_type_check_instance_is_a)                                                                 \
  F(g_mime_content_disposition_is_attachment) F(g_mime_content_type_get_mime_type)              \
  F(g_mime_content_type_get_parameter) F(g_mime_content_type_is_type)                           \
  F(g_mime_data_wrapper_get_stream) F(g_mime_data_wrapper_write_to_stream)                      \
  F(g_mime_header_get_name) F(g_mime_header_get_value) F(g_mime_header_list_get_count)          \
  F(g_mime_header_list_get_header_at) F(g_mime_init) F(g_mime_message_get_date)                 \
  F(g_mime_message_get_message_id) F(g_mime_message_get_mime_part)                              \
  F(g_mime_message_part_get_message) F(g_mime_message_part_get_type)                            \
  F(g_mime_multipart_get_count) F(g_mime_multipart_get_epilogue) F(g_mime_multipart_get_part)   \
  F(g_mime_multipart_get_prologue) F(g_mime_multipart_get_type)                                 \
  F(g_mime_object_get_content_disposition) F(g_mime_object_get_content_type)                    \
  F(g_mime_object_get_disposition) F(g_mime_object_get_header_list)                             \
  F(g_mime_object_write_to_stream) F(g_mime_parser_construct_message)                           \
  F(g_mime_parser_new_with_stream) F(g_mime_parser_options_free) F(g_mime_parser_options_new)   \
  F(g_mime_parser_options_set_fallback_charsets) F(g_mime_parser_set_format)                    \
  F(g_mime_part_get_content) F(g_mime_part_get_filename) F(g_mime_part_get_type)                \
  F(g_mime_stream_length) F(g_mime_stream_mem_get_byte_array) F(g_mime_stream_mem_new)          \
  F(g_mime_stream_mem_new_with_buffer)

LATE_FUNCTIONS(gmime_functions, GMIME_FUNCTIONS)

/* NULL where GMime is not installed. */
const gmime_functions *_Nullable gmime_library(void);

#endif
