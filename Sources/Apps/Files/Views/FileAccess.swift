// The steps of file operations as calls of the file system. What the calls mean is decided in FilesCore.

import ABI
import FilesCore
import System

/// The file system as the file browser sees it.
enum FileAccess {
  /// Entries of a folder that are shown; more would be a mistake rather than a folder.
  static let entryLimit = 100_000

  static func list(_ path: FilePath) throws(Errno) -> [FileEntry] {
    var entries: [FileEntry] = []
    for item in try FileSystem.list(path.text).prefix(entryLimit) {
      let name = FileName(item.name)
      // A file may go while its folder is being read: then it is not listed.
      if let entry = try? inspect(path.appending(name)) { entries.append(entry) }
    }
    return entries
  }

  /// What is there; nil if nothing is.
  static func inspect(_ path: FilePath) throws(Errno) -> FileEntry? {
    let status: FileStatus
    do throws(Errno) {
      status = try FileSystem.status(path.text, followLinks: false)
    } catch .noSuchEntry {
      return nil
    }
    var entry = FileEntry(
      name: path.name ?? FileName("/"), kind: kind(status.kind), size: status.size,
      modified: Int64(clamping: status.modified / 1_000_000_000))
    if entry.kind == .link, let target = try? FileSystem.status(path.text, followLinks: true) {
      entry.leadsToDirectory = target.kind == ABI.FileKind.directory.rawValue
      entry.size = target.size
    }
    return entry
  }

  private static func kind(_ raw: UInt16) -> FilesCore.FileKind {
    switch ABI.FileKind(rawValue: raw) {
    case .regular: .file
    case .directory: .directory
    case .symbolicLink: .link
    default: .other
    }
  }

  /// Does a step that needs no user and no time.
  static func perform(_ step: FileStep) -> FileReply {
    do throws(Errno) {
      switch step {
      case .inspect(let path): return .entry(try inspect(path))
      case .list(let path): return .entries(try list(path))
      case .makeDirectory(let path): try FileSystem.makeDirectory(path.text)
      case .copyLink(let source, let target):
        try FileSystem.symbolicLink(to: try FileSystem.readLink(source.text), at: target.text)
      case .rename(let source, let target): try FileSystem.rename(source.text, to: target.text)
      case .remove(let path):
        if try inspect(path)?.kind == .directory {
          try FileSystem.removeDirectory(path.text)
        } else {
          try FileSystem.unlink(path.text)
        }
      case .copyFile, .ask, .finished: break
      }
      return .done
    } catch {
      return .failed(reason(error))
    }
  }

  static func reason(_ error: Errno) -> FileFailureReason {
    switch error {
    case .noSuchEntry: .notFound
    case .exists: .exists
    case .accessDenied, .notPermitted, .readOnly: .permission
    case .noSpace: .noSpace
    case .notEmpty: .notEmpty
    case .crossDevice: .crossDevice
    case .isDirectory, .notDirectory: .isDirectory
    case .nameTooLong: .nameTooLong
    default: .other
    }
  }

  /// Why a folder cannot be shown.
  static func sentence(_ error: Errno) -> String {
    switch error {
    case .noSuchEntry: "This folder is not there any more."
    case .accessDenied, .notPermitted: "You are not allowed to look into this folder."
    case .notDirectory: "This is not a folder."
    case .noSuchDevice: "Nobody serves this scheme."
    case .serverDied: "The file system stopped while the folder was being read."
    default: "The file system reported an error (\(error.name))."
    }
  }
}
