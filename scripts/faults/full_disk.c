/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
#include <stdatomic.h>
/* Regular files take FULL_AFTER bytes in all and no more. */
static atomic_long left = -1;
static int is_full(int fd, size_t count) {
  struct stat status;
  if (fd <= 2 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  if (left == -1) { const char *text = getenv("FULL_AFTER"); left = text ? atol(text) : 1L << 60; }
  if (atomic_fetch_sub(&left, (long)count) - (long)count < 0) { atomic_store(&left, 0); errno = ENOSPC; return 1; }
  return 0;
}
ssize_t write(int fd, const void *buffer, size_t count) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  return is_full(fd, count) ? -1 : real(fd, buffer, count);
}
ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite");
  return is_full(fd, count) ? -1 : real(fd, buffer, count, offset);
}
ssize_t pwrite64(int fd, const void *buffer, size_t count, off64_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
  return is_full(fd, count) ? -1 : real(fd, buffer, count, offset);
}
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t count, unsigned flags) {
  errno = EXDEV;
  return -1;
}
ssize_t sendfile(int out, int in, off_t *offset, size_t count) { errno = EINVAL; return -1; }
ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) { errno = EINVAL; return -1; }
