// Where a file dialog gets its folders from: the file system, or what a test makes up.

public import ABI
import System

/// One name in a folder, as a file dialog shows it.
public struct FileDialogEntry: Equatable, Sendable {
  public var name: String
  public var isFolder: Bool
  /// Bytes.
  public var size: UInt64

  public init(_ name: String, isFolder: Bool = false, size: UInt64 = 0) {
    self.name = name
    self.isFolder = isFolder
    self.size = size
  }
}

/// Folders for a file dialog. Paths are absolute, with "/" between names.
public protocol FileProvider: AnyObject {
  func entries(of folder: String) throws(Errno) -> [FileDialogEntry]
  /// nil if nothing is there.
  func entry(at path: String) -> FileDialogEntry?
  func makeFolder(_ path: String) throws(Errno)
  var home: String { get }
}

/// The file system of the machine.
public final class SystemFileProvider: FileProvider {
  public init() {}

  public var home: String { Environment["HOME"] ?? "/" }

  public func entries(of folder: String) throws(Errno) -> [FileDialogEntry] {
    var entries: [FileDialogEntry] = []
    for item in try FileSystem.list(folder) {
      if let entry = entry(at: FilePaths.join(folder, item.name)) { entries.append(entry) }
    }
    return entries
  }

  public func entry(at path: String) -> FileDialogEntry? {
    guard let status = try? FileSystem.status(path) else { return nil }
    return FileDialogEntry(
      FilePaths.name(of: path), isFolder: status.kind == FileKind.directory.rawValue, size: status.size)
  }

  public func makeFolder(_ path: String) throws(Errno) { try FileSystem.makeDirectory(path) }
}
