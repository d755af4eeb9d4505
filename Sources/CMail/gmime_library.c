/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gmime_library.h"

LATE_LIBRARY(gmime_library, gmime_functions, "libgmime-3.0.so.0", GMIME_FUNCTIONS)
