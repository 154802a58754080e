// The text that a patch changes: finds the place of each hunk and builds the new text.
//
// A hunk belongs where its old lines stand. That place may have moved, up or down, and with fuzz the outermost lines of
// the context need not be the same.
//
// Specification: GNU patch 2.7.6, applying imperfect patches.

public import UtilitySupport

/// A text that is being patched.
public struct PatchTarget {
  private let text: Bytes
  /// Where each line starts; one more for the end.
  private let starts: [Int]
  private let ignoresBlanks: Bool
  private var output = Bytes()
  /// Lines that are done with.
  private var frozen = 0
  /// How far the last hunk stood from where it says.
  public private(set) var inputOffset = 0
  /// Lines that the hunks so far added, less those that they removed.
  public private(set) var outputOffset = 0

  public init(_ text: Bytes, ignoresBlanks: Bool = false) {
    self.text = text
    self.ignoresBlanks = ignoresBlanks
    var starts = [0]
    for index in text.indices where text[index] == 0x0a { starts.append(index + 1) }
    if starts.last != text.count { starts.append(text.count) }
    self.starts = starts
  }

  /// Lines of the old text.
  public var count: Int { starts.count - 1 }

  /// The place of a hunk, from 1, where up to `fuzz` lines of context are passed over; nil when there is none.
  public mutating func locate(_ hunk: PatchHunk, fuzz: Int) -> Int? {
    let old = hunk.old
    let (guess, overflow) = hunk.oldStart.addingReportingOverflow(inputOffset)
    guard !overflow, guess < 1 << 60 else { return nil }
    if old.isEmpty { return guess > frozen && guess <= count + 1 ? guess : guess > frozen ? count + 1 : nil }
    let context = max(hunk.prefixContext, hunk.suffixContext)
    let (prefix, suffix) = (fuzz + hunk.prefixContext - context, fuzz + hunk.suffixContext - context)
    if prefix < 0 {
      // There is less context before than behind: it was the start of the file.
      if suffix < 0, old.count != count { return nil }
      guard frozen <= hunk.prefixContext, matches(old, at: 1, 0, max(suffix, 0)) else { return nil }
      inputOffset += 1 - guess
      return 1
    }
    if suffix < 0 {
      let place = count - old.count + 1
      guard place > frozen, matches(old, at: place, prefix, 0) else { return nil }
      inputOffset += place - guess
      return place
    }
    let highest = count - (old.count - suffix) + 1
    let lowest = frozen + 1
    guard highest >= lowest else { return nil }
    let reach = max(highest - guess, guess - lowest)
    var distance = max(0, max(guess - highest, lowest - guess))
    while distance <= reach {
      for place in distance == 0 ? [guess] : [guess + distance, guess - distance]
      where place >= lowest && place <= highest && matches(old, at: place, prefix, suffix) {
        inputOffset += place - guess
        return place
      }
      distance += 1
    }
    return nil
  }

  private func matches(_ old: [Bytes], at place: Int, _ prefix: Int, _ suffix: Int) -> Bool {
    guard place > 0, prefix + suffix <= old.count else { return old.count <= prefix + suffix && place > 0 }
    for index in prefix..<old.count - suffix {
      let line = place - 1 + index
      guard line < count else { return false }
      let found = text[starts[line]..<starts[line + 1]]
      if ignoresBlanks ? !Self.isSimilar(found, old[index]) : !found.elementsEqual(old[index]) { return false }
    }
    return true
  }

  /// Whether two lines differ in nothing but the length of their blanks.
  private static func isSimilar(_ left: ArraySlice<UInt8>, _ right: Bytes) -> Bool {
    func reduced(_ line: ArraySlice<UInt8>) -> Bytes {
      var result = Bytes()
      for byte in line where byte != 0x0a {
        if !Character8.isBlank(byte) {
          result.append(byte)
        } else if result.last != 0x20 {
          result.append(0x20)
        }
      }
      if result.last == 0x20 { result.removeLast() }
      return result
    }
    return reduced(left) == reduced(right[...])
  }

  /// Does at `place`, which `locate` gave, what the hunk says. Lines of context stay as the text has them.
  public mutating func apply(_ hunk: PatchHunk, at place: Int) {
    copy(upTo: place - 1)
    for line in hunk.lines {
      switch line.kind {
      case .context: copy(upTo: frozen + 1)
      case .removed: frozen = min(frozen + 1, count)
      case .added:
        // What follows a last line without its end starts a line of its own.
        if let last = output.last, last != 0x0a { output.append(0x0a) }
        output += line.text
      }
    }
    pass(hunk)
  }

  /// As if no hunk had been found yet.
  public mutating func forgetOffset() { inputOffset = 0 }

  /// Counts a hunk that was not applied.
  public mutating func pass(_ hunk: PatchHunk) { outputOffset += hunk.newCount - hunk.oldCount }

  private mutating func copy(upTo line: Int) {
    let end = min(line, count)
    guard end > frozen else { return }
    output += text[starts[frozen]..<starts[end]]
    frozen = end
  }

  /// The new text.
  public mutating func finish() -> Bytes {
    copy(upTo: count)
    return output
  }
}
