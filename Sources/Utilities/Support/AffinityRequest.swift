// What `taskset` was asked for. Changes nothing.

/// The words behind `taskset`: `[-c] SET PROGRAM [ARGUMENT]...` or `-p [-c] [SET] PROCESS`.
public struct AffinityRequest: Equatable, Sendable {
  public enum Subject: Equatable, Sendable {
    /// A program and its arguments.
    case program([String])
    case process(UInt32)
  }

  public let subject: Subject
  /// Nil: only tell.
  public let set: ProcessorSet?
  /// Sets are written as lists.
  public let usesLists: Bool

  /// Nil where the words make no sense.
  public init?(_ words: [String]) {
    var words = words[...]
    var isProcess = false
    var usesLists = false
    while let word = words.first, word.utf8.first == 0x2D {
      words.removeFirst()
      switch word.utf8.dropFirst() {
      case let letters where letters.elementsEqual("p".utf8): isProcess = true
      case let letters where letters.elementsEqual("c".utf8): usesLists = true
      case let letters where letters.elementsEqual("pc".utf8) || letters.elementsEqual("cp".utf8):
        (isProcess, usesLists) = (true, true)
      default: return nil
      }
    }
    self.usesLists = usesLists
    if isProcess && words.count == 1 {
      set = nil
    } else {
      guard words.count >= 2, let text = words.popFirst() else { return nil }
      guard let wanted = usesLists ? ProcessorSet(list: text) : ProcessorSet(mask: text) else { return nil }
      set = wanted
    }
    guard isProcess else {
      subject = .program(Array(words))
      return
    }
    guard words.count == 1, let word = words.first, let number = UInt32(word) else { return nil }
    subject = .process(number)
  }

  /// As `set` is written.
  public func text(_ set: ProcessorSet) -> String {
    usesLists ? "list: \(set.listText)" : "mask: \(set.maskText)"
  }
}
