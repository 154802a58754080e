// What a unit of the IOMMU is told to forget, in the order in which it was written (Intel VT-d specification 4.1,
// section 6.5.2). The only way to make it forget an entry of the interrupt table.
//
// Everything is forgotten at once: claims begin and end rarely. The registers of the queue are RemappingUnit's.

/// A ring of commands in memory, and a word that the unit writes when it has come to the end.
public final class InvalidationQueue {
  /// Commands of two words: a page of them.
  private static let capacity = 256
  private enum Command {
    static let contexts: UInt64 = 1 | 1 << 4
    /// Reads and writes that are under way are drained.
    static let translations: UInt64 = 2 | 1 << 4 | 3 << 6
    static let interrupts: UInt64 = 4
    /// Behind everything before it, writes one to the word.
    static let wait: UInt64 = 5 | 3 << 5 | 1 << 32
  }

  private let memory: any TableMemory
  /// Physical address of the ring.
  public let root: UInt64
  private let word: UInt64
  private var next = 0

  /// Nil when memory is short.
  public init?(_ memory: any TableMemory) {
    guard let root = memory.allocate(), let word = memory.allocate() else { return nil }
    self.memory = memory
    self.root = root
    self.word = word
  }

  /// Enters the commands that make the unit forget everything.
  /// - Returns: what its tail register has to be set to.
  func fill() -> UInt64 {
    memory.write(word, 0, 0)
    append(Command.contexts, 0)
    append(Command.translations, 0)
    append(Command.interrupts, 0)
    append(Command.wait, word)
    return UInt64(next * 16)
  }

  private func append(_ low: UInt64, _ high: UInt64) {
    memory.write(root, next * 2, low)
    memory.write(root, next * 2 + 1, high)
    next = (next + 1) % Self.capacity
  }

  /// The unit starts at the ring's beginning again.
  func restart() { next = 0 }

  /// The unit has done all that it was told.
  var isDone: Bool { UInt32(truncatingIfNeeded: memory.read(word, 0)) == 1 }
}
