/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libgsf, loaded when the first compound file is read. */
#ifndef GSF_LIBRARY_H
#define GSF_LIBRARY_H

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>

#include "late_library.h"

#define GSF_FUNCTIONS(F)                                                                         \
  F(g_error_free) F(g_log_set_handler) F(g_object_unref) F(gsf_infile_child_by_index) F(gsf_infile_msole_new) \
  F(gsf_infile_name_by_index) F(gsf_infile_num_children) F(gsf_init) F(gsf_input_memory_new)     \
  F(gsf_input_read) F(gsf_input_size)

LATE_FUNCTIONS(gsf_functions, GSF_FUNCTIONS)

#endif
