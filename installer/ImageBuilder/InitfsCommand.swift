// imagebuilder initfs: packs the kernel's companions (init, drivers, manifest, root image) into the boot image.

import Archive
import InitCore

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
    try checkServices(files)
    let image: [UInt8]
    do throws(ArchiveError) {
      image = try BootImage.build(files)
    } catch {
      throw BuildError("imagebuilder: the boot image cannot hold these entries: \(error)")
    }
    try HostFile.write(image, to: output)
  }

  /// Refuses a manifest ("services") that init would refuse. Programs of it that the image does not hold are only
  /// reported: an image for a test may well leave some out.
  private static func checkServices(_ files: [(name: [UInt8], content: [UInt8])]) throws(BuildError) {
    guard let file = files.first(where: { $0.name == Array("services".utf8) }) else { return }
    let manifest: Manifest
    do throws(ManifestError) {
      manifest = try Manifest(parsing: String(decoding: file.content, as: UTF8.self))
    } catch {
      throw BuildError("imagebuilder: services:\(error.line): \(error.message)")
    }
    let prefix = "initfs:"
    for service in manifest.services where service.program.hasPrefix(prefix) {
      let name = Array(service.program.dropFirst(prefix.count).utf8)
      if files.contains(where: { $0.name == name }) { continue }
      BuildError("imagebuilder: warning: services:\(service.line): the boot image has no \(service.program)").report()
    }
  }
}
