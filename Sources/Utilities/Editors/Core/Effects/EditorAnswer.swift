// What the world says to an action.

/// What came of an action.
public enum EditorAnswer: Sendable {
  case written(WriteRequest)
  /// Not written, and why; whether it would be when it is forced.
  case notWritten(WriteRequest, message: [UInt8], mayForce: Bool)
  /// A file's bytes; nil where there is no such file.
  case file(path: [UInt8], [UInt8]?, isReadOnly: Bool, ReadPurpose)
  case output([UInt8], status: Int32, RunPurpose)
  case names([[UInt8]])
  case clipboard([UInt8])
  /// An action that could not be done.
  case failed(message: [UInt8])
}
