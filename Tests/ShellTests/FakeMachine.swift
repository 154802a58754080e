// A Unix machine in memory for the shell: files, pipes and programs that are Swift functions.
//
// Processes run when somebody waits for them or reads what they write; pipes hold any amount. The program `sh` is the
// shell itself, so that stages which need a shell of their own are tested, too.

import ShellCore

/// The machine.
final class FakeMachine {
  enum Node {
    case file(Bytes, isExecutable: Bool)
    case directory
  }

  final class Pipe {
    var buffer = Bytes()
    var writers = 0
    var readers = 0
  }

  final class OpenFile {
    enum Kind {
      case file(path: Bytes, appends: Bool)
      case reader(Pipe)
      case writer(Pipe)
      case input
    }
    let kind: Kind
    var offset = 0
    var content = Bytes()
    var references = 0
    init(_ kind: Kind) { self.kind = kind }
  }

  final class Process {
    let number: Int
    let request: SpawnRequest
    let directory: Bytes
    var handles: [Int: HostHandle] = [:]
    var result: WaitResult?
    var isRunning = false
    init(_ number: Int, _ request: SpawnRequest, _ directory: Bytes) {
      (self.number, self.request, self.directory) = (number, request, directory)
    }
  }

  typealias Program = (FakeMachine, Process) -> WaitResult

  var nodes: [Bytes: Node] = [:]
  var open: [Int: OpenFile] = [:]
  var processes: [Int: Process] = [:]
  var programs: [String: Program] = [:]
  var isInterrupted = false
  var signals: [(process: Int, signal: Int32)] = []
  /// Signals that some shell wants to collect.
  var watched: [Int32] = []
  private var nextHandle = 100
  private var nextProcess = 1000

  init() {
    for directory in ["/", "/bin", "/home", "/home/user", "/tmp", "/dev"] { nodes[directory.bytes] = .directory }
    installPrograms()
    nodes["/dev/null".bytes] = .file([], isExecutable: false)
    installFilePrograms()
  }

  func addFile(_ path: String, _ content: String, isExecutable: Bool = false) {
    nodes[path.bytes] = .file(content.bytes, isExecutable: isExecutable)
  }

  func content(_ path: String) -> String? {
    if case .file(let bytes, _)? = nodes[path.bytes] { bytes.text } else { nil }
  }

  func install(_ name: String, _ program: @escaping Program) {
    programs[name] = program
    addFile("/bin/\(name)", "\u{7f}ELF\0", isExecutable: true)
  }

  // MARK: Handles

  func add(_ file: OpenFile) -> HostHandle {
    nextHandle += 1
    open[nextHandle] = file
    file.references += 1
    if file.references == 1 {
      if case .writer(let pipe) = file.kind { pipe.writers += 1 }
      if case .reader(let pipe) = file.kind { pipe.readers += 1 }
    }
    return HostHandle(nextHandle)
  }

  func close(_ handle: HostHandle) {
    guard let file = open.removeValue(forKey: handle.number) else { return }
    file.references -= 1
    guard file.references == 0 else { return }
    if case .writer(let pipe) = file.kind { pipe.writers -= 1 }
    if case .reader(let pipe) = file.kind { pipe.readers -= 1 }
  }

  func read(_ handle: HostHandle, upTo count: Int) throws(HostError) -> Bytes {
    guard let file = open[handle.number] else { throw .badHandle }
    switch file.kind {
    case .reader(let pipe):
      while pipe.buffer.isEmpty, let writer = pendingWriter(of: pipe) { run(writer) }
      let bytes = Bytes(pipe.buffer.prefix(count))
      pipe.buffer.removeFirst(bytes.count)
      return bytes
    case .file(let path, _):
      guard case .file(let content, _)? = nodes[path] else { return [] }
      let bytes = Bytes(content.dropFirst(file.offset).prefix(count))
      file.offset += bytes.count
      return bytes
    case .input:
      let bytes = Bytes(file.content.dropFirst(file.offset).prefix(count))
      file.offset += bytes.count
      return bytes
    case .writer: throw .badHandle
    }
  }

  func write(_ handle: HostHandle, _ bytes: Bytes) throws(HostError) {
    guard let file = open[handle.number] else { throw .badHandle }
    switch file.kind {
    case .writer(let pipe):
      guard pipe.readers > 0 else { throw .brokenPipe }
      pipe.buffer += bytes
    case .file(let path, let appends):
      guard case .file(var content, let isExecutable)? = nodes[path] else { return }
      if appends { file.offset = content.count }
      content = Bytes(content.prefix(file.offset)) + bytes + Bytes(content.dropFirst(file.offset + bytes.count))
      file.offset += bytes.count
      nodes[path] = .file(content, isExecutable: isExecutable)
    default: throw .badHandle
    }
  }

  private func pendingWriter(of pipe: Pipe) -> Process? {
    processes.values.sorted { $0.number < $1.number }.first { process in
      process.result == nil && !process.isRunning
        && process.handles.values.contains { handle in
          if case .writer(pipe)? = open[handle.number]?.kind { true } else { false }
        }
    }
  }

  // MARK: Processes

  func spawn(_ request: SpawnRequest, in directory: Bytes) throws(HostError) -> ProcessNumber {
    guard case .file(let content, let isExecutable)? = nodes[request.path] else { throw .notFound }
    guard isExecutable else { throw .permissionDenied }
    guard content.starts(with: "\u{7f}ELF".utf8) else { throw .notExecutable }
    nextProcess += 1
    let process = Process(nextProcess, request, directory)
    for (number, handle) in request.handles {
      guard let file = open[handle.number] else { throw .badHandle }
      process.handles[number] = add(file)
    }
    processes[nextProcess] = process
    return ProcessNumber(nextProcess)
  }

  func run(_ process: Process) {
    guard process.result == nil, !process.isRunning else { return }
    process.isRunning = true
    let name = process.request.path.pieces(separatedBy: UInt8(ascii: "/")).last?.text ?? ""
    process.result = programs[name]?(self, process) ?? .exited(126)
    for handle in process.handles.values { close(handle) }
    process.isRunning = false
  }

  // MARK: For programs

  func input(_ process: Process) -> Bytes {
    var bytes = Bytes()
    guard let handle = process.handles[0] else { return bytes }
    while let more = try? read(handle, upTo: 4096), !more.isEmpty { bytes += more }
    return bytes
  }

  func output(_ process: Process, _ text: Bytes, to number: Int = 1) {
    guard let handle = process.handles[number] else { return }
    try? write(handle, text)
  }
}

extension FakeMachine.Pipe {
  static func ~= (left: FakeMachine.Pipe, right: FakeMachine.Pipe) -> Bool { left === right }
}
