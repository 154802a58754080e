// File operations against a file system in memory that can fail, with every conflict answered.

import FilesCore
import Testing

/// A file system of names and sizes, with volumes (scheme) and failures.
private struct MemoryFiles {
  var nodes: [FilePath: FileEntry] = [:]
  var failing: [FilePath: FileFailureReason] = [:]
  /// Bytes that were copied into paths so far, to see what stands under which name.
  var copied: [FilePath] = []

  init(_ paths: [String]) {
    for path in paths {
      let isFolder = path.hasSuffix("/")
      let parsed = FilePath(path)
      guard let name = parsed.name else { continue }
      var parent = parsed.parent
      while let path = parent, let name = path.name, nodes[path] == nil {
        nodes[path] = FileEntry(name: name, kind: .directory)
        parent = path.parent
      }
      nodes[parsed] = FileEntry(name: name, kind: isFolder ? .directory : .file, size: isFolder ? 0 : 10)
    }
  }

  func children(_ path: FilePath) -> [FileEntry] {
    nodes.filter { $0.key.parent == path }.map { $0.value }.sorted { FileName.isBefore($0.name, $1.name) }
  }

  mutating func add(_ path: FilePath, _ entry: FileEntry) {
    guard let name = path.name else { return }
    var entry = entry
    entry.name = name
    nodes[path] = entry
  }

  mutating func perform(_ step: FileStep) -> FileReply {
    switch step {
    case .inspect(let path): return failing[path].map { .failed($0) } ?? .entry(nodes[path])
    case .list(let path): return failing[path].map { .failed($0) } ?? .entries(children(path))
    case .makeDirectory(let path):
      if nodes[path] != nil { return .failed(.exists) }
      guard let name = path.name else { return .failed(.other) }
      nodes[path] = FileEntry(name: name, kind: .directory)
      return .done
    case .copyFile(let from, let to), .copyLink(let from, let to):
      guard let entry = nodes[from] else { return .failed(.notFound) }
      add(to, entry)
      copied.append(to)
      return failing[from].map { .failed($0) } ?? .done
    case .rename(let from, let to):
      if from.scheme != to.scheme { return .failed(.crossDevice) }
      if let reason = failing[from] { return .failed(reason) }
      for (path, entry) in nodes where from.contains(path) {
        nodes[path] = nil
        add(FilePath(scheme: to.scheme, names: to.names + path.names.dropFirst(from.names.count)), entry)
      }
      return .done
    case .remove(let path):
      if let reason = failing[path] { return .failed(reason) }
      if nodes[path] == nil { return .failed(.notFound) }
      if !children(path).isEmpty { return .failed(.notEmpty) }
      nodes[path] = nil
      return .done
    case .ask, .finished: return .done
    }
  }

  /// Runs an operation to its end; conflicts are answered in turn, the last answer again and again.
  mutating func run(
    _ operation: inout FileOperation, _ answers: [(ConflictDecision, Bool)] = [], cancelAfter: Int = .max
  ) -> Int {
    var asked = 0
    var steps = 0
    while steps < 10_000 {
      let step = operation.next()
      if step == .finished { break }
      steps += 1
      if case .ask = step {
        let answer = answers[min(asked, answers.count - 1)]
        asked += 1
        operation.resolve(.decision(answer.0, forAll: answer.1))
      } else {
        operation.resolve(perform(step))
      }
      if steps == cancelAfter { operation.cancel() }
    }
    return asked
  }

  var paths: [String] { nodes.filter { $0.value.kind == .file }.map { $0.key.text }.sorted() }
}

@Suite struct FilesOperationTests {
  private func path(_ text: String) -> FilePath { FilePath(text) }

  @Test func copyingATree() {
    var files = MemoryFiles(["/a/x", "/a/sub/y", "/b/"])
    var operation = FileOperation.copy([path("/a")], into: path("/b"))
    #expect(files.run(&operation) == 0)
    #expect(files.paths == ["/a/sub/y", "/a/x", "/b/a/sub/y", "/b/a/x"])
    #expect(operation.failures.isEmpty && operation.isFinished && operation.results == [path("/b/a")])
    #expect(operation.progress.bytes == 20 && operation.progress.totalBytes == 20)
    #expect(operation.progress.items == operation.progress.totalItems && operation.progress.fraction == 1)
    #expect(files.copied.allSatisfy { $0.name?.bytes.starts(with: Array(".part-".utf8)) == true })
  }

  @Test func aCopyBesideItselfGetsANumber() {
    var files = MemoryFiles(["/a/photo.jpg", "/a/photo (2).jpg"])
    var operation = FileOperation.copy([path("/a/photo.jpg")], into: path("/a"))
    _ = files.run(&operation)
    #expect(files.paths == ["/a/photo (2).jpg", "/a/photo (3).jpg", "/a/photo.jpg"])
  }

  @Test func movingRenamesAndAcrossVolumesCopies() {
    var files = MemoryFiles(["/a/x", "/b/"])
    var operation = FileOperation.move([path("/a/x")], into: path("/b"))
    _ = files.run(&operation)
    #expect(files.paths == ["/b/x"] && files.copied.isEmpty)
    files = MemoryFiles(["/a/s/x", "/a/s/t/y", "usb:/u/"])
    operation = FileOperation.move([path("/a/s")], into: path("usb:/u"))
    _ = files.run(&operation)
    #expect(files.paths == ["usb:/u/s/t/y", "usb:/u/s/x"] && operation.failures.isEmpty)
    #expect(files.nodes[path("/a/s")] == nil)
  }

  @Test func aMoveThatFailsHalfwayKeepsTheSource() {
    var files = MemoryFiles(["/a/s/x", "/a/s/y", "usb:/u/"])
    files.failing[path("/a/s/x")] = .permission
    var operation = FileOperation.move([path("/a/s")], into: path("usb:/u"))
    _ = files.run(&operation)
    #expect(files.paths == ["/a/s/x", "usb:/u/s/y"])
    #expect(operation.failures == [FileFailure(path: path("/a/s/x"), reason: .permission)])
  }

  @Test func conflicts() {
    let start = ["/a/x", "/a/y", "/b/x", "/b/y"]
    func after(_ answers: [(ConflictDecision, Bool)], asked: Int, moves: Bool = false) -> [String] {
      var files = MemoryFiles(start)
      let sources = [path("/a/x"), path("/a/y")]
      var operation = moves ? FileOperation.move(sources, into: path("/b")) : .copy(sources, into: path("/b"))
      #expect(files.run(&operation, answers) == asked)
      return files.paths
    }
    #expect(after([(.skip, false)], asked: 2) == start)
    #expect(after([(.skip, true)], asked: 1, moves: true) == start)
    #expect(after([(.replace, true)], asked: 1, moves: true) == ["/b/x", "/b/y"])
    #expect(after([(.keepBoth, true)], asked: 1, moves: true) == ["/b/x", "/b/x (2)", "/b/y", "/b/y (2)"])
    #expect(after([(.replace, false), (.keepBoth, false)], asked: 2).contains("/b/y (2)"))
    #expect(after([(.cancel, false)], asked: 1) == start)
  }

  @Test func foldersAreMerged() {
    var files = MemoryFiles(["/a/d/new", "/a/d/same", "/b/d/old", "/b/d/same"])
    var operation = FileOperation.move([path("/a/d")], into: path("/b"))
    #expect(files.run(&operation, [(.replace, false), (.skip, false)]) == 2)
    #expect(files.paths == ["/a/d/same", "/b/d/new", "/b/d/old", "/b/d/same"] && operation.failures.isEmpty)
    files = MemoryFiles(["/a/d/x", "/b/d"])
    operation = FileOperation.copy([path("/a/d")], into: path("/b"))
    _ = files.run(&operation, [(.replace, false)])
    #expect(operation.failures.map { $0.reason } == [.isDirectory])
  }

  @Test func aFolderCannotGoIntoItself() {
    var files = MemoryFiles(["/a/b/x"])
    var operation = FileOperation.copy([path("/a")], into: path("/a/b"))
    _ = files.run(&operation)
    #expect(operation.failures == [FileFailure(path: path("/a"), reason: .isInsideItself)] && files.paths == ["/a/b/x"])
    operation = FileOperation.move([path("/a/b")], into: path("/a"))
    _ = files.run(&operation)
    #expect(operation.failures.isEmpty && files.paths == ["/a/b/x"] && operation.effects.isEmpty)
  }

  @Test func deletingATree() {
    var files = MemoryFiles(["/a/b/c/x", "/a/b/y", "/a/z"])
    var operation = FileOperation.delete([path("/a/b"), path("/a/gone")])
    _ = files.run(&operation)
    #expect(files.paths == ["/a/z"] && files.nodes[path("/a/b")] == nil)
    #expect(operation.failures == [FileFailure(path: path("/a/gone"), reason: .notFound)])
    #expect(operation.progress.items == operation.progress.totalItems)
  }

  @Test func whatCannotBeDeletedIsListed() {
    var files = MemoryFiles(["/a/b/x", "/a/b/y"])
    files.failing[path("/a/b/x")] = .permission
    var operation = FileOperation.delete([path("/a/b")])
    _ = files.run(&operation)
    #expect(files.paths == ["/a/b/x"])
    #expect(operation.failures.map { $0.reason } == [.permission, .notEmpty])
  }

  @Test func cancellingLeavesNothingHalf() {
    for steps in 1...12 {
      var files = MemoryFiles(["/a/x", "/a/y", "/b/"])
      var operation = FileOperation.copy([path("/a/x"), path("/a/y")], into: path("/b"))
      _ = files.run(&operation, cancelAfter: steps)
      #expect(!files.paths.contains { $0.contains(".part-") } && operation.isFinished)
      #expect(files.paths.starts(with: ["/a/x", "/a/y"]))
    }
  }

  @Test func aFailedCopyLeavesNoTemporaryFile() {
    var files = MemoryFiles(["/a/x", "/b/"])
    files.failing[path("/a/x")] = nil
    var operation = FileOperation.copy([path("/a/x")], into: path("/b"))
    while true {
      let step = operation.next()
      if step == .finished { break }
      if case .copyFile(_, let to) = step {
        _ = files.perform(step)
        #expect(files.nodes[to] != nil)
        operation.resolve(.progress(4))
        operation.resolve(.failed(.noSpace))
      } else {
        operation.resolve(files.perform(step))
      }
    }
    #expect(files.paths == ["/a/x"] && operation.failures.first?.reason == .noSpace)
  }

  @Test func undo() {
    var files = MemoryFiles(["/a/x", "/b/", "/trash/x"])
    var log = UndoLog()
    var operation = FileOperation.trash([path("/a/x")], into: path("/trash"))
    _ = files.run(&operation)
    log.record(operation)
    #expect(files.paths == ["/trash/x", "/trash/x (2)"] && log.last?.title == "Move to Trash")
    for var back in log.undo(trash: path("/trash")) { _ = files.run(&back) }
    #expect(files.paths == ["/a/x", "/trash/x"] && log.last == nil)
    operation = .makeFolder(path("/b/New folder"))
    _ = files.run(&operation)
    log.record(operation)
    operation = .makeFolder(path("/b/New folder"))
    _ = files.run(&operation)
    #expect(operation.results == [path("/b/New folder (2)")])
    for var back in log.undo(trash: path("/trash")) { _ = files.run(&back) }
    #expect(files.nodes[path("/b/New folder")] == nil && files.nodes[path("/trash/New folder")] != nil)
    operation = .rename([FileOperation.Pair(source: path("/a/x"), destination: path("/a/z"))])
    _ = files.run(&operation)
    log.record(operation)
    for var back in log.undo(trash: path("/trash")) { _ = files.run(&back) }
    #expect(files.paths.contains("/a/x"))
    #expect(log.undo(trash: path("/trash")).isEmpty)
  }
}
