// imagebuilder initfs: packs the kernel's companions (init, drivers, manifest, root image) into the boot image.

import Archive

/// The command `initfs`.
enum InitfsCommand {
  /// Each entry is `NAME=FILE`; a bare `FILE` keeps its last component as its name.
  static func run(output: String, entries: [String]) throws(BuildError) {
    var files: [(name: [UInt8], content: [UInt8])] = []
    for entry in entries {
      let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
      let path = parts.last ?? entry
      let name = parts.count == 2 ? parts[0] : path.split(separator: "/").last.map(String.init) ?? path
      files.append((Array(name.utf8), try HostFile.read(path)))
    }
    let image: [UInt8]
    do throws(ArchiveError) {
      image = try BootImage.build(files)
    } catch {
      throw BuildError("imagebuilder: the boot image cannot hold these entries: \(error)")
    }
    try HostFile.write(image, to: output)
  }
}
