// Writes the pieces of csplit.
//
// The lines of the piece at hand are held only as long as a match with an offset to lines before it needs them.

import ABI
import RegularExpressions
import System
import UtilityAlgorithms
import UtilitySupport

/// One run of csplit.
struct CsplitRun {
  private let tool: Tool
  private let names: CsplitNames
  private let reader: LineReader
  /// Lines that were read and are not written yet, and the number of the first.
  private var held: [Bytes] = []
  private var start = 0
  private var firstHeld = 1
  /// The line that was looked at last.
  private var current = 0
  private var made: [String] = []
  private var writer: BufferedWriter?
  private var raw: RawHandle?
  private var written = 0

  /// Why the work ends early; the message has been written.
  private struct Stop: Error {}

  init(_ tool: Tool, _ names: CsplitNames, _ reader: LineReader) {
    (self.tool, self.names, self.reader) = (tool, names, reader)
  }

  mutating func run(_ places: [CsplitPlace]) -> Int32 {
    do throws(Stop) {
      for place in places {
        var repetition = 0
        while place.repetitions.map({ repetition <= $0 }) ?? true {
          let goesOn =
            switch place.kind {
            case .line(let number): try cut(atLine: number, place, repetition)
            case .match(let expression, let offset, let isSkipped):
              try cut(at: expression, offset, isSkipped, place, repetition)
            }
          if !goesOn { return finish() }
          repetition += 1
        }
      }
      try open()
      try writeRest()
      close()
    } catch {
      close()
      if !tool.has("k") { for name in made { try? FileSystem.unlink(name) } }
      return 1
    }
    return finish()
  }

  private func finish() -> Int32 {
    guard let failure = reader.failure else { return 0 }
    tool.report("read error", failure)
    return 1
  }

  // MARK: Lines

  private mutating func load() -> Bool {
    guard let line = reader.next() else { return false }
    held.append(Bytes(line) + (reader.endsLine ? [0x0a] : []))
    return true
  }

  /// Takes the first line that is left.
  private mutating func take() -> Bytes? {
    if start == held.count {
      held.removeAll(keepingCapacity: true)
      start = 0
      guard load() else { return nil }
    }
    let line = held[start]
    held[start] = []
    start += 1
    if current < firstHeld { current = firstHeld }
    firstHeld += 1
    // What is used up goes away from time to time.
    if start > 1024, start * 2 > held.count {
      held.removeFirst(start)
      start = 0
    }
    return line
  }

  /// A line by its number, which is still there.
  private mutating func line(_ number: Int) -> Bytes? {
    guard number >= firstHeld else { return nil }
    while number - firstHeld >= held.count - start {
      if !load() { return nil }
    }
    return held[start + number - firstHeld]
  }

  private mutating func isAtEnd() -> Bool { start == held.count && !load() }

  // MARK: Cuts

  private mutating func cut(atLine number: Int, _ place: CsplitPlace, _ repetition: Int) throws(Stop) -> Bool {
    try open()
    let hides = tool.has("suppress-matched")
    if hides, isAtEnd() { throw outOfRange(place, repetition) }
    let (last, overflow) = number.multipliedReportingOverflow(by: repetition + 1)
    while firstHeld < (overflow ? .max : last) {
      guard let line = take() else { throw outOfRange(place, repetition) }
      write(line)
    }
    close()
    if hides { _ = take() }
    if !hides, isAtEnd() { throw outOfRange(place, repetition) }
    return true
  }

  private mutating func outOfRange(_ place: CsplitPlace, _ repetition: Int) -> Stop {
    let remark = repetition > 0 ? " on repetition \(repetition)" : ""
    tool.report("\(quoted(place.text)): line number out of range\(remark)")
    close()
    return Stop()
  }

  /// False when the whole rest was written, since nothing matches any more.
  private mutating func cut(
    at expression: RegularExpression, _ offset: Int, _ isSkipped: Bool, _ place: CsplitPlace, _ repetition: Int
  ) throws(Stop) -> Bool {
    if !isSkipped { try open() }
    while true {
      current += 1
      guard let text = line(current) else {
        if place.repetitions != nil {
          let remark = repetition > 0 ? " on repetition \(repetition)" : ""
          tool.report("\(quoted(place.text)): match not found\(remark)")
        }
        if !isSkipped {
          try writeRest()
          close()
        }
        if place.repetitions == nil { return false }
        throw Stop()
      }
      if expression.matches(text.last == 0x0a ? Bytes(text.dropLast()) : text) { break }
      if offset >= 0, let line = take(), !isSkipped { write(line) }
    }
    let (end, overflow) = current.addingReportingOverflow(offset)
    if overflow || firstHeld > end { throw farAway(place) }
    while firstHeld < end {
      guard let line = take() else { throw farAway(place) }
      if !isSkipped { write(line) }
    }
    if !isSkipped { close() }
    if offset > 0 { current = end }
    if tool.has("suppress-matched") { _ = take() }
    return true
  }

  private func farAway(_ place: CsplitPlace) -> Stop {
    tool.report("\(quoted(place.text)): line number out of range")
    return Stop()
  }

  // MARK: Pieces

  private mutating func open() throws(Stop) {
    close()
    let name = names.name(made.count)
    do throws(Errno) {
      let opened = try Handle.open(name, [.write, .create, .truncate, .mode(CreationMode.file)]).release()
      (raw, writer) = (opened, BufferedWriter(opened))
      made.append(name)
      written = 0
    } catch {
      tool.report(shown(name), error)
      throw Stop()
    }
  }

  private mutating func write(_ line: Bytes) {
    writer?.write(line)
    written += line.count
  }

  private mutating func writeRest() throws(Stop) {
    while let line = take() { write(line) }
  }

  private mutating func close() {
    guard let writer, let raw else { return }
    writer.flush()
    if let failure = writer.failure { tool.report("write error", failure) }
    (self.writer, self.raw) = (nil, nil)
    Handle(owning: raw).close()
    if tool.has("z"), written == 0, let name = made.popLast() {
      try? FileSystem.unlink(name)
    } else if !tool.has("q"), !tool.has("s") {
      tool.output.write("\(written)\n")
    }
  }
}
