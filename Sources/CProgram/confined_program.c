/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "confined_program.h"

#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void limit(__rlimit_resource_t resource, rlim_t maximum) {
  struct rlimit value = {maximum, maximum};
  setrlimit(resource, &value);
}

/* Runs in the child, which shares the parent's memory until it runs the program: system calls only. */
static void set_limits(program_limits limits) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_AS, limits.memory_bytes);
  limit(RLIMIT_FSIZE, limits.file_bytes);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, PROGRAM_FILE);
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_MSGQUEUE, 0);
  setpriority(PRIO_PROCESS, 0, limits.niceness);
}

static void reset_signals(void) {
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  /* A reader is notified so of what happens with the connection; until it listens, that must not end it. */
  signal(SIGIO, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static int open_pipes(int output[2], int errors[2]) {
  if (pipe2(output, O_CLOEXEC) != 0) return errno;
  if (pipe2(errors, O_CLOEXEC) != 0) {
    int problem = errno;
    close(output[0]);
    close(output[1]);
    return problem;
  }
  return 0;
}

/* What the parent prepares for the child. */
typedef struct {
  int program, input, output, errors, rules;
  program_limits limits;
  char *const *arguments;
  char *const *environment;
  call_filter filter;
} start;

/* Becomes the program, or returns an errno. */
static int become(start *start) {
  /* The rules go where the list of files that are closed does not reach. */
  enum { RULES = PROGRAM_FILE + 1 };
  if (dup2(start->input, 0) < 0 || dup2(start->output, 1) < 0 || dup2(start->errors, 2) < 0 ||
      dup3(start->program, PROGRAM_FILE, O_CLOEXEC) < 0)
    return errno;
  if (start->rules >= 0 && dup3(start->rules, RULES, O_CLOEXEC) < 0) return errno;
  syscall(SYS_close_range, 3, PROGRAM_FILE - 1, 0);
  syscall(SYS_close_range, RULES + 1, ~0U, 0);
  if (chdir("/") != 0) return errno;
  set_limits(start->limits);
  reset_signals();
  int refusal = landlock_rules_apply(start->rules < 0 ? -1 : RULES);
  if (refusal == 0) refusal = call_filter_apply(&start->filter);
  if (refusal) return refusal;
  syscall(SYS_execveat, PROGRAM_FILE, "", start->arguments, start->environment, AT_EMPTY_PATH);
  return errno;
}

/* The same file under a number that the child gives away to nothing else; -1 where there is none. */
static int lifted(int file) {
  if (file < 0) return -1;
  int other = fcntl(file, F_DUPFD_CLOEXEC, PROGRAM_FILE + 2);
  int problem = errno;
  close(file);
  errno = problem;
  return other;
}

static void close_all(const start *start) {
  const int files[] = {start->program, start->input, start->output, start->errors, start->rules};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (files[i] >= 0) close(files[i]);
}

int program_start(
    const char *path, char *const arguments[], char *const environment[], int input,
    program_limits limits, program_pipes *pipes) {
  start start = {.limits = limits, .arguments = arguments, .environment = environment};
  int output[2], errors[2];
  int problem = open_pipes(output, errors);
  if (problem) return problem;
  start.output = lifted(output[1]);
  start.errors = lifted(errors[1]);
  start.input = fcntl(input, F_DUPFD_CLOEXEC, PROGRAM_FILE + 2);
  start.program = lifted(open(path, O_PATH | O_CLOEXEC));
  problem = start.output < 0 || start.errors < 0 || start.input < 0 || start.program < 0 ? errno : 0;
  int rules = problem ? -1 : landlock_rules_make(start.program, input);
  start.rules = lifted(rules);
  if (rules >= 0 && start.rules < 0) problem = errno;
  call_filter_make(&start.filter);
  /* No handler of ours may run in the child while it shares our memory. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  volatile int refusal = problem;
  pid_t child = problem ? -1 : vfork();
  if (child == 0) {
    refusal = become(&start);
    _exit(127);
  }
  int failure = child < 0 ? (refusal ? refusal : errno) : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close_all(&start);
  if (child < 0) {
    close(output[0]);
    close(errors[0]);
    return failure;
  }
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  fcntl(errors[0], F_SETFL, O_NONBLOCK);
  *pipes = (program_pipes){child, output[0], errors[0]};
  return refusal;
}

int program_memory_file(const void *bytes, size_t count) {
  int file = memfd_create("document", MFD_CLOEXEC);
  if (file < 0) return -1;
  size_t written = 0;
  while (written < count) {
    ssize_t length = write(file, (const char *)bytes + written, count - written);
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) {
      close(file);
      return -1;
    }
    written += (size_t)length;
  }
  lseek(file, 0, SEEK_SET);
  return file;
}
