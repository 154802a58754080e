// The extension in front of a frame: how it is shown, and what becomes of it. Spec: GIF89a section 23.

/// How a frame is shown.
struct GIFControl {
  enum Disposal {
    /// The frame stays, and the next is painted over it.
    case keep
    /// Its area is cleared.
    case clear
    /// What was there before comes back.
    case restore
  }

  var disposal = Disposal.keep
  var milliseconds = 0
  /// The colour number that leaves what is there.
  var clearIndex: UInt8?

  init() {}

  /// - Requires: at least four bytes.
  init(_ block: Span<UInt8>) {
    switch block[0] >> 2 & 7 {
    case 2: disposal = .clear
    case 3: disposal = .restore
    default: break
    }
    milliseconds = (Int(block[1]) | Int(block[2]) << 8) * 10
    if block[0] & 1 != 0 { clearIndex = block[3] }
  }

  /// Whether an application's extension is the one that says how often frames are repeated.
  static func isLoop(_ block: Span<UInt8>) -> Bool {
    guard block.count == 11 else { return false }
    for name in ["NETSCAPE2.0", "ANIMEXTS1.0"] {
      let bytes = Array(name.utf8)
      var same = 0
      while same < bytes.count, bytes[same] == block[same] { same += 1 }
      if same == bytes.count { return true }
    }
    return false
  }
}
