// The fake machine as the shell's host, and a helper that runs scripts on it.

import ShellCore

/// One shell's view of a fake machine.
struct FakeHost: ShellHost {
  let machine: FakeMachine
  var directory: Bytes
  let process: ProcessNumber
  var mask: UInt16 = 0o022
  var foreground: [ProcessNumber?] = []
  var shellPath: Bytes { "/bin/sh".bytes }

  init(_ machine: FakeMachine, directory: Bytes = "/home/user".bytes, process: Int = 42) {
    self.machine = machine
    self.directory = directory
    self.process = ProcessNumber(process)
  }

  private func absolute(_ path: Bytes) -> Bytes { FakeMachine.absolute(path, from: directory) }

  mutating func open(_ path: Bytes, _ mode: OpenMode) throws(HostError) -> HostHandle {
    let full = absolute(path)
    if full.matches("/dev/null") { return machine.add(.init(.file(path: full, appends: true))) }
    switch (machine.nodes[full], mode) {
    case (.directory?, _): throw .isDirectory
    case (nil, .read): throw .notFound
    case (nil, _):
      guard case .directory? = machine.nodes[FakeMachine.absolute("..".bytes, from: full)] else { throw .notFound }
      machine.nodes[full] = .file([], isExecutable: false)
    case (.file(_, let isExecutable)?, .write): machine.nodes[full] = .file([], isExecutable: isExecutable)
    default: break
    }
    return machine.add(.init(.file(path: full, appends: mode == .append)))
  }

  mutating func close(_ handle: HostHandle) { machine.close(handle) }

  mutating func read(_ handle: HostHandle, upTo count: Int) throws(HostError) -> Bytes {
    try machine.read(handle, upTo: count)
  }

  mutating func write(_ handle: HostHandle, _ bytes: Bytes) throws(HostError) { try machine.write(handle, bytes) }

  mutating func makePipe() throws(HostError) -> (reader: HostHandle, writer: HostHandle) {
    let pipe = FakeMachine.Pipe()
    return (machine.add(.init(.reader(pipe))), machine.add(.init(.writer(pipe))))
  }

  mutating func makeInput(_ bytes: Bytes) throws(HostError) -> HostHandle {
    let file = FakeMachine.OpenFile(.input)
    file.content = bytes
    return machine.add(file)
  }

  mutating func waitReadable(_ handles: [HostHandle]) -> Int { 0 }
  mutating func isTerminal(_ handle: HostHandle) -> Bool { false }

  mutating func list(_ path: Bytes) throws(HostError) -> [Bytes] {
    let full = absolute(path)
    guard let node = machine.nodes[full] else { throw .notFound }
    guard case .directory = node else { throw .notDirectory }
    let prefix = full.matches("/") ? full : full + "/".bytes
    return machine.nodes.keys.compactMap { name in
      guard name.starts(with: prefix), name.count > prefix.count else { return nil }
      let rest = Bytes(name.dropFirst(prefix.count))
      return rest.contains(UInt8(ascii: "/")) ? nil : rest
    }
  }

  mutating func status(_ path: Bytes, followsLinks: Bool) throws(HostError) -> FileStatus {
    if path.isEmpty { throw .notFound }
    switch machine.nodes[absolute(path)] {
    case .directory?: return FileStatus(kind: .directory)
    case .file(let content, _)?: return FileStatus(kind: .file, size: content.count)
    case nil: throw .notFound
    }
  }

  mutating func isAccessible(_ path: Bytes, _ mode: AccessMode) -> Bool {
    switch machine.nodes[absolute(path)] {
    case .directory?: true
    case .file(_, let isExecutable)?: mode != .execute || isExecutable
    case nil: false
    }
  }

  mutating func currentDirectory() -> Bytes { directory }

  mutating func changeDirectory(_ path: Bytes) throws(HostError) {
    let full = absolute(path)
    guard let node = machine.nodes[full] else { throw .notFound }
    guard case .directory = node else { throw .notDirectory }
    directory = full
  }

  mutating func setCreationMask(_ mask: UInt16?) -> UInt16 {
    defer { if let mask { self.mask = mask } }
    return self.mask
  }

  mutating func spawn(_ request: SpawnRequest) throws(HostError) -> ProcessNumber {
    var request = request
    request.path = absolute(request.path)
    return try machine.spawn(request, in: directory)
  }

  mutating func wait(_ process: ProcessNumber, untilStopped: Bool) throws(HostError) -> WaitResult {
    guard let running = machine.processes[process.number] else { throw .notFound }
    machine.run(running)
    return running.result ?? .exited(0)
  }

  mutating func waitOrSignal(_ process: ProcessNumber) throws(HostError) -> WaitResult? {
    try wait(process, untilStopped: false)
  }

  mutating func poll(_ process: ProcessNumber) -> WaitResult? { machine.processes[process.number]?.result }

  mutating func signal(_ process: ProcessNumber, _ signal: Int32, group: Bool) throws(HostError) {
    guard process == self.process || machine.processes[process.number] != nil else { throw .notFound }
    machine.signals.append((process.number, signal))
  }

  mutating func setForeground(_ group: ProcessNumber?) { foreground.append(group) }

  var parentProcess: ProcessNumber { ProcessNumber(1) }

  mutating func watchSignals(_ numbers: [Int32]) { machine.watched += numbers }

  mutating func takeSignals() -> [Int32] {
    let mine = machine.signals.filter { $0.process == process.number && machine.watched.contains($0.signal) }
    machine.signals.removeAll { signal in mine.contains { $0 == signal } }
    return mine.map(\.signal)
  }

  mutating func takeInterrupt() -> Bool {
    defer { machine.isInterrupted = false }
    return machine.isInterrupted
  }

  mutating func homeDirectory(of user: Bytes) -> Bytes? {
    user.matches("root") ? "/root".bytes : user.isEmpty || user.matches("user") ? "/home/user".bytes : nil
  }

  mutating func processorTime() -> (own: Int64, children: Int64) { (1_500_000_000, 61_000_000_000) }
}

/// What a script did.
struct ScriptResult: Equatable {
  var output: String
  var errors: String
  var status: Int32
}

/// Runs a script on a fake machine, in the whole language or in that of POSIX alone.
func runScript(
  _ script: String, on machine: FakeMachine = FakeMachine(), arguments: [String] = [], isPOSIX: Bool = false
) -> ScriptResult {
  machine.nodes["/tmp/.out".bytes] = .file([], isExecutable: false)
  machine.nodes["/tmp/.err".bytes] = .file([], isExecutable: false)
  let standard = [
    machine.add(.init(.input)), machine.add(.init(.file(path: "/tmp/.out".bytes, appends: true))),
    machine.add(.init(.file(path: "/tmp/.err".bytes, appends: true))),
  ]
  let shell = Evaluator(
    host: FakeHost(machine), name: "sh".bytes, arguments: arguments.map(\.bytes),
    environment: ["PATH=/bin".bytes, "HOME=/home/user".bytes], standard: standard,
    options: isPOSIX ? [.posix] : [])
  let status = shell.run(script: script.bytes)
  return ScriptResult(
    output: machine.content("/tmp/.out") ?? "", errors: machine.content("/tmp/.err") ?? "", status: status)
}
