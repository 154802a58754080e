// The work of a file operation in small pieces. Each piece asks for one step at a time and remembers what it waits for.

/// A file or folder on its way from one path to another.
struct Transfer: Equatable, Sendable {
  /// What the transfer waits for or does next.
  enum Stage: Equatable, Sendable {
    case inspectSource, inspectDestination, askUser, findFreeName(Int), rename
    case copyFile, finishCopy, copyLink, makeDirectory, list, removeSource
  }

  var source: FilePath
  var destination: FilePath
  var moves: Bool
  var stage = Stage.inspectSource
  var entry: FileEntry?
  var existing: FileEntry?
  /// The name before a number was put into it.
  var wanted: FilePath?
  /// Whether this was asked for by the user, not found inside a folder.
  var isTopLevel = true
  /// Bytes of this file that were reported so far.
  var reported: UInt64 = 0
  /// Failures and skips before this folder's contents were treated.
  var troubleBefore = 0
  /// Renaming did not work: it lies on another volume.
  var copies = false

  /// The name under which an unfinished copy stands.
  var temporary: FilePath {
    guard let parent = destination.parent, let name = destination.name else { return destination }
    let prefix = Array(".part-".utf8)
    return parent.appending(FileName(prefix + name.bytes.prefix(FileName.limit - prefix.count)))
  }
}

/// A piece of work.
enum FileTask: Equatable, Sendable {
  case transfer(Transfer)
  /// Delete something; the entry is nil until it was looked at.
  case delete(FilePath, FileEntry?)
  /// Remove a folder whose contents were treated; in a move only if nothing went wrong since `troubleBefore`.
  case removeFolder(FilePath, troubleBefore: Int?)
  /// List a folder and delete what is in it.
  case deleteContents(FilePath)
  /// Make a folder, with this number in its name.
  case create(FilePath, Int)
  /// Remove what a cancelled copy left.
  case cleanUp(FilePath)
}

/// Something that was done and can be undone.
public enum FileEffect: Equatable, Sendable {
  case moved(from: FilePath, to: FilePath)
  case created(FilePath)
}
