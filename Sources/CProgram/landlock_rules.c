/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "confined_program.h"
#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As in linux/landlock.h, of which Debian's may be older than the kernel. */
#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_add_rule 445
#define __NR_landlock_restrict_self 446
#endif

struct ruleset {
  uint64_t files, net, scoped;
};

struct rule {
  uint64_t allowed;
  int32_t file;
} __attribute__((packed));

enum { ASKS_VERSION = 1, BELOW_PATH = 1 };
enum {
  EXECUTE = 1 << 0,
  WRITE_FILE = 1 << 1,
  READ_FILE = 1 << 2,
  READ_FOLDER = 1 << 3,
};

static int version(void) {
  return (int)syscall(__NR_landlock_create_ruleset, NULL, 0, ASKS_VERSION);
}

bool program_has_landlock(void) { return version() > 0; }

/* The rights that a version knows: one that it does not would have it refuse the rules. */
static struct ruleset all_rights(int version) {
  struct ruleset rights = {(1 << 13) - 1, 0, 0};
  if (version >= 2) rights.files |= 1 << 13; /* rename and link between folders */
  if (version >= 3) rights.files |= 1 << 14; /* truncate */
  if (version >= 4) rights.net = 3;          /* bind and connect */
  if (version >= 5) rights.files |= 1 << 15; /* control devices */
  if (version >= 6) rights.scoped = 3;       /* abstract sockets, signals */
  return rights;
}

static size_t size_for(int version) {
  return version >= 6 ? sizeof(struct ruleset) : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
}

static void allow_file(int rules, int file, uint64_t rights) {
  struct rule rule = {rights, file};
  syscall(__NR_landlock_add_rule, rules, BELOW_PATH, &rule, 0);
}

/* What is not there needs no rule. */
static void allow(int rules, const char *path, uint64_t rights) {
  int file = open(path, O_PATH | O_CLOEXEC);
  if (file < 0) return;
  allow_file(rules, file, rights);
  close(file);
}

/* The folder of a library that we use ourselves. */
static int allow_library(struct dl_phdr_info *library, size_t size, void *rules) {
  (void)size;
  const char *slash = library->dlpi_name ? strrchr(library->dlpi_name, '/') : NULL;
  if (!slash || slash == library->dlpi_name) return 0;
  char *folder = strndup(library->dlpi_name, (size_t)(slash - library->dlpi_name));
  if (folder) allow(*(int *)rules, folder, READ_FILE | READ_FOLDER);
  free(folder);
  return 0;
}

/* The folders in which a variable has libraries looked for. */
static void allow_listed(int rules, const char *variable) {
  const char *value = getenv(variable);
  char *list = value ? strdup(value) : NULL, *rest = NULL;
  for (char *path = list ? strtok_r(list, ": ", &rest) : NULL; path; path = strtok_r(NULL, ": ", &rest))
    allow(rules, path, READ_FILE | (strstr(path, ".so") ? 0 : READ_FOLDER));
  free(list);
}

int landlock_rules_make(int program, int input) {
  int kernel = version();
  if (kernel <= 0) return -1;
  struct ruleset rights = all_rights(kernel);
  int rules = (int)syscall(__NR_landlock_create_ruleset, &rights, size_for(kernel), 0);
  if (rules < 0) return -1;
  fcntl(rules, F_SETFD, FD_CLOEXEC);
  static const char *const folders[] = {
      "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share",
      "/usr/local/share", "/etc/fonts", "/var/cache/fontconfig", "/etc/alternatives",
      "/sys/devices/system/cpu",
  };
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
    allow(rules, folders[i], READ_FILE | READ_FOLDER);
  static const char *const files[] = {
      "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime", "/etc/magic", "/etc/magic.mime",
      "/dev/zero", "/dev/urandom", "/dev/random", "/proc/meminfo", "/proc/cpuinfo",
  };
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) allow(rules, files[i], READ_FILE);
  allow(rules, "/dev/null", READ_FILE | WRITE_FILE);
  /* The loader is run in the place of the program that asks for it; what it loads it must be able to read. */
  static const char *const loaders[] = {"/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"};
  for (size_t i = 0; i < sizeof loaders / sizeof *loaders; i++)
    allow(rules, loaders[i], READ_FILE | EXECUTE);
  dl_iterate_phdr(allow_library, &rules);
  allow_listed(rules, "LD_LIBRARY_PATH");
  allow_listed(rules, "LD_PRELOAD");
  allow_file(rules, program, READ_FILE | EXECUTE);
  /* A file in memory needs no rule, and can have none. */
  if (input >= 0) allow_file(rules, input, READ_FILE);
  return rules;
}

int landlock_rules_apply(int rules) {
  if (rules < 0) return 0;
  /* What the system tells a process of itself: how it was called, where its libraries are. */
  allow(rules, "/proc/self", READ_FILE | READ_FOLDER);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  return syscall(__NR_landlock_restrict_self, rules, 0) == 0 ? 0 : errno;
}
