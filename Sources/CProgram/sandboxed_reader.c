/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "sandboxed_reader.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int reader_connect(int ends[2]) {
  return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
}

const char *reader_own_file(void) {
  Dl_info information;
  return dladdr((void *)reader_own_file, &information) != 0 ? information.dli_fname : NULL;
}

void reader_widen(int pipe, int size) { fcntl(pipe, F_SETPIPE_SZ, size); }

/* Room for one descriptor beside a message. */
typedef union {
  char bytes[CMSG_SPACE(sizeof(int))];
  struct cmsghdr aligned;
} descriptor_space;

static struct msghdr message_of(struct iovec *content, descriptor_space *space) {
  return (struct msghdr){
      .msg_iov = content,
      .msg_iovlen = 1,
      .msg_control = space,
      .msg_controllen = sizeof space->bytes,
  };
}

int reader_ask(int connection, const void *bytes, size_t count, int file) {
  struct iovec content = {(void *)bytes, count};
  descriptor_space space = {{0}};
  struct msghdr message = message_of(&content, &space);
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(sizeof file);
  memcpy(CMSG_DATA(head), &file, sizeof file);
  ssize_t sent;
  do sent = sendmsg(connection, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)count ? 0 : sent < 0 ? errno : EMSGSIZE;
}

ssize_t reader_listen(int connection, void *bytes, size_t maximum, int *file) {
  struct iovec content = {bytes, maximum};
  descriptor_space space = {{0}};
  struct msghdr message = message_of(&content, &space);
  ssize_t length;
  do length = recvmsg(connection, &message, MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  if (length <= 0) return length;
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC) || !head || head->cmsg_type != SCM_RIGHTS ||
      head->cmsg_len != CMSG_LEN(sizeof *file))
    return -1;
  memcpy(file, CMSG_DATA(head), sizeof *file);
  return length;
}

static struct sock_filter refused_calls[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

void reader_notify_of_end(int end, pid_t reader) {
  fcntl(end, F_SETOWN, reader);
  fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_ASYNC);
}

/* The connection that the process lives with. */
static int lifeline = -1;

static void look_at_lifeline(int number) {
  (void)number;
  int problem = errno;
  struct pollfd connection = {.fd = lifeline, .events = 0};
  if (poll(&connection, 1, 0) > 0 && connection.revents & (POLLHUP | POLLERR)) _exit(0);
  errno = problem;
}

void reader_end_with(int connection) {
  lifeline = connection;
  struct sigaction action = {.sa_handler = look_at_lifeline, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigaction(SIGIO, &action, NULL);
  look_at_lifeline(SIGIO);
}

/* A library that gets no memory crashes like any other. */
static void report_reason(int number) {
  enum { LITTLE = 64 << 20 };
  void *some = mmap(NULL, LITTLE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (some == MAP_FAILED) _exit(READER_OUT_OF_MEMORY);
  signal(number, SIG_DFL);
  raise(number);
}

void reader_report_lack_of_memory(void) {
  static char stack[16 << 10];
  stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&other, NULL);
  struct sigaction action = {.sa_handler = report_reason, .sa_flags = SA_ONSTACK};
  int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    sigaction(numbers[i], &action, NULL);
}

void reader_keep_memory(void) {
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
}

int reader_confine(void) {
  struct sock_fprog program = {
      sizeof refused_calls / sizeof refused_calls[0], refused_calls};
  /* It would come when the thread ends that started us, not the process; we end when the connection does. */
  if (prctl(PR_SET_PDEATHSIG, 0) != 0) return errno;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ? 0 : errno;
}
