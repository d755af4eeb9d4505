/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libpst, loaded when the first of Outlook's stores is read. */
#ifndef PST_LIBRARY_H
#define PST_LIBRARY_H

#include <libpst/libpst.h>
#include <libpst/lzfu.h>

#include "late_library.h"

#define PST_FUNCTIONS(F)                                                                         \
  F(pst_attach_to_mem) F(pst_close) F(pst_convert_utf8) F(pst_freeItem) F(pst_getID)             \
  F(pst_getTopOfFolders) F(pst_load_extended_attributes) F(pst_load_index)                       \
  F(pst_lzfu_decompress) F(pst_open) F(pst_parse_item)

LATE_FUNCTIONS(pst_functions, PST_FUNCTIONS)

#endif
