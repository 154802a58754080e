// Finds the compressed root archive in the boot image and unpacks it into the file system.

import ABI
import Archive
import Compression
import RamFileSystemCore
import System

/// Why the live root could not be filled, for the person in front of the machine.
struct RootFailure: Error {
  let message: StaticString
}

/// The file "root.tar.gz" of the boot image.
enum RootImage {
  private static let name = Array("root.tar.gz".utf8)

  /// Unpacks the archive that lies in the boot image behind the handle "image". Without one the root stays empty.
  static func unpack(into server: FileServer) throws(RootFailure) {
    guard let image = CurrentProcess.takeHandle(named: "image") else { return }
    guard let status = try? image.status(),
      let memory = try? MappedMemory(image.raw, length: Int(clamping: status.size), writable: false)
    else { throw RootFailure(message: "the boot image cannot be mapped") }
    // SAFETY: the boot image is read-only, nobody changes it, and the mapping is kept until the end of this function.
    defer { extendLifetime(memory) }
    let bytes = unsafe Span(
      _unsafeElements: UnsafeBufferPointer(
        start: UnsafePointer(memory.base.assumingMemoryBound(to: UInt8.self)), count: memory.length))
    let found: BootImageFile?
    do throws(ArchiveError) {
      found = try BootImage.file(named: name, in: bytes)
    } catch { throw RootFailure(message: "the boot image is damaged") }
    guard let file = found else { return }
    try unpack(bytes.extracting(file.offset..<(file.offset + file.length)), into: server)
  }

  private static func unpack(_ archive: Span<UInt8>, into server: FileServer) throws(RootFailure) {
    var reader = GzipReader(limit: .max)
    var filler = RootImageFiller(now: SystemClock.realTime)
    while try advance(&reader, archive) {
      do throws(RootImageError) { try filler.take(reader.piece, into: &server.files) } catch { throw explain(error) }
    }
    do throws(RootImageError) { try filler.finish() } catch { throw explain(error) }
  }

  private static func advance(_ reader: inout GzipReader, _ archive: Span<UInt8>) throws(RootFailure) -> Bool {
    do throws(CompressionError) {
      return try reader.advance(archive)
    } catch { throw RootFailure(message: "the root image is damaged") }
  }

  private static func explain(_ error: RootImageError) -> RootFailure {
    switch error {
    case .archive: RootFailure(message: "the root image is not a sound archive")
    case .file(.noSpace): RootFailure(message: "the root image does not fit into memory")
    case .file: RootFailure(message: "the root image holds files that cannot be made")
    }
  }
}
