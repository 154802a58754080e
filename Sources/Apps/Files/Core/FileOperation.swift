// Copying, moving, deleting and renaming as a state machine over a file system that it never sees: `next()` says what
// to do, the app does it and reports with `resolve(_:)`. So conflicts can be asked about, a job can be cancelled
// between any two steps, and every failure is a line in a list instead of the end. A file that is copied never stands
// under its final name before it is whole: it is written under a temporary name and renamed.

/// Why a step failed.
public enum FileFailureReason: Equatable, Sendable {
  case notFound, exists, permission, noSpace, notEmpty, crossDevice, isDirectory, isInsideItself, nameTooLong, other

  /// A sentence for people.
  public var message: String {
    switch self {
    case .notFound: "It is not there any more"
    case .exists: "Something with this name is already there"
    case .permission: "You are not allowed to do this"
    case .noSpace: "There is not enough space"
    case .notEmpty: "The folder is not empty"
    case .crossDevice: "It lies on another volume"
    case .isDirectory: "A folder and a file cannot replace each other"
    case .isInsideItself: "A folder cannot be put into itself"
    case .nameTooLong: "The name is too long"
    case .other: "The file system reported an error"
    }
  }
}

/// A file that could not be treated.
public struct FileFailure: Equatable, Sendable {
  public let path: FilePath
  public let reason: FileFailureReason

  public init(path: FilePath, reason: FileFailureReason) {
    self.path = path
    self.reason = reason
  }
}

/// What the app has to do next.
public enum FileStep: Equatable, Sendable {
  /// Look whether something is there: answer `.entry`.
  case inspect(FilePath)
  /// List a folder: answer `.entries`.
  case list(FilePath)
  case makeDirectory(FilePath)
  /// Copy a file's bytes to a new file; report `.progress` as often as you like, then `.done`.
  case copyFile(from: FilePath, to: FilePath)
  /// Make a link that leads where the other one leads.
  case copyLink(from: FilePath, to: FilePath)
  /// Rename; replaces a file that is there. `.failed(.crossDevice)` makes it a copy.
  case rename(from: FilePath, to: FilePath)
  /// Remove a file or an empty folder.
  case remove(FilePath)
  /// Ask the user: answer `.decision`.
  case ask(FileConflict)
  /// All is done, or was cancelled.
  case finished
}

/// A name that is already taken.
public struct FileConflict: Equatable, Sendable {
  public let source: FilePath
  public let sourceEntry: FileEntry
  public let destination: FilePath
  public let existing: FileEntry
  /// Whether "replace" means putting the contents of one folder into the other.
  public var isMerge: Bool { sourceEntry.kind == .directory && existing.kind == .directory }
}

/// What to do about a conflict.
public enum ConflictDecision: Sendable {
  case replace, keepBoth, skip, cancel
}

/// The answer to a step.
public enum FileReply: Equatable, Sendable {
  case done
  case entry(FileEntry?)
  case entries([FileEntry])
  /// More bytes were copied; the step goes on.
  case progress(UInt64)
  case decision(ConflictDecision, forAll: Bool)
  case failed(FileFailureReason)
}

/// How far a job is.
public struct FileProgress: Equatable, Sendable {
  /// Files and folders that are done, and how many there are as far as is known.
  public var items = 0
  public var totalItems = 0
  public var bytes: UInt64 = 0
  public var totalBytes: UInt64 = 0
  /// What is being treated.
  public var current: FilePath?

  /// From 0 to 1.
  public var fraction: Double {
    if totalBytes > 0 { return min(1, Double(bytes) / Double(totalBytes)) }
    return totalItems > 0 ? min(1, Double(items) / Double(totalItems)) : 0
  }
}

/// A job on files.
public struct FileOperation: Sendable {
  /// What kind of job it is, for titles.
  public enum Kind: Sendable {
    case copy, move, delete, trash, rename, create
  }

  /// A source and the exact path that it shall have.
  public struct Pair: Equatable, Sendable {
    public var source: FilePath
    public var destination: FilePath

    public init(source: FilePath, destination: FilePath) {
      self.source = source
      self.destination = destination
    }
  }

  public let kind: Kind
  public internal(set) var progress = FileProgress()
  public internal(set) var failures: [FileFailure] = []
  /// What was moved or made, for undo.
  public internal(set) var effects: [FileEffect] = []
  public internal(set) var isCancelled = false
  public internal(set) var isFinished = false
  /// What stands under its final name now, to be selected.
  public internal(set) var results: [FilePath] = []

  /// Work that is left; the last is next.
  var tasks: [FileTask] = []
  /// The task whose step the app is doing.
  var current: FileTask?
  /// What the user chose for all conflicts, for folders and for files.
  var mergePolicy: ConflictDecision?
  var replacePolicy: ConflictDecision?
  /// Conflicts that were skipped.
  public internal(set) var skipped = 0
  /// The file under a temporary name that a cancelled job leaves.
  var temporary: FilePath?

  private init(_ kind: Kind, _ tasks: [FileTask]) {
    self.kind = kind
    self.tasks = tasks.reversed()
    progress.totalItems = tasks.count
  }

  // MARK: - Jobs

  /// Copies into a folder; beside themselves, copies get a number.
  public static func copy(_ sources: [FilePath], into folder: FilePath) -> FileOperation {
    FileOperation(.copy, sources.compactMap { task($0, folder, moves: false) })
  }

  /// Moves into a folder.
  public static func move(_ sources: [FilePath], into folder: FilePath) -> FileOperation {
    FileOperation(.move, sources.compactMap { task($0, folder, moves: true) })
  }

  private static func task(_ source: FilePath, _ folder: FilePath, moves: Bool) -> FileTask? {
    guard let name = source.name else { return nil }
    return .transfer(Transfer(source: source, destination: folder.appending(name), moves: moves))
  }

  /// Moves into the trash; names that are taken there get a number.
  public static func trash(_ sources: [FilePath], into trash: FilePath) -> FileOperation {
    var operation = FileOperation(.trash, sources.compactMap { task($0, trash, moves: true) })
    operation.replacePolicy = .keepBoth
    operation.mergePolicy = .keepBoth
    return operation
  }

  /// Gives things exact new paths: a rename, or taking a move back. Never replaces anything without asking.
  public static func rename(_ pairs: [Pair]) -> FileOperation {
    FileOperation(
      .rename,
      pairs.map { .transfer(Transfer(source: $0.source, destination: $0.destination, moves: true)) })
  }

  /// Deletes for ever, folders with all that is in them.
  public static func delete(_ paths: [FilePath]) -> FileOperation {
    FileOperation(.delete, paths.filter { $0.name != nil }.map { .delete($0, nil) })
  }

  /// Makes a new folder; a name that is taken gets a number.
  public static func makeFolder(_ path: FilePath) -> FileOperation {
    FileOperation(.create, [.create(path, 1)])
  }

  /// Stops after the step that is being done; a half-copied file is removed.
  public mutating func cancel() {
    isCancelled = true
    tasks = []
  }
}
