// What a running script asks of the world.

/// The files of a sed script.
public protocol SedHost: AnyObject {
  /// Puts the next line of the input into `line`. Nil at the end; else whether the line had its end.
  func readLine(into line: inout [UInt8]) -> Bool?
  /// Whether no line follows (in the same file, where files are separate).
  var isAtLastLine: Bool { get }
  /// Whether no line follows at all.
  var isAtInputEnd: Bool { get }
  /// The number of the line that was read last.
  var lineNumber: Int { get }
  /// The file that is being read, `-` for the standard input.
  var fileName: [UInt8] { get }
  /// Writes to the output, or to one of the files that the script names.
  func write(_ bytes: [UInt8], to output: SedOutput)
  /// The content of a file; nil when it cannot be read.
  func content(of file: [UInt8]) -> [UInt8]?
  /// The next line of one of the files that the script names for `R`, without its end.
  func readLine(ofInput number: Int) -> [UInt8]?
}

/// Where text goes.
public enum SedOutput: Equatable {
  case standard
  case file(Int)
}
