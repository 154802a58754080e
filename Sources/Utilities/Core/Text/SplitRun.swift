// Writes the pieces of `split`.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One run of split.
struct SplitRun {
  private let tool: Tool
  private let plan: SplitPlan
  private var names: SplitNames
  private let reader: LineReader
  private var piece: RawHandle?
  private var writer: BufferedWriter?
  private var hasFailed = false

  init(_ tool: Tool, _ plan: SplitPlan, _ names: SplitNames, _ reader: LineReader) {
    (self.tool, self.plan, self.names, self.reader) = (tool, plan, names, reader)
  }

  mutating func run() throws(Errno) -> Int32 {
    switch plan.method {
    case .lines(let count): splitLines(count)
    case .bytes(let size): splitBytes(size)
    case .lineBytes(let size): splitLineBytes(size)
    case .chunks(let count, let lines, let only): splitChunks(count, lines, only)
    case .roundRobin(let count, let only): splitRoundRobin(count, only)
    }
    close()
    if let failure = reader.failure { throw failure }
    return hasFailed ? 1 : 0
  }

  // MARK: Pieces

  private mutating func open() {
    close()
    guard let name = names.next() else {
      tool.report("output file suffixes exhausted")
      hasFailed = true
      return
    }
    if tool.has("verbose") { tool.output.write("creating file \(quoted(name))\n") }
    do throws(Errno) {
      let mode = OpenFlags.mode(CreationMode.file)
      let raw = try Handle.open(name, [.write, .create, .truncate, mode]).release()
      (piece, writer) = (raw, BufferedWriter(raw))
    } catch {
      tool.report(shown(name), error)
      hasFailed = true
    }
  }

  private mutating func close() {
    if let writer {
      writer.flush()
      if let failure = writer.failure {
        tool.report("write error", failure)
        hasFailed = true
      }
    }
    if let piece { Handle(owning: piece).close() }
    (piece, writer) = (nil, nil)
  }

  private func write(_ bytes: ArraySlice<UInt8>) { writer?.write(bytes) }

  // MARK: Methods

  private mutating func splitLines(_ count: Int) {
    var left = 0
    while let line = reader.next() {
      if left == 0 {
        open()
        left = count
      }
      if hasFailed { return }
      write(line)
      if reader.endsLine { writer?.write(byte: plan.separator) }
      left -= 1
    }
  }

  private mutating func splitBytes(_ size: Int) {
    var left = 0
    while true {
      var chunk = reader.nextChunk()
      if chunk.isEmpty { return }
      while !chunk.isEmpty {
        if left == 0 {
          open()
          left = size
        }
        if hasFailed { return }
        let part = chunk.prefix(left)
        write(part)
        left -= part.count
        chunk = chunk.dropFirst(part.count)
      }
    }
  }

  private mutating func splitLineBytes(_ size: Int) {
    var left = 0
    while let next = reader.next() {
      var line = Bytes(next)
      if reader.endsLine { line.append(plan.separator) }
      var rest = line[...]
      while !rest.isEmpty {
        if rest.count > left, left < size || piece == nil {
          open()
          left = size
        }
        if left == 0 {
          open()
          left = size
        }
        if hasFailed { return }
        let part = rest.prefix(left)
        write(part)
        left -= part.count
        rest = rest.dropFirst(part.count)
      }
    }
  }

  private func readAll() -> Bytes {
    var all = Bytes()
    while true {
      let chunk = reader.nextChunk()
      if chunk.isEmpty { return all }
      all += chunk
    }
  }

  private mutating func splitChunks(_ count: Int, _ lines: Bool, _ only: Int?) {
    let all = readAll()
    // Of what does not divide evenly every one of the first pieces gets a byte.
    func end(_ number: Int) -> Int { all.count / count * number + min(number, all.count % count) }
    var start = 0
    for number in 1...count {
      var stop = end(number)
      if lines {
        stop = max(stop, start)
        while stop < all.count, stop > 0, stop > start, all[stop - 1] != plan.separator { stop += 1 }
        if stop == start, number < count, end(number) > start {
          while stop < all.count, stop == start || all[stop - 1] != plan.separator { stop += 1 }
        }
      }
      if let only {
        if only == number { tool.output.write(all[start..<stop]) }
      } else if !(names.elides && start == stop) {
        open()
        if hasFailed { return }
        write(all[start..<stop])
      }
      start = stop
    }
  }

  private mutating func splitRoundRobin(_ count: Int, _ only: Int?) {
    var pieces = [Bytes](repeating: [], count: only == nil ? count : 0)
    var number = 0
    while let line = reader.next() {
      let end: Bytes = reader.endsLine ? [plan.separator] : []
      if let only {
        if number % count + 1 == only {
          tool.output.write(line)
          tool.output.write(end)
        }
      } else {
        pieces[number % count] += line + end
      }
      number += 1
    }
    for piece in pieces where !(names.elides && piece.isEmpty) {
      open()
      if hasFailed { return }
      write(piece[...])
    }
  }
}
