/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "archive_library.h"

LATE_LIBRARY(archive_library, archive_functions, "libarchive.so.13", ARCHIVE_FUNCTIONS)
