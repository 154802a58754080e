// Random calls against a model of a few lines: the same answers, the same tree, and nothing left at the end.

import ABI
import RamFileSystemCore
import Testing

/// What a file system is, without any of its difficulties.
private final class ModelNode {
  var content: [UInt8] = []
  var children: [String: ModelNode]?
  init(isDirectory: Bool) { children = isDirectory ? [:] : nil }
}

private struct Model {
  let root = ModelNode(isDirectory: true)

  func find(_ path: [String]) -> ModelNode? {
    path.reduce(root as ModelNode?) { $0?.children?[$1] }
  }
  /// Whether a node made at `path` would have a directory to be in, and nothing in its place.
  func isFree(_ path: [String]) -> Bool { find(path.dropLast())?.children != nil && find(path) == nil }

  func rename(_ old: [String], _ new: [String]) -> Bool {
    guard let node = find(old), let target = find(new.dropLast()), target.children != nil else { return false }
    if let replaced = find(new) {
      if replaced === node { return true }
      guard (replaced.children == nil) == (node.children == nil) else { return false }
      guard replaced.children?.isEmpty ?? true else { return false }
    }
    if node.children != nil, new.starts(with: old) { return false }
    find(old.dropLast())?.children?[old[old.count - 1]] = nil
    target.children?[new[new.count - 1]] = node
    return true
  }
}

@Suite struct RamFileSystemModelTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 33) &* 0xff51_afd7_ed55_8ccd
    }
  }

  private func path(_ generator: inout Generator) -> [String] {
    let names = ["a", "b", "c", "longer-name"]
    return (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      names[Int.random(in: 0..<names.count, using: &generator)]
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func randomCallsAgreeWithTheModel(seed: UInt64) throws {
    let fixture = FileSystemFixture(pages: 4_000)
    let model = Model()
    var generator = Generator(state: seed)
    var open: [(UInt64, ModelNode)] = []
    for step in 0..<1_500 {
      try call(step, fixture, model, &open, &generator)
      if step % 250 == 249 { try compare(fixture, "/", model.root) }
    }
    for (id, _) in open { fixture.files.close(id) }
    try compare(fixture, "/", model.root)
    try removeAll(fixture, "/")
    #expect(fixture.files.usedBytes == 0 && fixture.files.nodeCount == 1 && fixture.files.store.usedPages == 0)
  }

  /// One random call, to the file system and to the model.
  private func call(
    _ step: Int, _ fixture: FileSystemFixture, _ model: Model, _ open: inout [(UInt64, ModelNode)],
    _ generator: inout Generator
  ) throws {
    let path = path(&generator)
    let text = "/" + path.joined(separator: "/")
    switch Int.random(in: 0..<11, using: &generator) {
    case 0:
      let expected = model.isFree(path)
      #expect((fixture.error { try fixture.makeDirectory(text) } == nil) == expected, "mkdir \(text), step \(step)")
      if expected { model.find(path.dropLast())?.children?[path[path.count - 1]] = ModelNode(isDirectory: true) }
    case 1, 2:
      let id = try? fixture.open(text, [.read, .write, .create])
      if model.isFree(path) {
        model.find(path.dropLast())?.children?[path[path.count - 1]] = ModelNode(isDirectory: false)
      }
      let node = model.find(path).flatMap { $0.children == nil ? $0 : nil }
      #expect((id != nil) == (node != nil), "open \(text), step \(step)")
      if let id, let node { open.append((id, node)) }
    case 3, 4:
      guard let (id, node) = open.randomElement(using: &generator) else { return }
      let offset = Int.random(in: 0...12_000, using: &generator)
      let bytes = (0..<Int.random(in: 0...5_000, using: &generator)).map { _ in UInt8(step & 0xff) }
      try fixture.write(id, UInt64(offset), bytes)
      guard !bytes.isEmpty else { return }
      let missing = offset + bytes.count - node.content.count
      if missing > 0 { node.content += [UInt8](repeating: 0, count: missing) }
      node.content.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    case 5:
      guard let (id, node) = open.randomElement(using: &generator) else { return }
      let size = Int.random(in: 0...15_000, using: &generator)
      try fixture.files.truncate(id, UInt64(size), now: 1)
      node.content = Array(node.content.prefix(size))
      node.content += [UInt8](repeating: 0, count: size - node.content.count)
    case 6:
      let expected = model.find(path).map { $0.children == nil } ?? false
      #expect((fixture.error { try fixture.unlink(text) } == nil) == expected, "unlink \(text), step \(step)")
      if expected { model.find(path.dropLast())?.children?[path[path.count - 1]] = nil }
    case 7:
      let expected = model.find(path)?.children?.isEmpty ?? false
      #expect((fixture.error { try fixture.removeDirectory(text) } == nil) == expected, "rmdir \(text), step \(step)")
      if expected { model.find(path.dropLast())?.children?[path[path.count - 1]] = nil }
    case 8:
      let other = self.path(&generator)
      let expected = model.rename(path, other)
      let error = fixture.error { try fixture.rename(text, "/" + other.joined(separator: "/")) }
      #expect((error == nil) == expected, "rename \(text) to \(other), step \(step): \(String(describing: error))")
    case 9:
      let other = self.path(&generator)
      let node = model.find(path).flatMap { $0.children == nil ? $0 : nil }
      let expected = node != nil && model.isFree(other)
      let error = fixture.error { try fixture.link(text, "/" + other.joined(separator: "/")) }
      #expect((error == nil) == expected, "link \(text) to \(other), step \(step)")
      if expected { model.find(other.dropLast())?.children?[other[other.count - 1]] = node }
    default:
      guard let index = open.indices.randomElement(using: &generator) else { return }
      let (id, node) = open[index]
      #expect(try fixture.content(id) == node.content, "step \(step)")
      if Bool.random(using: &generator) {
        if !node.content.isEmpty { _ = try fixture.files.export(id) }
      } else {
        fixture.files.close(id)
        open.remove(at: index)
      }
    }
  }

  private func compare(_ fixture: FileSystemFixture, _ path: String, _ node: ModelNode) throws {
    guard let children = node.children else {
      let id = try fixture.open(path, .read)
      #expect(try fixture.content(id) == node.content, "\(path)")
      fixture.files.close(id)
      return
    }
    #expect(try fixture.list(path).sorted() == children.keys.sorted(), "\(path)")
    for (name, child) in children { try compare(fixture, path + "/" + name, child) }
  }

  private func removeAll(_ fixture: FileSystemFixture, _ path: String) throws {
    for name in try fixture.list(path) {
      let child = path + "/" + name
      if try fixture.status(child, follow: false).kind == FileKind.directory.rawValue {
        try removeAll(fixture, child)
        try fixture.removeDirectory(child)
      } else {
        try fixture.unlink(child)
      }
    }
  }
}
