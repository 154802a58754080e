// What a terminal view needs of the program inside it. The real one is TerminalSession; tests have their own.

/// A program that is connected to a terminal.
public protocol TerminalProcess: AnyObject {
  /// Sends input.
  func write(_ bytes: [UInt8])
  /// Tells the size in characters and pixels.
  func resize(columns: Int, rows: Int, width: Int, height: Int)
  /// Hangs up.
  func close()
}
