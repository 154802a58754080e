// Shell patterns: `*`, `?` and bracket expressions.
//
// Matching is iterative and goes back only to the last `*`, so its time is at most the product of both lengths.
// `?` and brackets take one UTF-8 character; ill-formed bytes count one each.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.13; XBD 9.3.5 (bracket expressions).

/// A compiled pattern.
struct Pattern {
  enum Element {
    case byte(UInt8)
    case anyCharacter
    case anyText
    case set(BracketSet)
  }

  private(set) var elements: [Element] = []

  /// Compiles text of which the bytes marked in `isQuoted` stand for themselves.
  init(_ text: ExpandedField) {
    var index = 0
    while index < text.bytes.count {
      let byte = text.bytes[index]
      index += 1
      guard !text.isQuoted[index - 1] else {
        elements.append(.byte(byte))
        continue
      }
      switch byte {
      case ASCII.asterisk: elements.append(.anyText)
      case ASCII.question: elements.append(.anyCharacter)
      case ASCII.leftBracket:
        if let (set, end) = BracketSet.parse(text, from: index) {
          elements.append(.set(set))
          index = end
        } else {
          elements.append(.byte(byte))
        }
      case ASCII.backslash where index < text.bytes.count:
        elements.append(.byte(text.bytes[index]))
        index += 1
      default: elements.append(.byte(byte))
      }
    }
  }

  /// Whether the whole of `bytes` matches.
  func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    var element = 0
    var index = bytes.startIndex
    var lastStar: (element: Int, index: Int)?
    while true {
      if element < elements.count, case .anyText = elements[element] {
        element += 1
        lastStar = (element, index)
      } else if element == elements.count, index == bytes.endIndex {
        return true
      } else if element < elements.count, let next = step(elements[element], bytes, index) {
        element += 1
        index = next
      } else if let star = lastStar, star.index < bytes.endIndex {
        let next = star.index + UTF8Scanner.length(bytes[star.index...])
        lastStar = (star.element, next)
        (element, index) = (star.element, next)
      } else {
        return false
      }
    }
  }

  func matches(_ bytes: Bytes) -> Bool { matches(bytes[...]) }

  /// The index behind what `element` takes at `index`; nil when it does not match there.
  func step(_ element: Element, _ bytes: ArraySlice<UInt8>, _ index: Int) -> Int? {
    guard index < bytes.endIndex else { return nil }
    switch element {
    case .byte(let wanted): return bytes[index] == wanted ? index + 1 : nil
    case .anyCharacter: return index + UTF8Scanner.length(bytes[index...])
    case .set(let set):
      let (scalar, length) = UTF8Scanner.decode(bytes[index...])
      return set.contains(scalar) ? index + length : nil
    case .anyText: return nil
    }
  }
}
