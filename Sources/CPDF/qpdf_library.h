/* SPDX-License-Identifier: GPL-2.0-or-later */
/* qpdf's library, loaded when the first PDF with a form is read. */
#ifndef QPDF_LIBRARY_H
#define QPDF_LIBRARY_H

#include <qpdf/qpdf-c.h>

#include "late_library.h"

#define QPDF_FUNCTIONS(F)                                                                        \
  F(qpdf_cleanup) F(qpdf_get_root) F(qpdf_init) F(qpdf_oh_get_array_item)                        \
  F(qpdf_oh_get_array_n_items) F(qpdf_oh_get_key)                      \
  F(qpdf_oh_get_stream_data) F(qpdf_oh_is_array) F(qpdf_oh_is_dictionary) F(qpdf_oh_is_stream)   \
  F(qpdf_read_memory) F(qpdf_set_suppress_warnings) F(qpdf_silence_errors)

LATE_FUNCTIONS(qpdf_functions, QPDF_FUNCTIONS)

#endif
