// imagebuilder root: makes the compressed archive that the live system's root file system is filled from.

import Archive
import Compression
import Foundation

/// The command `root`.
enum RootCommand {
  static func run(output: String, manifest: String) throws(BuildError) {
    let list = try RootManifest(String(decoding: try HostFile.read(manifest), as: UTF8.self))
    var archive = TarWriter()
    var directories = Set<[UInt8]>()
    for item in list.items {
      let files = try expanded(item)
      do throws(ArchiveError) {
        try add(files, to: &archive, &directories)
      } catch {
        throw BuildError("imagebuilder: manifest line \(item.line): \(error)")
      }
    }
    let bytes = archive.finish()
    try HostFile.write(Gzip.compress(bytes.span, effort: .best), to: output)
  }

  /// Appends entries, and before each the directories above it that are not in the archive yet.
  private static func add(
    _ files: [(TarEntry, [UInt8])], to archive: inout TarWriter, _ directories: inout Set<[UInt8]>
  ) throws(ArchiveError) {
    for (entry, content) in files {
      for parent in missingParents(of: entry.path, in: &directories) { try archive.add(parent) }
      if entry.kind == .directory { directories.insert(entry.path) }
      try archive.add(entry, content)
    }
  }

  /// `path` compressed, for contents that are not archives.
  static func compress(_ path: String, to output: String) throws(BuildError) {
    let bytes = try HostFile.read(path)
    try HostFile.write(Gzip.compress(bytes.span, effort: .best), to: output)
  }

  /// The entries that an item stands for, with their contents: one, or a folder's files in the order of their names.
  private static func expanded(_ item: RootManifest.Item) throws(BuildError) -> [(TarEntry, [UInt8])] {
    guard let source = item.source else { return [(item.entry, [])] }
    guard item.isTree else { return [(item.entry, try HostFile.read(source))] }
    guard let names = FileManager.default.subpaths(atPath: source) else {
      throw BuildError("imagebuilder: manifest line \(item.line): no folder \(source)")
    }
    var result: [(TarEntry, [UInt8])] = []
    for name in names.sorted() {
      let attributes = try? FileManager.default.attributesOfItem(atPath: source + "/" + name)
      if attributes?[.type] as? FileAttributeType == .typeDirectory { continue }
      var entry = item.entry
      entry.path += Array("/\(name)".utf8)
      result.append((entry, try HostFile.read(source + "/" + name)))
    }
    return result
  }

  /// The directories above `path` that have not been written yet, which now count as written.
  private static func missingParents(of path: [UInt8], in known: inout Set<[UInt8]>) -> [TarEntry] {
    path.indices.filter { path[$0] == UInt8(ascii: "/") }.compactMap { index in
      let parent = Array(path[..<index])
      return known.insert(parent).inserted ? TarEntry(.directory, path: parent, mode: 0o755) : nil
    }
  }
}
