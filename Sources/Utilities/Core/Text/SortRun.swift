// Sorts the inputs: in memory, or in runs in temporary files that are merged.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One run of sort.
struct SortRun {
  private let tool: Tool
  private let plan: SortPlan
  private var runs: [String] = []
  private var made = 0

  /// What an input could not do.
  private struct InputError: Error {
    let path: String
    let reason: Errno
    /// Instead of what is usual for inputs.
    var problem: String?
  }

  init(_ tool: Tool, _ plan: SortPlan) { (self.tool, self.plan) = (tool, plan) }

  mutating func run() -> Int32 {
    defer { for run in runs { try? FileSystem.unlink(run) } }
    do throws(InputError) {
      // An output that is also an input is only safe once everything has been read.
      let output = tool.options.value("o")?.text
      let mayMerge = plan.isMerge && !plan.inputs.contains { output?.isSame(as: $0) ?? false }
      if mayMerge { try mergeInputs() } else { try sortInputs() }
      return 0
    } catch {
      tool.report(error.problem ?? sortProblem(error.path, error.reason), error.reason)
      return 2
    }
  }

  private func open(_ path: String) throws(InputError) -> LineReader {
    do throws(Errno) { return try LineReader(path, separator: plan.separator) } catch {
      throw InputError(path: path, reason: error)
    }
  }

  // MARK: Sorting

  private mutating func sortInputs() throws(InputError) {
    var sorter = LineSorter(plan.order)
    for path in plan.inputs {
      let reader = try open(path)
      while let line = reader.next() {
        if sorter.size + line.count > plan.memory, sorter.count > 0 { try spill(&sorter) }
        sorter.add(line)
      }
      if let failure = reader.failure { throw InputError(path: path, reason: failure) }
    }
    guard runs.isEmpty else {
      if sorter.count > 0 { try spill(&sorter) }
      return try mergeRuns()
    }
    sorter.sort()
    try withOutput { output in
      sorter.forEach(isUnique: plan.isUnique) { line in
        output.write(line)
        output.write(byte: plan.separator)
        return output.failure == nil
      }
    }
  }

  private mutating func newRun() -> String {
    let directory = tool.options.value("T")?.text ?? Environment["TMPDIR"] ?? "/tmp"
    made += 1
    return Paths.join(directory, "sort\(CurrentProcess.id).\(made)")
  }

  private mutating func spill(_ sorter: inout LineSorter) throws(InputError) {
    sorter.sort()
    let path = newRun()
    runs.append(path)
    let separator = plan.separator
    try write(path, "cannot create temporary file") { output in
      sorter.forEach(isUnique: plan.isUnique) { line in
        output.write(line)
        output.write(byte: separator)
        return output.failure == nil
      }
    }
    sorter.removeAll()
  }

  private func write(_ path: String, _ problem: String, _ body: (BufferedWriter) -> Void) throws(InputError) {
    do throws(Errno) {
      let mode = OpenFlags.mode(CreationMode.file)
      let file = try Handle.open(path, [.write, .create, .truncate, mode])
      let output = BufferedWriter(file.raw)
      body(output)
      output.flush()
      if let failure = output.failure { throw failure }
    } catch {
      throw InputError(path: path, reason: error, problem: "\(problem): \(shown(path))")
    }
  }

  private func withOutput(_ body: (BufferedWriter) -> Void) throws(InputError) {
    guard let path = tool.options.value("o")?.text else { return body(tool.output) }
    try write(path, "open failed", body)
  }

  // MARK: Merging

  private mutating func mergeRuns() throws(InputError) {
    while runs.count > plan.batch {
      let group = Array(runs.prefix(plan.batch))
      let path = newRun()
      var readers: [LineReader] = []
      for run in group { readers.append(try open(run)) }
      runs.append(path)
      try write(path, "cannot create temporary file") { merge(readers, into: $0) }
      for run in group { try? FileSystem.unlink(run) }
      runs.removeFirst(group.count)
    }
    var readers: [LineReader] = []
    for run in runs { readers.append(try open(run)) }
    try withOutput { merge(readers, into: $0) }
  }

  private mutating func mergeInputs() throws(InputError) {
    var readers: [LineReader] = []
    for path in plan.inputs { readers.append(try open(path)) }
    try withOutput { merge(readers, into: $0) }
    for (path, reader) in zip(plan.inputs, readers) {
      if let failure = reader.failure { throw InputError(path: path, reason: failure) }
    }
  }

  private func merge(_ readers: [LineReader], into output: BufferedWriter) {
    var heads = readers.map { $0.next().map { Bytes($0) } }
    let order = plan.order
    /// The readers with a line left, in the order of their lines; of equal lines that of the first reader is first.
    var queue: [Int] = []
    func comesBefore(_ left: Int, _ right: Int) -> Bool {
      guard let first = heads[left], let second = heads[right] else { return false }
      let difference = order.compare(first, 0..<first.count, second, 0..<second.count)
      return difference == 0 ? left < right : difference < 0
    }
    func insert(_ reader: Int) {
      var low = 0
      var high = queue.count
      while low < high {
        let middle = (low + high) / 2
        if comesBefore(queue[middle], reader) { low = middle + 1 } else { high = middle }
      }
      queue.insert(reader, at: low)
    }
    for reader in readers.indices where heads[reader] != nil { insert(reader) }
    var last: Bytes?
    while let reader = queue.first, output.failure == nil {
      if let line = heads[reader] {
        let isRepeated =
          plan.isUnique
          && (last.map { order.compareKeys($0, 0..<$0.count, line, 0..<line.count) == 0 } ?? false)
        if !isRepeated {
          output.write(line)
          output.write(byte: plan.separator)
          if plan.isUnique { last = line }
        }
      }
      queue.removeFirst()
      heads[reader] = readers[reader].next().map { Bytes($0) }
      if heads[reader] != nil { insert(reader) }
    }
  }
}
