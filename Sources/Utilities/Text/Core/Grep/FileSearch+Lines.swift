// The look of a line: what stands in front of it, its colours, its matching parts.

import RegularExpressions

/// Where a line stands in its file.
struct LinePlace {
  var number: Int
  var offset: Int
}

extension FileSearch {
  mutating func writeName(_ end: UInt8) {
    SearchColours.paint(name, report.colours?.name, into: &output)
    if end == 0 || end == 0x0a { output.append(end) } else { writeMark(end) }
  }

  private mutating func writeMark(_ mark: UInt8) {
    SearchColours.paint([mark], report.colours?.separator, into: &output)
  }

  mutating func show(_ text: [UInt8], _ range: Range<Int>, _ place: LinePlace, isSelected: Bool) {
    if hasContext {
      if hasShown, place.offset != shownTo, let separator = report.groupSeparator {
        SearchColours.paint(separator, report.colours?.separator, into: &output)
        output.append(0x0a)
      }
      shownTo = place.offset + range.count
    }
    hasShown = true
    var end = range.upperBound
    if end > range.lowerBound, text[end - 1] == report.separator { end -= 1 }
    let line = range.lowerBound..<end
    let mark = UInt8(ascii: isSelected ? ":" : "-")
    // Of a line that does not match nothing can be painted.
    let mayMatch = isSelected != report.isInverted
    if case .parts = report.kind {
      guard mayMatch else { return }
      for part in parts(text, line) {
        writePrefix(place, mark, offset: place.offset + part.lowerBound - range.lowerBound)
        let colour = isSelected ? report.colours?.selectedMatch : report.colours?.contextMatch
        SearchColours.paint(text[part], colour, into: &output)
        output.append(report.separator)
      }
      return
    }
    writePrefix(place, mark, offset: place.offset)
    writeLine(text, line, isSelected: isSelected, mayMatch: mayMatch)
    output.append(report.separator)
  }

  private mutating func writePrefix(_ place: LinePlace, _ mark: UInt8, offset: Int) {
    if report.showsNames { writeName(report.endsNamesWithZero ? 0 : mark) }
    func padded(_ number: Int) -> [UInt8] {
      let digits = Array("\(number)".utf8)
      return report.alignsWithTab ? [UInt8](repeating: 0x20, count: max(0, placeWidth - digits.count)) + digits : digits
    }
    if report.showsNumbers {
      SearchColours.paint(padded(place.number), report.colours?.number, into: &output)
      writeMark(mark)
    }
    if report.showsOffsets {
      SearchColours.paint(padded(offset), report.colours?.offset, into: &output)
      writeMark(mark)
    }
    if report.alignsWithTab, report.showsNames || report.showsNumbers || report.showsOffsets { output.append(0x09) }
  }

  private mutating func writeLine(_ text: [UInt8], _ line: Range<Int>, isSelected: Bool, mayMatch: Bool) {
    guard let colours = report.colours else { return output.append(contentsOf: text[line]) }
    let lineColour = isSelected ? colours.selectedLine : colours.contextLine
    var place = line.lowerBound
    if mayMatch {
      for part in parts(text, line) {
        if !lineColour.isEmpty { SearchColours.start(lineColour, into: &output) }
        output += text[place..<part.lowerBound]
        SearchColours.paint(text[part], isSelected ? colours.selectedMatch : colours.contextMatch, into: &output)
        place = part.upperBound
      }
    }
    SearchColours.paint(text[place..<line.upperBound], place < line.upperBound ? lineColour : nil, into: &output)
  }

  /// The matches of a line that hold something.
  private func parts(_ text: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    let content = text.span.extracting(line)
    var found: [Range<Int>] = []
    var place = 0
    while place <= content.count, let match = expression.firstMatch(in: content, from: place) {
      if match.isEmpty {
        place = match.upperBound + 1
        continue
      }
      found.append(match.lowerBound + line.lowerBound..<match.upperBound + line.lowerBound)
      place = match.upperBound
    }
    return found
  }
}
