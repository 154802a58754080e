// What a running program works with: its options, its output, its messages, its exit status.

public import ABI
public import System

/// A program while it runs.
public final class Tool {
  /// The program's name, as messages show it.
  public let name: String
  /// Options and operands.
  public let options: ParsedOptions
  /// The operands.
  public var operands: [String] { options.operands }
  /// The standard output.
  public let output = BufferedWriter()
  var status: Int32 = 0
  /// The status for output that could not be written.
  private let failureStatus: Int32

  init(_ utility: Utility, _ options: ParsedOptions) {
    name = utility.name
    self.options = options
    failureStatus = utility.usageStatus
  }

  /// Whether the option was given.
  public func has(_ key: String) -> Bool { options.has(key) }

  // MARK: Messages

  /// Writes a message to the error output: `name: message`.
  public func report(_ message: String) {
    output.flush()
    Self.writeError("\(name): \(message)\n")
  }

  /// Writes `name: what: reason`.
  public func report(_ what: String, _ error: Errno) { report("\(what): \(error.message)") }

  /// Reports a missing operand and returns `status`.
  public func missingOperand(_ status: Int32 = 1) -> Int32 {
    usageError("missing operand", status)
  }

  /// Reports a wrong call and returns `status`.
  public func usageError(_ message: String, _ status: Int32 = 1) -> Int32 {
    report(message)
    Self.writeError("Try '\(name) --help' for more information.\n")
    return status
  }

  static func writeError(_ text: String) { try? Streams.writeAll(Streams.error, Array(text.utf8)) }

  /// Writes what is left of the output. A reader that went away is no error of the program: it ends as by a signal.
  func finish() -> Int32 {
    output.flush()
    guard let failure = output.failure else { return status }
    if failure == .brokenPipe { return 141 }
    Self.writeError("\(name): write error: \(failure.message)\n")
    return max(status, failureStatus)
  }

  /// Whether the rest of the output would go nowhere: time to stop producing it.
  public var isOutputClosed: Bool { output.failure != nil }
}

/// Permissions of new files and directories, from which the process's mask is taken off.
public enum CreationMode {
  public static let file: UInt16 = 0o666
  public static let directory: UInt16 = 0o777
}
