/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "confined_program.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "Add the audit name of this architecture."
#endif

#define REFUSE(call)                                       \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1),  \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)

/* The calls by which a program that was taken over would reach the network, other processes or the
   user's files. Everything else is allowed: what a reader of documents needs differs by version. */
static struct sock_filter refused_calls[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#if defined(__x86_64__)
    /* The calls of the x32 ABI have numbers of their own. */
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    REFUSE(unlink), REFUSE(rename), REFUSE(mkdir), REFUSE(rmdir), REFUSE(link), REFUSE(symlink),
    REFUSE(chmod), REFUSE(chown), REFUSE(lchown), REFUSE(mknod),
#endif
    REFUSE(socket), REFUSE(socketpair), REFUSE(io_uring_setup), REFUSE(ptrace),
    REFUSE(process_vm_writev), REFUSE(kill), REFUSE(tkill), REFUSE(unlinkat), REFUSE(renameat2),
#ifdef __NR_renameat
    REFUSE(renameat),
#endif
    REFUSE(mkdirat), REFUSE(linkat), REFUSE(symlinkat), REFUSE(mknodat), REFUSE(truncate),
    REFUSE(fchmod), REFUSE(fchmodat), REFUSE(fchown), REFUSE(fchownat), REFUSE(utimensat),
    REFUSE(setxattr), REFUSE(mount), REFUSE(unshare), REFUSE(setns), REFUSE(bpf),
    REFUSE(perf_event_open), REFUSE(keyctl), REFUSE(add_key), REFUSE(setsid), REFUSE(setpgid),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

static void limit(__rlimit_resource_t resource, rlim_t most) {
  struct rlimit value = {most, most};
  setrlimit(resource, &value);
}

/* Runs in the child, which shares the parent's memory until it runs the program: system calls only. */
static void confine(program_limits limits) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_AS, limits.memory_bytes);
  limit(RLIMIT_FSIZE, limits.file_bytes);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 64);
  setpriority(PRIO_PROCESS, 0, limits.niceness);
}

static int refuse_calls(void) {
  struct sock_fprog program = {
      sizeof refused_calls / sizeof refused_calls[0], refused_calls};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 0 : errno;
}

static void reset_signals(void) {
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
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

int program_start(
    const char *path, char *const arguments[], char *const environment[], int input,
    program_limits limits, program_pipes *pipes) {
  int output[2], errors[2];
  int problem = open_pipes(output, errors);
  if (problem) return problem;
  /* No handler of ours may run in the child while it shares our memory. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  volatile int refusal = 0;
  pid_t child = vfork();
  if (child == 0) {
    if (dup2(input, 0) < 0 || dup2(output[1], 1) < 0 || dup2(errors[1], 2) < 0) _exit(127);
    syscall(SYS_close_range, 3, ~0U, 0);
    confine(limits);
    if (chdir("/") != 0) _exit(127);
    reset_signals();
    refusal = refuse_calls();
    if (refusal == 0) {
      execve(path, arguments, environment);
      refusal = errno;
    }
    _exit(127);
  }
  int failure = child < 0 ? errno : 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(output[1]);
  close(errors[1]);
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
