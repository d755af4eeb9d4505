/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "system_limits.h"

#include <pthread.h>
#include <semaphore.h>
#include <sys/resource.h>

static bool is_below(__rlimit_resource_t resource, rlim_t minimum, unsigned long long *limit) {
  struct rlimit value;
  if (getrlimit(resource, &value) != 0 || value.rlim_cur == RLIM_INFINITY || value.rlim_cur >= minimum)
    return false;
  *limit = value.rlim_cur;
  return true;
}

/* Some more than a run has at a time. */
enum { THREADS = 8 };

static void *wait_for(void *end) {
  sem_wait(end);
  return NULL;
}

static bool can_start_threads(void) {
  pthread_t threads[THREADS];
  sem_t end;
  int count = 0;
  if (sem_init(&end, 0, 0) != 0) return false;
  while (count < THREADS && pthread_create(&threads[count], NULL, wait_for, &end) == 0) count++;
  for (int i = 0; i < count; i++) sem_post(&end);
  for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
  sem_destroy(&end);
  return count == THREADS;
}

system_limit system_limits_too_low(bool needs_threads, unsigned long long *limit) {
  *limit = 0;
  if (is_below(RLIMIT_AS, (rlim_t)LEAST_MEMORY << 20, limit)) return LIMIT_MEMORY;
  if (is_below(RLIMIT_NOFILE, LEAST_FILES, limit)) return LIMIT_FILES;
  return needs_threads && !can_start_threads() ? LIMIT_THREADS : LIMIT_NONE;
}
