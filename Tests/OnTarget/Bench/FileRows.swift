// The rows about a file of the RAM file system: what a program pays for the way through the kernel to ramfs and back.
//
// On the running system `file:` is there; on the bench image ramfs is started from it, with an empty root.

import ABI
import System

extension Meter {
  func fileRows() throws(Errno) {
    guard let server = try fileServer() else { return Console.write("bench: no file system") }
    let root = try Handle.open("file:", [.read, .waitForScheme])
    let path = Path("file:/bench-file")
    let file = Calls.open(path.block, path.length, [.read, .write, .create, .mode(0o600)])
    guard file >= 0 else { return Console.write("bench: no file could be made") }
    let page = Block(4096)
    _ = Calls.write(UInt64(file), page, 4096, at: 0)

    row("open_close", count: 1000) { Calls.close(UInt64(Calls.open(path.block, path.length, .read))) }
    row("read_4KiB", count: 1000) { _ = Calls.read(UInt64(file), page, 4096, at: 0) }
    row("write_4KiB", count: 1000) { _ = Calls.write(UInt64(file), page, 4096, at: 0) }
    operationRow("stat", root.raw, .statusOfPath, Path("bench-file"), capacity: MemoryLayout<FileStatus>.size)
    createRow(root.raw)
    Calls.close(UInt64(file))
    try? FileSystem.unlink("/bench-file")
    try server.end()
  }

  private func operationRow(
    _ name: StaticString, _ root: RawHandle, _ operation: Operation, _ path: Path, capacity: Int
  ) {
    let output = Block(max(capacity, 8))
    let call = Self.call(operation, path, output)
    row(name, count: 1000) { _ = Calls.call(UInt64(root), call) }
  }

  private func createRow(_ root: RawHandle) {
    let path = Path("file:/bench-made")
    let unlink = Self.call(.unlink, Path("bench-made"), Block(8))
    row("create_unlink", count: 1000) {
      Calls.close(UInt64(Calls.open(path.block, path.length, [.write, .create, .exclusive, .mode(0o600)])))
      _ = Calls.call(UInt64(root), unlink)
    }
  }

  private static func call(_ operation: Operation, _ path: Path, _ output: Block) -> Block {
    var call = CallBlock(operation: operation.rawValue)
    call.input = path.block.address
    call.inputLength = UInt64(path.length)
    call.output = output.address
    call.outputCapacity = UInt64(output.length)
    let block = Block(MemoryLayout<CallBlock>.size)
    block.store(call)
    return block
  }

  /// A running file system; nil where there is none and none can be started.
  private func fileServer() throws(Errno) -> FileServerProcess? {
    if (try? Handle.open("file:", .read)) != nil { return FileServerProcess(nil) }
    guard let program = OwnProgram.find("ramfs") else { return nil }
    return FileServerProcess(try program.start("bench"))
  }
}

/// The ramfs that the bench has started, if it has.
private struct FileServerProcess: ~Copyable {
  private let process: ChildProcess?
  init(_ process: consuming ChildProcess?) { self.process = process }

  consuming func end() throws(Errno) {
    try process?.kill(.kill)
    _ = try process?.wait()
  }
}

/// A path where the kernel finds it.
private struct Path {
  let block: Block
  let length: Int
  init(_ text: String) {
    length = text.utf8.count
    block = Block(length)
    block.store(text)
  }
}
