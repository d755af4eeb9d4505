/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "confined_program.h"
#include "confinement.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "Add the audit name of this architecture."
#endif

#define NUMBER (uint32_t) offsetof(struct seccomp_data, nr)
#define ARCHITECTURE (uint32_t) offsetof(struct seccomp_data, arch)
#define ARGUMENT(place) (uint32_t) offsetof(struct seccomp_data, args[place])
#define ANSWER(code) (SECCOMP_RET_ERRNO | (code))

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)

/* Calls that can do no harm, whatever they are given: they concern the process itself, or descriptors that it
   has, none of which is of a file opened for writing. */
static const unsigned short harmless[] = {
    __NR_read, __NR_write, __NR_readv, __NR_writev, __NR_pread64, __NR_close, __NR_fstat,
    __NR_newfstatat, __NR_statx, __NR_lseek, __NR_mmap, __NR_mprotect, __NR_munmap, __NR_mremap,
    __NR_brk, __NR_madvise, __NR_mincore, __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn,
    __NR_sigaltstack, __NR_faccessat, __NR_readlinkat, __NR_getcwd, __NR_getdents64, __NR_dup,
    __NR_dup3, __NR_pipe2, __NR_ppoll, __NR_pselect6, __NR_epoll_create1, __NR_epoll_ctl,
    __NR_epoll_pwait, __NR_eventfd2, __NR_futex, __NR_sched_yield, __NR_sched_getaffinity,
    __NR_getpid, __NR_gettid, __NR_getppid, __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid,
    __NR_getgroups, __NR_getresuid, __NR_getresgid, __NR_uname, __NR_sysinfo, __NR_times,
    __NR_getrusage, __NR_clock_gettime, __NR_clock_getres, __NR_gettimeofday, __NR_nanosleep,
    __NR_clock_nanosleep, __NR_set_tid_address, __NR_set_robust_list, __NR_getrandom,
    __NR_membarrier, __NR_fadvise64, __NR_readahead, __NR_exit, __NR_exit_group,
    __NR_memfd_create, __NR_recvmsg, __NR_setitimer, __NR_restart_syscall, __NR_getpgid,
    __NR_getsid, __NR_sched_getparam, __NR_sched_getscheduler, __NR_getpriority, __NR_close_range, __NR_chdir,
#ifdef __NR_rseq
    __NR_rseq,
#endif
#ifdef __NR_faccessat2
    __NR_faccessat2,
#endif
#ifdef __x86_64__
    __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_dup2, __NR_pipe, __NR_poll,
    __NR_select, __NR_getdents, __NR_arch_prctl, __NR_time, __NR_alarm, __NR_epoll_create,
    __NR_epoll_wait, __NR_getpgrp, __NR_getrlimit,
#endif
};

static void add(call_filter *filter, struct sock_filter step) {
  if (filter->count < MOST_STEPS) filter->steps[filter->count++] = step;
}

static void load(call_filter *filter, uint32_t offset) {
  add(filter, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
}

static void answer(call_filter *filter, uint32_t what) {
  add(filter, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what));
}

/* Skips the next `steps` unless the loaded value is this. */
static void unless(call_filter *filter, uint32_t value, unsigned char steps) {
  add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, steps));
}

static void allow(call_filter *filter, uint32_t call) {
  unless(filter, call, 1);
  answer(filter, SECCOMP_RET_ALLOW);
}

/* Allows a call where an argument is one of some values. */
static void allow_values(
    call_filter *filter, uint32_t call, unsigned place, const uint32_t *values, unsigned char count) {
  unless(filter, call, (unsigned char)(2 * count + 2));
  load(filter, ARGUMENT(place));
  for (unsigned char i = 0; i < count; i++) allow(filter, values[i]);
  answer(filter, ANSWER(EACCES));
}

/* Allows a call where an argument has some flags all, or none of them. */
static void allow_flags(
    call_filter *filter, uint32_t call, unsigned place, uint32_t flags, bool has) {
  unless(filter, call, 4);
  load(filter, ARGUMENT(place));
  add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, flags, has ? 0 : 1, has ? 1 : 0));
  answer(filter, SECCOMP_RET_ALLOW);
  answer(filter, ANSWER(EACCES));
}

/* The flags of these are in memory, where no filter sees them; the C library does without. */
static void lack(call_filter *filter, uint32_t call) {
  unless(filter, call, 1);
  answer(filter, ANSWER(ENOSYS));
}

/* The place of the number of the process itself, which is known when the filter is applied. */
enum { OWN_PROCESS = 9 };

void call_filter_make(call_filter *filter) {
  filter->count = 0;
  load(filter, ARCHITECTURE);
  unless(filter, NATIVE_ARCHITECTURE, 1);
  add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JA, 1, 0, 0));
  answer(filter, SECCOMP_RET_KILL_PROCESS);
  load(filter, NUMBER);
  /* The calls of the x32 ABI have numbers of their own. */
  add(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
  answer(filter, SECCOMP_RET_KILL_PROCESS);
  /* A signal to itself. */
  unless(filter, __NR_tgkill, 4);
  load(filter, ARGUMENT(0));
  unless(filter, 0, 1);
  answer(filter, SECCOMP_RET_ALLOW);
  answer(filter, ANSWER(EACCES));
  for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) allow(filter, harmless[i]);
#ifdef __x86_64__
  allow_flags(filter, __NR_open, 1, WRITING, false);
#endif
  allow_flags(filter, __NR_openat, 2, WRITING, false);
  allow_flags(filter, __NR_clone, 0, CLONE_THREAD, true);
  /* Not who is notified of what happens with a descriptor: that would send signals to others. */
  const uint32_t commands[] = {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GET_SEALS};
  allow_values(filter, __NR_fcntl, 1, commands, sizeof commands / sizeof *commands);
  const uint32_t requests[] = {TCGETS, TIOCGWINSZ, FIONREAD};
  allow_values(filter, __NR_ioctl, 1, requests, sizeof requests / sizeof *requests);
  const uint32_t options[] = {PR_SET_NAME, PR_GET_NAME, PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_GET_DUMPABLE,
                              0x53564d41 /* PR_SET_VMA */};
  allow_values(filter, __NR_prctl, 0, options, sizeof options / sizeof *options);
  /* It may read its own limits, not change them. */
  unless(filter, __NR_prlimit64, 6);
  load(filter, ARGUMENT(0));
  unless(filter, 0, 3);
  load(filter, ARGUMENT(2));
  unless(filter, 0, 1);
  answer(filter, SECCOMP_RET_ALLOW);
  answer(filter, ANSWER(EACCES));
  const uint32_t program[] = {PROGRAM_FILE};
  allow_values(filter, __NR_execveat, 0, program, 1);
  lack(filter, __NR_clone3);
#ifdef __NR_openat2
  lack(filter, __NR_openat2);
#endif
  answer(filter, ANSWER(EACCES));
}

int call_filter_apply(call_filter *filter) {
  filter->steps[OWN_PROCESS].k = (uint32_t)getpid();
  struct sock_fprog program = {filter->count, filter->steps};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 0 : errno;
}

/* Asked without a list, a kernel that has them finds no list there, and another one no such request. */
bool program_has_call_filter(void) { return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) != 0 && errno == EFAULT; }
