// The names of the system calls, for traces, counters and reports.

extension Syscall {
  /// The name as it stands in `Syscall`.
  public var name: StaticString {
    switch self {
    case .identify: "identify"
    case .clock: "clock"
    case .exit: "exit"
    case .threadCreate: "threadCreate"
    case .threadExit: "threadExit"
    case .yield: "yield"
    case .sleep: "sleep"
    case .futexWait: "futexWait"
    case .futexWake: "futexWake"
    case .setIdentity: "setIdentity"
    case .limitWaits: "limitWaits"
    case .open: "open"
    case .close: "close"
    case .read: "read"
    case .write: "write"
    case .seek: "seek"
    case .duplicate: "duplicate"
    case .call: "call"
    case .map: "map"
    case .unmap: "unmap"
    case .protect: "protect"
    case .spawn: "spawn"
    case .kill: "kill"
    case .readiness: "readiness"
    case .receive: "receive"
    case .reply: "reply"
    case .replyReceive: "replyReceive"
    case .notify: "notify"
    }
  }
}
