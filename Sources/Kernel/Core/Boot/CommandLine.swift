// The words on the kernel's command line, as the boot loader passes it.

/// Words between spaces.
struct CommandLine {
  let bytes: [UInt8]

  /// Whether this word is among them.
  func has(_ word: StaticString) -> Bool {
    var wanted = TextBuffer()
    wanted.text(word)
    return bytes.split { $0 <= 32 }.contains { $0.elementsEqual(wanted.bytes) }
  }
}
