// The host's calls behind HostEntry.h: variadic functions, macros, and what takes several calls of Glibc.
#define _GNU_SOURCE
#include "HostEntry.h"
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

extern char **environ;

enum { CANONICAL = 1, ECHO_INPUT = 2, SIGNALS = 4, CR_TO_NL = 8, OUTPUT = 16, FLOW = 32 };

int apus_host_open(const char *path, int flags, unsigned mode) { return open(path, flags | O_CLOEXEC, mode); }

int apus_host_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int apus_host_set_terminal_size(int fd, uint16_t columns, uint16_t rows) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(fd, TIOCSWINSZ, &size) == 0 ? 0 : -errno;
}

int apus_host_terminal_size(int fd, uint16_t *columns, uint16_t *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0) return -errno;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

int apus_host_terminal_mode(int fd, uint32_t *flags) {
  struct termios mode;
  if (tcgetattr(fd, &mode) != 0) return -errno;
  *flags = (mode.c_lflag & ICANON ? CANONICAL : 0) | (mode.c_lflag & ECHO ? ECHO_INPUT : 0) |
           (mode.c_lflag & ISIG ? SIGNALS : 0) | (mode.c_iflag & ICRNL ? CR_TO_NL : 0) |
           (mode.c_oflag & OPOST ? OUTPUT : 0) | (mode.c_iflag & IXON ? FLOW : 0);
  return 0;
}

int apus_host_set_terminal_mode(int fd, uint32_t flags) {
  struct termios mode;
  if (tcgetattr(fd, &mode) != 0) return -errno;
  mode.c_lflag &= ~(ICANON | ECHO | ISIG | IEXTEN);
  mode.c_iflag &= ~(ICRNL | IXON | INLCR);
  mode.c_oflag &= ~OPOST;
  if (flags & CANONICAL) mode.c_lflag |= ICANON | IEXTEN;
  if (flags & ECHO_INPUT) mode.c_lflag |= ECHO;
  if (flags & SIGNALS) mode.c_lflag |= ISIG;
  if (flags & CR_TO_NL) mode.c_iflag |= ICRNL;
  if (flags & OUTPUT) mode.c_oflag |= OPOST | ONLCR;
  if (flags & FLOW) mode.c_iflag |= IXON;
  mode.c_cc[VMIN] = 1;
  mode.c_cc[VTIME] = 0;
  return tcsetattr(fd, TCSANOW, &mode) == 0 ? 0 : -errno;
}

int apus_host_open_pty(int *master, int *slave, char *name, unsigned capacity) {
  char path[64];
  if (openpty(master, slave, path, 0, 0) != 0) return -errno;
  fcntl(*master, F_SETFD, FD_CLOEXEC);
  fcntl(*slave, F_SETFD, FD_CLOEXEC);
  strncpy(name, path, capacity - 1);
  name[capacity - 1] = 0;
  return 0;
}

int apus_host_wait(int pid, int options, int *kind, int *code) {
  int status;
  pid_t done;
  do done = waitpid(pid, &status, options);
  while (done < 0 && errno == EINTR);
  if (done < 0) return -errno;
  if (done == 0) return 0;
  *kind = WIFSIGNALED(status) ? 1 : 0;
  *code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  return done;
}

int apus_host_spawn(const char *path, char *const argv[], char *const envp[], const char *directory, const int *fds,
                    int count, int group_mode, int group, int terminal) {
  int report[2];
  if (pipe2(report, O_CLOEXEC) != 0) return -errno;
  pid_t pid = fork();
  if (pid < 0) {
    int error = errno;
    close(report[0]);
    close(report[1]);
    return -error;
  }
  if (pid == 0) {
    int moved[count > 0 ? count : 1];
    // Out of the way of the child's own numbers.
    int reporter = fcntl(report[1], F_DUPFD_CLOEXEC, count);
    if (terminal >= 0) setsid();
    if (group_mode == 1 && terminal < 0) setpgid(0, 0);
    if (group_mode == 2) setpgid(0, group);
    for (int i = 0; i < count; i++) moved[i] = fds[i] < 0 ? -1 : fcntl(fds[i], F_DUPFD, count);
    for (int i = 0; i < count; i++) {
      if (moved[i] < 0) close(i);
      else dup2(moved[i], i);
    }
    for (int i = 0; i < count; i++) if (moved[i] >= 0) close(moved[i]);
    if (terminal >= 0) ioctl(terminal, TIOCSCTTY, 0);
    for (int s = 1; s < 32; s++) signal(s, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    if (!directory || chdir(directory) == 0) execve(path, argv, envp);
    int error = errno;
    (void)!write(reporter, &error, sizeof error);
    _exit(127);
  }
  close(report[1]);
  int error = 0;
  ssize_t length = read(report[0], &error, sizeof error);
  close(report[0]);
  if (length == sizeof error) {
    waitpid(pid, 0, 0);
    return -error;
  }
  return pid;
}

char **apus_host_environment(void) { return environ; }

int apus_host_pipe(int *reader, int *writer) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  *reader = ends[0];
  *writer = ends[1];
  return 0;
}

int apus_host_event_queue(void) {
  int fd = epoll_create1(EPOLL_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

int apus_host_subscribe(int queue, int fd, uint32_t interest, uint64_t data) {
  struct epoll_event event = {.events = (interest & 1 ? EPOLLIN : 0) | (interest & 2 ? EPOLLOUT : 0), .data.u64 = data};
  if (!interest) return epoll_ctl(queue, EPOLL_CTL_DEL, fd, &event) == 0 ? 0 : -errno;
  if (epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event) == 0) return 0;
  if (errno != EEXIST) return -errno;
  return epoll_ctl(queue, EPOLL_CTL_MOD, fd, &event) == 0 ? 0 : -errno;
}

int apus_host_wait_events(int queue, uint64_t *data, uint16_t *readiness, int capacity) {
  struct epoll_event events[64];
  int count;
  do count = epoll_wait(queue, events, capacity < 64 ? capacity : 64, -1);
  while (count < 0 && errno == EINTR);
  if (count < 0) return -errno;
  for (int i = 0; i < count; i++) {
    data[i] = events[i].data.u64;
    readiness[i] = (events[i].events & EPOLLIN ? 1 : 0) | (events[i].events & EPOLLOUT ? 2 : 0) |
                   (events[i].events & (EPOLLHUP | EPOLLERR) ? 4 : 0);
  }
  return count;
}

int apus_host_timer(void) {
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  return fd < 0 ? -errno : fd;
}

int apus_host_set_timer(int fd, uint64_t deadline) {
  struct itimerspec time = {.it_value = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000}};
  return timerfd_settime(fd, TFD_TIMER_ABSTIME, &time, 0) == 0 ? 0 : -errno;
}

int apus_host_signals(const uint32_t *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, (int)signals[i]);
  sigprocmask(SIG_BLOCK, &set, 0);
  int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

int apus_host_next_signal(int fd) {
  struct signalfd_siginfo info;
  if (read(fd, &info, sizeof info) == sizeof info) return (int)info.ssi_signo;
  return errno == EAGAIN ? 0 : -errno;
}

int apus_host_memory_object(uint64_t length) {
  int fd = memfd_create("apus", MFD_CLOEXEC);
  if (fd < 0) return -errno;
  if (ftruncate(fd, (off_t)length) == 0) return fd;
  int error = errno;
  close(fd);
  return -error;
}
