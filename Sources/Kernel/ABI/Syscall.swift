// The kernel's entry points: numbers and register use. Nothing here calls the kernel; `System` does.
//
// x86_64: `syscall` with rax = number, arguments in rdi, rsi, rdx, r10, r8, r9. The result is in rax: 0 and above is
// the answer, -1 ... -4095 is a negated `Errno`. rcx and r11 are lost, every other register is kept.
// Programs reach each other through handles alone (`open` to `call`); the other numbers concern the caller itself.

/// The numbers of the system calls.
public enum Syscall: UInt64, Sendable, CaseIterable {
  // MARK: The caller itself

  /// `identify(Identity)`: one number about the caller.
  case identify = 0
  /// `clock(Clock)`: nanoseconds. Like `identify` it changes nothing and is not followed.
  case clock = 1
  /// `exit(status)`: ends the process. Does not return.
  case exit = 2
  /// `threadCreate(entry, stackTop, argument, threadPointer)`: a thread that starts at `entry(argument)`; its number.
  case threadCreate = 3
  /// `threadExit(word)`: ends the thread; a `word` other than 0 is the address of a UInt32 that is set to 0 and whose
  /// futex waiters wake. Does not return.
  case threadExit = 4
  /// `yield()`: lets another thread of the same priority run.
  case yield = 5
  /// `sleep(deadline)`: blocks until the monotonic clock reaches `deadline` nanoseconds.
  case sleep = 6
  /// `futexWait(address, expected, deadline)`: blocks while the UInt32 at `address` equals `expected`; `deadline` in
  /// monotonic nanoseconds, `UInt64.max` for never. Errors: `.wouldBlock` (differs), `.timedOut`.
  case futexWait = 7
  /// `futexWake(address, count)`: wakes at most `count` waiters; how many.
  case futexWake = 8
  /// `setIdentity(user, group)`: only for user 0.
  case setIdentity = 9
  /// `limitWaits(deadline)`: no system call of the thread waits any longer than until the monotonic clock reaches
  /// `deadline` nanoseconds (`UInt64.max`: for ever, as at first); it fails with `.timedOut`, and a server that has the
  /// request is told to cancel it. The deadline that there was.
  case limitWaits = 10

  // MARK: Handles

  /// `open(path, length, OpenFlags)`: a handle. The path is `scheme:rest`.
  case open = 16
  /// `close(handle)`
  case close = 17
  /// `read(handle, buffer, length, offset)`: bytes read; `offset` `UInt64.max` means the handle's own position.
  case read = 18
  /// `write(handle, buffer, length, offset)`: bytes written; `offset` as in `read`.
  case write = 19
  /// `seek(handle, offset, SeekOrigin)`: the new position (`.end` is the server's to answer).
  case seek = 20
  /// `duplicate(handle, Rights, name, length)`: a second handle. With a name the server makes it ("listen",
  /// "clipboard").
  case duplicate = 21
  /// `call(handle, CallBlock)`: a request with bytes, and maybe a handle, both ways; the server's result.
  case call = 22
  /// `map(handle, address, length, offset, MapFlags)`: the address. `Handle.none`: fresh zeroed private memory.
  /// Address 0 lets the kernel choose: a multiple of 64 KiB for lengths from 64 KiB on.
  case map = 23
  /// `unmap(address, length)`
  case unmap = 24
  /// `protect(address, length, MapFlags)`: fewer rights than the mapping was made with; never writable and executable,
  /// never executable once it was writable.
  case protect = 25
  /// `spawn(SpawnBlock)`: a handle on the new process.
  case spawn = 26
  /// `kill(process, Signal)`: a negative number means the process group.
  case kill = 27

  /// `readiness(handle)`: its `Readiness` bits now.
  case readiness = 28

  // MARK: Serving a scheme

  /// `receive(server, buffer, length, ReceiveFlags)`: the length of the next request (`Request` and its payload).
  case receive = 32
  /// `reply(server, Reply)`
  case reply = 33
  /// `replyReceive(server, Reply, buffer, length, ReceiveFlags)`: both in one trip; the fast path of every server.
  case replyReceive = 34
  /// `notify(server, id, Readiness)`: sets the readiness of one open resource, and wakes whoever waits for it.
  case notify = 35
}

/// What `Syscall.identify` answers.
public enum Identity: UInt64, Sendable {
  case process = 0
  case parent = 1
  case thread = 2
  case user = 3
  case group = 4
  case processGroup = 5
}

/// The clocks of `Syscall.clock`.
public enum Clock: UInt64, Sendable {
  /// Since boot; never goes back.
  case monotonic = 0
  /// Since 1970-01-01 00:00 UTC.
  case realTime = 1
  /// CPU time of the calling process.
  case processTime = 2
}

/// Where `Syscall.seek` counts from.
public enum SeekOrigin: UInt64, Sendable {
  case start = 0
  case current = 1
  case end = 2
}
