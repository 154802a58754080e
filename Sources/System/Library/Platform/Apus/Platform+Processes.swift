// Processes: start-up facts, spawn, wait, signals.
//
// SAFETY: `processStart` is the first thread's alone (Startup.swift); buffers live in closures around the call, and the
// kernel keeps none beyond it.

import ABI
import SystemEntry

extension Platform {
  static var arguments: [String] { unsafe processStart.arguments }

  static var environment: [String] {
    get { unsafe processStart.environment }
    set { unsafe processStart.environment = newValue }
  }

  static func identify(_ what: Identity) -> UInt32 {
    UInt32(truncatingIfNeeded: KernelCalls.call(.identify, what.rawValue))
  }

  static func setIdentity(user: UInt32, group: UInt32) throws(Errno) {
    _ = try KernelCalls.check(KernelCalls.call(.setIdentity, UInt64(user), UInt64(group)))
  }

  static func takeHandle(_ name: String) -> RawHandle? {
    let index = unsafe processStart.handleNames.firstIndex { $0.utf8.elementsEqual(name.utf8) }
    guard let index, !name.utf8.isEmpty else { return nil }
    unsafe processStart.handleNames[index] = ""
    return RawHandle(truncatingIfNeeded: index)
  }

  static func exit(_ status: Int32) -> Never {
    _ = KernelCalls.call(.exit, UInt64(bitPattern: Int64(status)))
    apus_trap()
  }

  static func spawn(_ request: SpawnRequest) throws(Errno) -> ChildProcess {
    guard let path = Processes.find(request.program) else { throw .noSuchEntry }
    let file = Handle(owning: try open(path, .read))
    let status = try file.status()
    guard status.kind == FileKind.regular.rawValue, status.mode & 0o111 != 0 else { throw .accessDenied }
    let image = Handle(owning: try imageHandle(of: file.raw))
    return try spawn(request, image: image.raw, offset: 0, length: status.size)
  }

  /// The memory object that holds a file's content.
  private static func imageHandle(of file: RawHandle) throws(Errno) -> RawHandle {
    let answer = try call(file, Operation.image.rawValue, [], capacity: 0)
    guard answer.handle != noHandle else { throw .badExecutable }
    return answer.handle
  }

  /// Starts a child from an image in memory: what `init` does before there are files.
  static func spawn(
    _ request: SpawnRequest, image: RawHandle, offset: UInt64, length: UInt64
  ) throws(Errno) -> ChildProcess {
    let names = request.handles.map { _ in "" } + request.namedHandles.map { $0.name }
    let blob = StartBlob.build(
      arguments: request.arguments, environment: request.environment ?? environment,
      directory: request.directory.map { Paths.absolute($0, from: workingDirectory) } ?? workingDirectory,
      handleNames: names)
    guard blob.count <= ProcessLimits.blob else { throw .argumentListTooLong }
    var block = SpawnBlock()
    block.image = image
    block.imageLength = length
    block.imageOffset = offset
    block.user = request.user ?? SpawnBlock.inherit
    block.group = request.userGroup ?? SpawnBlock.inherit
    block.priority = request.priority?.rawValue ?? SpawnBlock.inherit
    block.memoryLimit = request.memoryLimit ?? 0
    block.hangLimit = request.hangLimit ?? 0
    if request.startsStopped { block.flags = .stopped }
    block.processGroup =
      switch request.group {
      case .inherit: SpawnBlock.inherit
      case .own: SpawnBlock.own
      case .join(let group): group
      }
    let handles = request.handles + request.namedHandles.map { $0.handle }
    let namespace = request.schemes.map { Array($0.joined(separator: "\n").utf8) } ?? []
    if let handle = request.namespace {
      block.flags = .namespaceHandle
      block.namespace = UInt64(handle)
    }
    let name = Array(Paths.name(request.arguments.first ?? request.program).utf8.prefix(ProcessLimits.name))
    let raw = try start(&block, blob: blob, handles: handles, namespace: namespace, name: name)
    return ChildProcess(id: block.process, handle: Handle(owning: raw))
  }

  private static func start(
    _ block: inout SpawnBlock, blob: [UInt8], handles: [RawHandle], namespace: [UInt8], name: [UInt8]
  ) throws(Errno) -> RawHandle {
    // A copy, because the closures below must not capture the parameter; what the kernel fills in is handed back.
    var passed = block
    defer { block.process = passed.process }
    let result = unsafe blob.withUnsafeBytes { blob in
      unsafe handles.withUnsafeBytes { handles in
        unsafe namespace.withUnsafeBytes { namespace in
          unsafe name.withUnsafeBytes { name in
            unsafe (passed.blob, passed.blobLength) = area(blob)
            unsafe (passed.handles, passed.handleCount) = area(handles)
            passed.handleCount /= UInt64(MemoryLayout<RawHandle>.stride)
            if !passed.flags.contains(.namespaceHandle) {
              unsafe (passed.namespace, passed.namespaceLength) = area(namespace)
            }
            unsafe (passed.name, passed.nameLength) = area(name)
            return unsafe withUnsafeMutablePointer(to: &passed) {
              KernelCalls.call(.spawn, unsafe KernelCalls.address($0), UInt64(MemoryLayout<SpawnBlock>.size))
            }
          }
        }
      }
    }
    return RawHandle(truncatingIfNeeded: try KernelCalls.check(result))
  }

  private static func area(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
    unsafe bytes.count == 0 ? (0, 0) : (KernelCalls.address(bytes.baseAddress), UInt64(bytes.count))
  }

  static func wait(_ child: borrowing ChildProcess, block: Bool) throws(Errno) -> ExitStatus? {
    if !block, try !isReadable(child.handle.raw) { return nil }
    var buffer = [UInt8](repeating: 0, count: MemoryLayout<ExitStatus>.size)
    guard try Streams.read(child.handle.raw, into: &buffer) == buffer.count else { throw .inputOutput }
    return record(ExitStatus.self, from: buffer)
  }

  static func isStopped(_ child: borrowing ChildProcess) -> Bool {
    guard let bytes = try? FileSystem.readFile("proc:\(child.id)/status", limit: 4096),
      bytes.count >= MemoryLayout<ProcessStatus>.size
    else { return false }
    return record(ProcessStatus.self, from: bytes)?.state == ProcessStatus.State.stopped.rawValue
  }

  /// Whether a read would find something now.
  private static func isReadable(_ raw: RawHandle) throws(Errno) -> Bool {
    let answer = KernelCalls.call(.readiness, UInt64(raw))
    return Readiness(rawValue: UInt16(truncatingIfNeeded: try KernelCalls.check(answer))).contains(.readable)
  }

  static func kill(_ process: Int64, _ signal: Signal) throws(Errno) {
    _ = try KernelCalls.check(
      KernelCalls.call(.kill, UInt64(bitPattern: process), UInt64(signal.rawValue)))
  }

  static func openSignals(_ signals: [Signal]) throws(Errno) -> RawHandle {
    try open("proc:signals", [.read, .nonBlocking])
  }

  static func nextSignal(_ raw: RawHandle) throws(Errno) -> Signal? {
    var buffer: [UInt8] = [0, 0, 0, 0]
    do throws(Errno) {
      guard try Streams.read(raw, into: &buffer) == 4 else { return nil }
    } catch {
      if error == .wouldBlock { return nil }
      throw error
    }
    return record(UInt32.self, from: buffer).flatMap { Signal(rawValue: $0) }
  }
}
