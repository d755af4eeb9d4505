/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a process and the one that reads files for it need of the system: how a file is handed over,
   and how the reader closes the doors behind itself. */
#ifndef APART_READER_H
#define APART_READER_H

#include <stddef.h>
#include <sys/types.h>

/* Two ends of a connection that keeps messages apart. Returns 0, or an errno. */
int reader_connect(int ends[2]);

/* The file that this code is in: a program as it was called, or a shared object; NULL where the system does not
   tell. */
const char *reader_own_file(void);

/* Lets a pipe take `size` bytes before the one who writes waits for the one who reads, where the system allows
   that. */
void reader_widen(int pipe, int size);

/* Sends a message with an open file, without waiting. Returns 0, EAGAIN where there is no room, or another
   errno. */
int reader_ask(int connection, const void *bytes, size_t count, int file);

/* Waits for a message and the open file that comes with it. Returns the length, 0 when the other end
   is gone, -1 for what is no message with a file. */
ssize_t reader_listen(int connection, void *bytes, size_t maximum, int *file);

/* Has the system tell a reader at its end of a connection when the other end is closed. */
void reader_notify_of_end(int end, pid_t reader);

/* Ends this process when the other end of a connection is closed, whatever it is doing. */
void reader_end_with(int connection);

/* Has freed memory kept for the next file instead of given back to the system. */
void reader_keep_memory(void);

/* The exit code of a reader that has used up the memory that it may have. */
enum { READER_OUT_OF_MEMORY = 12 };

/* Has a crash that comes of that end with its code instead of a signal. */
void reader_report_lack_of_memory(void);

/* Gives up, for good, the right to run a program, which what was started confined had once. Returns 0, or an
   errno. */
int reader_confine(void);

#endif
