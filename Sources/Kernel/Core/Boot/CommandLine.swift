// The words on the kernel's command line, as the boot loader passes it.

/// Words between spaces.
public struct CommandLine {
  let bytes: [UInt8]

  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether this word is among them.
  public func has(_ word: StaticString) -> Bool {
    var wanted = TextBuffer()
    wanted.text(word)
    return bytes.split { $0 <= 32 }.contains { $0.elementsEqual(wanted.bytes) }
  }
}
