// Pipes between processes.

public import ABI

/// The two ends of a pipe.
public struct Pipe: ~Copyable {
  public let reader: Handle
  public let writer: Handle

  /// A new pipe (64 KiB).
  public init() throws(Errno) {
    let (reader, writer) = try Platform.pipe()
    self.reader = Handle(owning: reader)
    self.writer = Handle(owning: writer)
  }

  /// Splits the pipe: each end goes its own way.
  public consuming func ends<Result>(_ body: (consuming Handle, consuming Handle) -> Result) -> Result {
    body(reader, writer)
  }
}
