/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libarchive, loaded when the first archive is read. */
#ifndef ARCHIVE_LIBRARY_H
#define ARCHIVE_LIBRARY_H

#include <archive.h>
#include <archive_entry.h>

#include "late_library.h"

#define ARCHIVE_FUNCTIONS(F)                                                                    \
  F(archive_read_new) F(archive_read_free) F(archive_read_support_format_zip)                   \
  F(archive_read_support_format_7zip) F(archive_read_support_format_rar)                      \
  F(archive_read_support_format_rar5)                                                           \
  F(archive_entry_hardlink) F(archive_entry_symlink) F(archive_entry_size)                      \
  F(archive_read_support_format_tar) F(archive_read_support_format_raw)                         \
  F(archive_read_support_filter_gzip) F(archive_read_support_filter_bzip2)                      \
  F(archive_read_support_filter_xz) F(archive_read_support_filter_zstd)                         \
  F(archive_read_open_fd) F(archive_read_next_header) F(archive_read_data) F(archive_format)    \
  F(archive_error_string) F(archive_entry_filetype) F(archive_entry_is_data_encrypted)          \
  F(archive_entry_pathname) F(archive_entry_pathname_utf8)

LATE_FUNCTIONS(archive_functions, ARCHIVE_FUNCTIONS)

/* NULL where libarchive is not installed. */
const archive_functions *_Nullable archive_library(void);

#endif
