/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files that the server gives out or fills in, by name. */
#ifndef SERVER_FILES_H
#define SERVER_FILES_H

#include <stddef.h>

typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} server_file;

/* How many files there are. */
size_t server_file_count(void);

/* The file with a number below the count. */
server_file server_file_at(size_t number);

#endif
