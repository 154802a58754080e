// The two files of `join`, and how their lines meet.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One of the two files.
struct JoinSide {
  /// A line in fields.
  struct Row {
    var fields: [Bytes]
    var key: Bytes
  }

  let reader: LineReader
  let path: String
  private let index: Int
  private let plan: JoinPlan
  private(set) var row: Row?
  private var number = 0
  /// The message about this line, if it should stand before the former one.
  private(set) var disorder: String?

  init(_ reader: LineReader, _ path: String, _ index: Int, _ plan: JoinPlan) {
    (self.reader, self.path, self.index, self.plan) = (reader, path, index, plan)
  }

  mutating func advance() {
    let former = row
    disorder = nil
    guard let line = reader.next() else {
      row = nil
      return
    }
    number += 1
    let fields = plan.split(line)
    let place = plan.fields[index]
    let next = Row(fields: fields, key: place < fields.count ? fields[place] : [])
    if let former, plan.compare(former.key, next.key) > 0 {
      disorder = "\(shown(path)):\(number): is not sorted: \(Bytes(line).text)"
    }
    row = next
  }

  /// Forgets what stands here, as if it had not been compared: for headers.
  mutating func skipHeader() {
    row = nil
    advance()
  }
}

/// One run of join.
struct JoinRun {
  private let tool: Tool
  private let plan: JoinPlan
  private var sides: [JoinSide]
  private var hasUnpairable = false
  private var reported = [false, false]
  /// Fields of each file's first line, for `-o auto`.
  private var counts = [0, 0]
  private var isStopped = false

  init(_ tool: Tool, _ plan: JoinPlan, _ sides: [JoinSide]) {
    (self.tool, self.plan, self.sides) = (tool, plan, sides)
  }

  private mutating func advance(_ index: Int) {
    sides[index].advance()
    guard let message = sides[index].disorder, !reported[index], !tool.has("nocheck-order") else { return }
    guard tool.has("check-order") || hasUnpairable else { return }
    reported[index] = true
    tool.report(message)
    if tool.has("check-order") { isStopped = true }
  }

  mutating func run() -> Int32 {
    for index in 0..<2 { advance(index) }
    counts = sides.map { $0.row?.fields.count ?? 0 }
    if tool.has("header") {
      if sides[0].row != nil || sides[1].row != nil { write(sides[0].row, sides[1].row, isHeader: true) }
      for index in 0..<2 { sides[index].skipHeader() }
    }
    while !isStopped, !tool.isOutputClosed, let left = sides[0].row, let right = sides[1].row {
      let order = plan.compare(left.key, right.key)
      if order == 0 { joinGroup(left) } else { takeLone(order < 0 ? 0 : 1) }
    }
    for index in 0..<2 {
      let mustRead = plan.showsLone[index] || (tool.has("check-order") || !tool.has("nocheck-order"))
      while !isStopped, mustRead, sides[index].row != nil { takeLone(index) }
    }
    var status: Int32 = isStopped ? 1 : 0
    for side in sides {
      guard let failure = side.reader.failure else { continue }
      tool.report(shown(side.path), failure)
      status = 1
    }
    if reported[0] || reported[1], !isStopped {
      tool.report("input is not in sorted order")
      status = 1
    }
    return status
  }

  private mutating func takeLone(_ index: Int) {
    hasUnpairable = true
    if plan.showsLone[index] {
      write(index == 0 ? sides[0].row : nil, index == 1 ? sides[1].row : nil)
    }
    advance(index)
  }

  /// All lines of both files with the same key: each with each.
  private mutating func joinGroup(_ first: JoinSide.Row) {
    var groups: [[JoinSide.Row]] = [[], []]
    for index in 0..<2 {
      while let row = sides[index].row, plan.compare(row.key, first.key) == 0 {
        groups[index].append(row)
        advance(index)
      }
    }
    guard plan.showsPairs, !isStopped else { return }
    for left in groups[0] { for right in groups[1] { write(left, right) } }
  }

  private func write(_ left: JoinSide.Row?, _ right: JoinSide.Row?, isHeader: Bool = false) {
    let separator: Bytes = plan.isWhole ? [plan.end] : [plan.separator ?? 0x20]
    let missing = plan.missing ?? []
    let key = left?.key ?? right?.key ?? []
    var shown: [Bytes] = []
    let rows = [left, right]
    if let format = plan.format {
      for (file, field) in format {
        guard let file else {
          shown.append(key.isEmpty ? missing : key)
          continue
        }
        let value = rows[file].flatMap { field < $0.fields.count ? $0.fields[field] : nil } ?? []
        shown.append(value.isEmpty ? missing : value)
      }
    } else {
      shown.append(key.isEmpty && plan.isAutomatic ? missing : key)
      for file in 0..<2 {
        if rows[file] == nil, !plan.isAutomatic { continue }
        let count = plan.isAutomatic ? counts[file] : rows[file]?.fields.count ?? 0
        for field in 0..<max(0, count) where field != plan.fields[file] {
          let value = rows[file].flatMap { field < $0.fields.count ? $0.fields[field] : nil } ?? []
          shown.append(value.isEmpty ? missing : value)
        }
      }
    }
    tool.output.write(Bytes(shown.joined(separator: separator)) + [plan.end])
  }
}
