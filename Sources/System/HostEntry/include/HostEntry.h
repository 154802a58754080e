// What Glibc offers only as variadic functions or macros, so that Swift can call it: for the host's side of `System`.
#pragma once
#include <stdint.h>
#include <sys/types.h>

int apus_host_open(const char *path, int flags, unsigned mode);
int apus_host_pidfd_open(int pid);
int apus_host_set_terminal_size(int fd, uint16_t columns, uint16_t rows);
int apus_host_terminal_size(int fd, uint16_t *columns, uint16_t *rows);
/// Flags are those of TerminalMode. 0 or -errno.
int apus_host_terminal_mode(int fd, uint32_t *flags);
int apus_host_set_terminal_mode(int fd, uint32_t flags);
/// A new pseudo-terminal: both descriptors close-on-exec. 0 or -errno.
int apus_host_open_pty(int *master, int *slave, char *name, unsigned capacity);
int apus_host_wait(int pid, int options, int *kind, int *code);
/// A child with descriptors 0..count-1 taken from `fds` (-1: closed). The new pid or -errno.
int apus_host_spawn(const char *path, char *const argv[], char *const envp[], const char *directory, const int *fds,
                    int count, int group_mode, int group, int terminal);
char **apus_host_environment(void);

int apus_host_pipe(int *reader, int *writer);
int apus_host_event_queue(void);
/// Readiness bits as in the ABI: 1 readable, 2 writable, 4 hung up. 0 interest removes. 0 or -errno.
int apus_host_subscribe(int queue, int fd, uint32_t interest, uint64_t data);
/// Waits; the number of events or -errno.
int apus_host_wait_events(int queue, uint64_t *data, uint16_t *readiness, int capacity);
int apus_host_timer(void);
/// Monotonic nanoseconds; 0 disarms.
int apus_host_set_timer(int fd, uint64_t deadline);
int apus_host_signals(const uint32_t *signals, int count);
/// The next signal's number, 0 for none, or -errno.
int apus_host_next_signal(int fd);
int apus_host_memory_object(uint64_t length);
