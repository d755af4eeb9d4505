/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Starts a program so that what it reads cannot hurt: with limits, with a list of the system calls that it may
   use, where the kernel has Landlock with the right to read its input and the system's libraries and nothing else,
   in a process group of its own. */
#ifndef CONFINED_PROGRAM_H
#define CONFINED_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
  uint64_t cpu_seconds;
  uint64_t memory_bytes; /* address space */
  uint64_t file_bytes;   /* the largest file that it may write, in memory too */
  int niceness;
} program_limits;

typedef struct {
  pid_t process; /* and process group */
  int output;    /* what it prints, non-blocking */
  int errors;    /* what it complains of, non-blocking */
} program_pipes;

/* Starts the program at `path`, which reads from `input`. Returns 0, or an errno. The caller closes
   the descriptors and waits for the process. */
int program_start(
    const char *path, char *const arguments[], char *const environment[], int input,
    program_limits limits, program_pipes *pipes);

/* Whether the kernel has Landlock: without it a program may read what the user may read. */
bool program_has_landlock(void);

/* Whether the kernel lets a process be confined to a list of system calls: without that no program is started. */
bool program_has_call_filter(void);

/* A file in memory that holds `count` bytes, to be read from its beginning; -1 with errno set. */
int program_memory_file(const void *bytes, size_t count);

#endif
