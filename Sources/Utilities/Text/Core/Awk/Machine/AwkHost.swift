// What a running awk program asks of the world.

/// Input that is read from its start to its end.
public protocol AwkSource: AnyObject {
  /// Appends the next bytes; false at the end.
  func read(into buffer: inout [UInt8]) -> Bool
  /// Ends it; the exit status of a command, else 0.
  func close() -> Int
}

/// Output.
public protocol AwkSink: AnyObject {
  func write(_ bytes: [UInt8])
  func flush()
  /// Ends it; the exit status of a command, else 0.
  func close() -> Int
}

/// Files, commands and the rest of the system.
public protocol AwkHost: AnyObject {
  /// `-` is the standard input. A file of the command line that cannot be opened is worth a message.
  func openInput(_ path: [UInt8], isArgument: Bool) -> (any AwkSource)?
  func openInput(command: [UInt8]) -> (any AwkSource)?
  func openOutput(_ path: [UInt8], appends: Bool) -> (any AwkSink)?
  func openOutput(command: [UInt8]) -> (any AwkSink)?
  var standardOutput: any AwkSink { get }
  /// Runs a command to its end and returns its exit status.
  func run(_ command: [UInt8]) -> Int
  /// Seconds since 1970.
  var time: Int { get }
  var environment: [(name: [UInt8], value: [UInt8])] { get }
  /// Whether nobody reads the output any more.
  var isOutputClosed: Bool { get }
  func warn(_ message: String)
}
