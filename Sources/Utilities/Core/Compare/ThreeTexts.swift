// Where three texts differ: the changes of two of them against the third, put together where they touch.
//
// Specification: GNU diffutils 3.8, Comparing Three Files.

import UtilityAlgorithms
import UtilitySupport

/// Three texts: mine, the old one, yours.
struct ThreeTexts {
  /// Lines that are not the same in all texts.
  struct Part {
    /// The lines in each text.
    let lines: [Range<Int>]
    /// The text that differs from the two others; nil when all differ.
    let odd: Int?
  }

  let texts: [TextLines]
  /// In order.
  private(set) var parts: [Part] = []

  /// - Parameter common: the text with which both others are compared; not the first.
  init(_ texts: [TextLines], common: Int) {
    self.texts = texts
    // Equal lines get equal numbers.
    var known: [ArraySlice<UInt8>: Int] = [:]
    let numbers = texts.map { text in
      (0..<text.count).map { index in
        let key = text.endsLine(index) ? text[index] : text[index] + [0x0a]
        if let number = known[key] { return number }
        known[key] = known.count
        return known.count - 1
      }
    }
    let others = [0, 3 - common]
    let scripts = others.map { EditScript(numbers[$0], numbers[common]).changes }
    var next = [0, 0]
    // How far lines of the others stand from the same ones of the common text.
    var offsets = [0, 0]
    while let start = Self.earliest(scripts, next) {
      var range = scripts[start][next[start]].new
      var used = [false, false]
      used[start] = true
      var ends = offsets
      func take(_ side: Int) {
        let change = scripts[side][next[side]]
        range = range.lowerBound..<max(range.upperBound, change.new.upperBound)
        ends[side] = change.old.upperBound - change.new.upperBound
        next[side] += 1
        used[side] = true
      }
      take(start)
      while let side = [0, 1].first(where: {
        next[$0] < scripts[$0].count && scripts[$0][next[$0]].new.lowerBound <= range.upperBound
      }) {
        take(side)
      }
      var lines = [Range<Int>](repeating: range, count: 3)
      for side in 0..<2 {
        lines[others[side]] = range.lowerBound + offsets[side]..<range.upperBound + ends[side]
      }
      let areAlike = numbers[others[0]][lines[others[0]]] == numbers[others[1]][lines[others[1]]]
      let odd = !used[0] ? others[1] : !used[1] ? others[0] : areAlike ? common : nil
      parts.append(Part(lines: lines, odd: odd))
      offsets = ends
    }
  }

  /// The side whose next change comes first; nil behind the last one.
  private static func earliest(_ scripts: [[EditScript.Change]], _ next: [Int]) -> Int? {
    let places = [0, 1].map { next[$0] < scripts[$0].count ? scripts[$0][next[$0]].new.lowerBound : nil }
    guard let first = places[0] else { return places[1] == nil ? nil : 1 }
    guard let second = places[1] else { return 0 }
    return first > second ? 1 : 0
  }
}
