/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether the system lets a process have what every run needs. Where it does not, libraries wait for ever or end
   the process; so it is asked first. */
#ifndef SYSTEM_LIMITS_H
#define SYSTEM_LIMITS_H

#include <stdbool.h>

typedef enum { LIMIT_NONE, LIMIT_MEMORY, LIMIT_FILES, LIMIT_THREADS } system_limit;

/* The least that there must be: megabytes of address space (ulimit -v), and open files (ulimit -n). */
enum { LEAST_MEMORY = 512, LEAST_FILES = 128 };

/* The first limit that is too low, and what it is set to where that is known. */
system_limit system_limits_too_low(bool needs_threads, unsigned long long *limit);

#endif
