// A command's words as a person sees them: blanks outside quotes separate them.

/// Cuts a command into words.
enum ShellWords {
  /// The last word of a command, quotes included; empty when there is none.
  static func last(of command: Bytes) -> Bytes {
    var word = Bytes()
    var current = Bytes()
    var quote: UInt8?
    var index = 0
    while index < command.count {
      let byte = command[index]
      if byte == ASCII.backslash, quote != ASCII.quote, index + 1 < command.count {
        current += [byte, command[index + 1]]
        index += 1
      } else if let open = quote {
        current.append(byte)
        if byte == open { quote = nil }
      } else if ASCII.isWhitespace(byte) || byte == ASCII.semicolon {
        if !current.isEmpty { word = current }
        current = []
      } else {
        if byte == ASCII.quote || byte == ASCII.doubleQuote { quote = byte }
        current.append(byte)
      }
      index += 1
    }
    return current.isEmpty ? word : current
  }
}
