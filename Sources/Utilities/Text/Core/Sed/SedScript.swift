// A parsed sed script.

/// A script that can be run.
public struct SedScript {
  var commands: [SedCommand] = []
  /// The script starts with `#n`.
  public var isSilent = false
  /// The files that are written, in the order of their numbers.
  public internal(set) var outputs: [[UInt8]] = []
  /// The files that `R` reads.
  public internal(set) var inputs: [[UInt8]] = []

  /// A piece of a script: an argument of -e, or a file.
  public struct Piece {
    public let text: [UInt8]
    /// Nil for an argument.
    public let file: [UInt8]?

    public init(_ text: [UInt8], file: [UInt8]? = nil) {
      self.text = text
      self.file = file
    }
  }

  /// How a script is read.
  public struct Options {
    public var isExtended = false
    public var usesBytes = false
    public var endsLinesWithZero = false
    /// No commands that reach files.
    public var isSandboxed = false
    public init() {}
  }

  /// Parses a script.
  public init(_ pieces: [Piece], _ options: Options) throws(SedError) {
    var parser = SedParser(pieces, options)
    try parser.parse()
    self = parser.script
  }
}

/// A script that is none; the message says where.
public struct SedError: Error, Sendable {
  public let message: [UInt8]

  /// What the program ends with.
  public let status: Int32

  public init(_ message: String) { self.init(message: Array(message.utf8)) }

  init(message: [UInt8], status: Int32 = 1) {
    self.message = message
    self.status = status
  }
}
