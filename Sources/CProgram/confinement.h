/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a program may still do that reads a hostile file. Used between vfork and exec: system calls only, and
   nothing of the parent's memory but what it prepared. */
#ifndef CONFINEMENT_H
#define CONFINEMENT_H

#include <linux/filter.h>

/* The descriptor that a program is started from. No program can have another of this number: it is beyond the
   number of files that it may open. */
enum { PROGRAM_FILE = 60, MOST_STEPS = 512 };

/* A list of the system calls that are allowed, filled in for one process. */
typedef struct {
  struct sock_filter steps[MOST_STEPS];
  unsigned short count;
} call_filter;

/* All calls that a reader of documents needs, and starting the program in PROGRAM_FILE. */
void call_filter_make(call_filter *filter);

/* Lets the process that is to be confined send signals to itself, as abort() does, and applies the filter.
   Returns 0, or an errno. */
int call_filter_apply(call_filter *filter);

/* A set of rules for Landlock: read the file behind `input` and what the system and its libraries keep for all;
   run the program behind `program`; change nothing. -1 where the kernel has no Landlock. */
int landlock_rules_make(int program, int input);

/* Applies them for good. Returns 0, or an errno. */
int landlock_rules_apply(int rules);

#endif
