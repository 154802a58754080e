// Permission bits as `ls -l` writes them.

/// The nine letters of a mode.
public enum ModeText {
  /// `rwxr-xr-x`, with s, S, t and T for the special bits.
  public static func permissions(_ mode: UInt16) -> Bytes {
    var text = Bytes()
    for shift: UInt16 in [6, 3, 0] {
      let bits = mode >> shift & 7
      text.append(bits & 4 != 0 ? UInt8(ascii: "r") : UInt8(ascii: "-"))
      text.append(bits & 2 != 0 ? UInt8(ascii: "w") : UInt8(ascii: "-"))
      text.append(bits & 1 != 0 ? UInt8(ascii: "x") : UInt8(ascii: "-"))
    }
    for (bit, index, letter) in [(UInt16(0o4000), 2, "s"), (0o2000, 5, "s"), (0o1000, 8, "t")] where mode & bit != 0 {
      let small = Bytes(letter.utf8)[0]
      text[index] = text[index] == UInt8(ascii: "x") ? small : small & 0xdf
    }
    return text
  }
}
