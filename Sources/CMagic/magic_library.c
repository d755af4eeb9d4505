/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "magic_library.h"

LATE_LIBRARY(magic_library, magic_functions, "libmagic.so.1", MAGIC_FUNCTIONS)
