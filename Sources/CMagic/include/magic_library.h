/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libmagic, loaded when the type of the first file is told by its content. */
#ifndef MAGIC_LIBRARY_H
#define MAGIC_LIBRARY_H

#include <magic.h>

#include "late_library.h"

#define MAGIC_FUNCTIONS(F) F(magic_open) F(magic_load) F(magic_buffer) F(magic_close)

LATE_FUNCTIONS(magic_functions, MAGIC_FUNCTIONS)

/* NULL where libmagic is not installed. */
const magic_functions *_Nullable magic_library(void);

#endif
