// A question of nano in the row above the help.

/// What is asked, and what has been typed.
struct NanoPrompt {
  /// What the answer is for.
  enum Purpose: Equatable {
    case search
    case replaceWhat
    case replaceBy
    case goToLine
    case write(quits: Bool)
    case insertFile
    case command
    /// Questions that are answered by one key.
    case saveBeforeExit
    case replaceThis
    case overwrite
  }

  var purpose: Purpose
  var label: [UInt8]
  var text: [UInt8] = []
  var cursor = 0
  var historyIndex: Int?

  init(_ purpose: Purpose, _ label: String, text: [UInt8] = []) {
    self.purpose = purpose
    self.label = Array(label.utf8)
    self.text = text
    cursor = text.count
  }

  /// Whether a key is the whole answer.
  var isQuestion: Bool { purpose == .saveBeforeExit || purpose == .replaceThis || purpose == .overwrite }

  mutating func insert(_ bytes: [UInt8]) {
    text.insert(contentsOf: bytes, at: cursor)
    cursor += bytes.count
  }
}
