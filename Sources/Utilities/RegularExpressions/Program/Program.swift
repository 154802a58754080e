// A compiled pattern.

/// The code of a pattern and what its machines have to know about it.
struct Program {
  var code: [Instruction] = []
  var sets: [ByteSet] = []
  var groupCount = 0
  var isMultiline = false
  var usesBytes = false
  var ignoresCase = false
  var hasAssertions = false
  var hasBackReferences = false
  /// Bytes that no instruction tells apart have the same class.
  private(set) var classes = [UInt8](repeating: 0, count: 256)
  /// A byte of each class.
  private(set) var examples: [UInt8] = []
  /// What the bytes of each class are to an assertion; behind them, the border.
  private(set) var edges: [Edge] = []

  /// The number of classes: the class of the text's end.
  var border: Int { examples.count }

  /// Sorts the bytes into classes.
  /// - Parameter separator: a byte that stands alone.
  mutating func classify(separator: UInt8?) {
    var count = split([UInt8](repeating: 0, count: 256), 1) { _ in 0 }
    for set in sets where count < 256 { count = split(classes, count) { set.contains($0) ? 1 : 0 } }
    if let separator { count = split(classes, count) { $0 == separator ? 1 : 0 } }
    if hasAssertions {
      let usesBytes = usesBytes
      count = split(classes, count) { Int(Edge($0, usesBytes: usesBytes).rawValue) }
    }
    examples = [UInt8](repeating: 0, count: count)
    for byte in UInt8(0)...255 { examples[Int(classes[Int(byte)])] = byte }
    edges = examples.map { hasAssertions ? Edge($0, usesBytes: usesBytes) : .other } + [.border]
  }

  /// Divides each class by a property of its bytes (below 4); returns how many classes there are now.
  private mutating func split(_ old: [UInt8], _ count: Int, _ property: (UInt8) -> Int) -> Int {
    var names = [Int](repeating: -1, count: count * 4)
    var next = 0
    for byte in UInt8(0)...255 {
      let key = Int(old[Int(byte)]) * 4 + property(byte)
      if names[key] < 0 {
        names[key] = next
        next += 1
      }
      classes[Int(byte)] = UInt8(truncatingIfNeeded: names[key])
    }
    return next
  }
}
