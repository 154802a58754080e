// What an editor wants from the world. The editor itself touches no file: whoever runs it does these, in order, and
// answers those that ask for an answer by `answer(_:)`. Until then the editor takes no key.

/// One effect.
public enum EditorAction: Sendable {
  /// Write bytes to a file.
  case write(WriteRequest)
  /// Read a file for one of the purposes; answered by `.file`.
  case read(path: [UInt8], ReadPurpose)
  /// Run a command line of the shell with this input; answered by `.output`.
  case run(command: [UInt8], input: [UInt8]?, RunPurpose)
  /// Tell the names that a path may be completed to; answered by `.names`.
  case names(path: [UInt8])
  /// Tell what is on the clipboard; answered by `.clipboard`.
  case readClipboard
  case setClipboard([UInt8])
  case suspend
  case redraw
  case bell
  case quit(status: Int32)
}
