// Why a command was not done: what the person at the keyboard is told.

/// A message.
struct EditorError: Error {
  let message: [UInt8]

  init(_ message: [UInt8]) { self.message = message }
  init(_ message: String) { self.message = Array(message.utf8) }
}
