// Cuts an input into records.

import RegularExpressions

/// What separates records.
enum AwkRecordSeparator {
  case byte(UInt8)
  /// Empty lines.
  case paragraph
  case expression(RegularExpression)
}

/// An input and what has been read of it.
final class AwkReader {
  private let source: any AwkSource
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ source: any AwkSource) { self.source = source }

  func close() -> Int { source.close() }

  /// Reads on; false when there is nothing more.
  private func fill() -> Bool {
    guard !isAtEnd else { return false }
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    if !source.read(into: &buffer) { isAtEnd = true }
    return !isAtEnd
  }

  /// Puts the next record into `record`; false when there is none.
  func read(_ separator: AwkRecordSeparator, into record: inout [UInt8]) -> Bool {
    switch separator {
    case .byte(let byte): readBytes(byte, &record)
    case .paragraph: readParagraph(&record)
    case .expression(let expression): readMatch(expression, &record)
    }
  }

  private func take(_ end: Int, _ next: Int, _ record: inout [UInt8]) -> Bool {
    record.removeAll(keepingCapacity: true)
    record += buffer[start..<end]
    start = next
    return true
  }

  private func readBytes(_ byte: UInt8, _ record: inout [UInt8]) -> Bool {
    var searched = start
    while true {
      if let end = ByteSearch.first(byte, in: buffer.span, searched..<buffer.count) {
        return take(end, end + 1, &record)
      }
      let pending = buffer.count - start
      if !fill() { break }
      searched = start + pending
    }
    return start < buffer.count ? take(buffer.count, buffer.count, &record) : false
  }

  private func readParagraph(_ record: inout [UInt8]) -> Bool {
    while true {
      while start < buffer.count, buffer[start] == 0x0a { start += 1 }
      if start < buffer.count { break }
      if !fill() { return false }
    }
    var searched = start
    while true {
      while let end = ByteSearch.first(0x0a, in: buffer.span, searched..<buffer.count) {
        if end + 1 < buffer.count {
          if buffer[end + 1] == 0x0a { return take(end, end + 2, &record) }
          searched = end + 1
        } else {
          break
        }
      }
      let pending = max(0, buffer.count - start - 1)
      if !fill() { break }
      searched = start + pending
    }
    let end = buffer.last == 0x0a ? buffer.count - 1 : buffer.count
    return take(end, buffer.count, &record)
  }

  private func readMatch(_ expression: RegularExpression, _ record: inout [UInt8]) -> Bool {
    while true {
      var from = start
      while let match = expression.firstMatch(in: buffer.span, from: from) {
        // A match at the end of what is there might go on.
        if match.upperBound == buffer.count, !isAtEnd { break }
        if match.isEmpty {
          from = match.upperBound + 1
          if from > buffer.count { break }
          continue
        }
        return take(match.lowerBound, match.upperBound, &record)
      }
      if !fill() { break }
    }
    guard start < buffer.count else { return false }
    let match = expression.firstMatch(in: buffer.span, from: start)
    if let match, !match.isEmpty { return take(match.lowerBound, match.upperBound, &record) }
    return take(buffer.count, buffer.count, &record)
  }
}
