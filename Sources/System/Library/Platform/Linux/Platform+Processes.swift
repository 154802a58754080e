// The host's processes and signals.
//
// SAFETY: Linux writes into local variables and keeps no address; the environment is a list that ends with NULL, and
// only the first thread changes it.

import ABI
import Glibc
import HostEntry

extension Platform {
  static var arguments: [String] { CommandLine.arguments }

  static func identify(_ what: Identity) -> UInt32 {
    switch what {
    case .process, .thread: UInt32(getpid())
    case .parent: UInt32(getppid())
    case .user: getuid()
    case .group: getgid()
    case .processGroup: UInt32(getpgrp())
    }
  }

  static func setIdentity(user: UInt32, group: UInt32) throws(Errno) {
    _ = try check(setgid(group))
    _ = try check(setuid(user))
  }

  static func takeHandle(_ name: String) -> RawHandle? { nil }
  static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

  static var environment: [String] {
    get {
      var all: [String] = []
      guard var entry = unsafe apus_host_environment() else { return all }
      while let text = unsafe entry.pointee {
        unsafe all.append(String(cString: text))
        unsafe entry += 1
      }
      return all
    }
    set {
      clearenv()
      for entry in newValue {
        guard let equals = entry.utf8.firstIndex(of: 0x3D) else { continue }
        unsafe setenv(String(entry[..<equals]), String(entry[entry.index(after: equals)...]), 1)
      }
    }
  }

  static func spawn(_ request: SpawnRequest) throws(Errno) -> ChildProcess {
    guard let path = Processes.find(request.program) else { throw .noSuchEntry }
    let arguments = CStrings(request.arguments)
    let environment = CStrings(request.environment ?? self.environment)
    let descriptors = request.handles.map { $0 == noHandle ? -1 : Int32(truncatingIfNeeded: $0) }
    let (mode, group): (Int32, Int32) =
      switch request.group {
      case .inherit: (0, 0)
      case .own: (1, 0)
      case .join(let group): (2, Int32(truncatingIfNeeded: group))
      }
    let terminal: Int32 = request.controlsTerminal ? 0 : -1
    let pid = unsafe apus_host_spawn(
      path, arguments.pointer, environment.pointer, request.directory, descriptors, Int32(descriptors.count), mode,
      group, terminal)
    _ = try checkNegated(pid)
    let watcher = try check(apus_host_pidfd_open(pid))
    return ChildProcess(id: UInt32(pid), handle: Handle(owning: handle(watcher)))
  }

  static func spawn(
    _ request: SpawnRequest, image: RawHandle, offset: UInt64, length: UInt64
  ) throws(Errno) -> ChildProcess {
    throw .notSupported
  }

  static func wait(_ child: borrowing ChildProcess, block: Bool) throws(Errno) -> ExitStatus? {
    var kind: Int32 = 0
    var code: Int32 = 0
    let done = unsafe apus_host_wait(Int32(truncatingIfNeeded: child.id), block ? 0 : WNOHANG, &kind, &code)
    if try checkNegated(done) == 0 { return nil }
    var status = ExitStatus()
    status.kind = UInt32(kind)
    status.code = code
    status.process = child.id
    return status
  }

  static func isStopped(_ child: borrowing ChildProcess) -> Bool { false }

  static func kill(_ process: Int64, _ signal: Signal) throws(Errno) {
    _ = try check(Glibc.kill(Int32(truncatingIfNeeded: process), Int32(signal.rawValue)))
  }

  static func openSignals(_ signals: [Signal]) throws(Errno) -> RawHandle {
    let numbers = signals.map(\.rawValue)
    return RawHandle(try checkNegated(unsafe apus_host_signals(numbers, Int32(numbers.count))))
  }

  static func nextSignal(_ raw: RawHandle) throws(Errno) -> Signal? {
    Signal(rawValue: UInt32(try checkNegated(apus_host_next_signal(descriptor(raw)))))
  }
}

/// Strings as a NULL-terminated array of C strings, freed with the object.
@safe private final class CStrings {
  // SAFETY: `count` strings and a NULL, allocated here and freed in deinit.
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    unsafe pointer = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() { unsafe pointer[index] = strdup(string) }
    unsafe pointer[count] = nil
  }

  deinit {
    for index in 0..<count { unsafe free(pointer[index]) }
    unsafe pointer.deallocate()
  }
}
