// The boot image as init sees it: the manifest, and where in it the first programs lie.

import ABI
import Archive
import InitCore
import System

/// The initfs that the boot loader handed over.
final class BootFiles {
  /// The image as a memory object: programs are spawned from it, and ramfs gets a copy of the handle.
  let object: Handle
  private let memory: MappedMemory
  private let files: [BootImageFile]

  init() throws(StartError) {
    let object = try explaining("the boot image cannot be opened") { () throws(Errno) in
      try Handle.open("memory:initfs")
    }
    let length = try explaining("the boot image has no length") { () throws(Errno) in try object.status().size }
    let memory = try explaining("the boot image cannot be mapped") { () throws(Errno) in
      try MappedMemory(object.raw, length: Int(clamping: length), writable: false)
    }
    // SAFETY: as in `bytes`; the mapping lives in `self` from here on.
    let start = unsafe UnsafePointer(memory.base.assumingMemoryBound(to: UInt8.self))
    let image = unsafe Span(_unsafeElements: UnsafeBufferPointer(start: start, count: memory.length))
    do throws(ArchiveError) {
      files = try BootImage.files(image)
    } catch { throw StartError("the boot image is damaged (\(Self.describe(error)))") }
    self.object = object
    self.memory = memory
  }

  /// Where a file lies in the image.
  func find(_ name: String) -> BootImageFile? { files.first { $0.name.elementsEqual(name.utf8) } }

  /// The services, from the file "services" of the image.
  func manifest() throws(StartError) -> Manifest {
    guard let file = find("services") else { throw StartError("the boot image has no manifest (\"services\")") }
    do throws(ManifestError) {
      return try Manifest(parsing: String(decoding: Self.bytes(memory, file.offset, file.length), as: UTF8.self))
    } catch { throw StartError("services:\(error.line): \(error.message)") }
  }

  /// A part of the mapping, inside of it by the checks of `BootImage.files`.
  private static func bytes(_ memory: borrowing MappedMemory, _ offset: Int, _ length: Int) -> [UInt8] {
    // SAFETY: read-only and private to the boot loader and us; nobody changes it.
    unsafe [UInt8](UnsafeRawBufferPointer(start: memory.base + offset, count: length))
  }

  private static func describe(_ error: ArchiveError) -> String {
    switch error {
    case .truncated: "it ends too early"
    case .badHeader: "it is no initfs of this version"
    case .unsafePath, .duplicateName: "a name in it is not valid"
    default: "a number in it is not valid"
    }
  }
}
