// Runs a sed script: cycles of reading a line, going through the commands, and printing. Files are the host's.
//
// Specification: POSIX.1-2017, sed; GNU sed 4.9.

import RegularExpressions

/// A script that runs.
public struct SedMachine {
  /// How a script runs.
  public struct Options {
    /// No printing at the end of a cycle.
    public var isSilent = false
    /// What ends a line.
    public var separator: UInt8 = 0x0a
    /// Columns of `l`; 0: no folding.
    public var listWidth = 70
    public init() {}
  }

  private let script: SedScript
  private let options: Options
  private let host: any SedHost

  var space: [UInt8] = []
  private var hold: [UInt8] = []
  private var scratch: [UInt8] = []
  /// Whether the line that was read last had its end.
  private var endsLine = true
  /// What is printed when the cycle is over.
  private var queue: [Queued] = []
  private var wasReplaced = false
  /// Where a range that is going on ends, for each command; nil outside.
  private var ranges: [SedRange?]
  private var lastExpression: RegularExpression?
  /// Outputs whose last line had no end.
  private var openOutputs: [SedOutput] = []
  /// The exit status.
  public private(set) var status: Int32 = 0
  /// Why the script cannot go on.
  public private(set) var failure: String?

  private enum Queued {
    case text([UInt8])
    case line([UInt8])
    case file([UInt8])
  }

  /// A range of lines that has started.
  private enum SedRange {
    case untilLine(Int)
    case untilPattern
    case untilEnd
  }

  /// What follows a command.
  private enum Flow {
    case next
    case jump(Int)
    /// The end of the cycle.
    case end(prints: Bool)
    /// The cycle starts anew without reading.
    case restart
    case quit(prints: Bool)
  }

  public init(_ script: SedScript, _ options: Options, _ host: any SedHost) {
    self.script = script
    self.options = options
    self.host = host
    ranges = script.commands.map { command in
      // `0,/re/` has started before the first line.
      if case .line(0)? = command.first { return .untilPattern }
      return nil
    }
  }

  // MARK: Cycles

  /// Runs the script over the whole input.
  public mutating func run() -> Int32 {
    var readsLine = true
    while failure == nil {
      if readsLine {
        guard readLine() else { break }
      }
      readsLine = true
      switch runCommands() {
      case .quit(let prints):
        if prints { finishCycle(prints: true) }
        return status
      case .restart:
        writeQueue()
        readsLine = false
      case .end(let prints): finishCycle(prints: prints)
      case .next, .jump: finishCycle(prints: true)
      }
    }
    return failure == nil ? status : 1
  }

  private mutating func readLine() -> Bool {
    space.removeAll(keepingCapacity: true)
    wasReplaced = false
    guard let hasEnd = host.readLine(into: &space) else { return false }
    endsLine = hasEnd
    return true
  }

  private mutating func finishCycle(prints: Bool) {
    if prints, !options.isSilent { print(space) }
    writeQueue()
  }

  private mutating func runCommands() -> Flow {
    var place = 0
    while place < script.commands.count {
      guard failure == nil else { return .quit(prints: false) }
      if isSelected(place) {
        switch run(place) {
        case .next: place += 1
        case .jump(let target): place = target
        case .restart: return .restart
        case .end(let prints): return .end(prints: prints)
        case .quit(let prints): return .quit(prints: prints)
        }
      } else if case .block(let end) = script.commands[place].action {
        place = end + 1
      } else {
        place += 1
      }
    }
    return failure == nil ? .next : .quit(prints: false)
  }

  // MARK: Addresses

  private mutating func isSelected(_ place: Int) -> Bool {
    guard let first = script.commands[place].first else { return !script.commands[place].isNegated }
    let isInside: Bool
    if let last = script.commands[place].last {
      isInside = isInRange(place, first, last)
    } else {
      isInside = matches(first)
    }
    return isInside != script.commands[place].isNegated
  }

  private mutating func isInRange(_ place: Int, _ first: SedAddress, _ last: SedRangeEnd) -> Bool {
    let line = host.lineNumber
    guard let range = ranges[place] else {
      guard matches(first) else { return false }
      switch last {
      case .count(let count): if count > 0 { ranges[place] = .untilLine(line + count) }
      case .multiple(let step):
        if step > 0 { ranges[place] = .untilLine((line / step + 1) * step) }
      case .address(.line(let number)): if number > line { ranges[place] = .untilLine(number) }
      case .address(.last): if !host.isAtLastLine { ranges[place] = .untilEnd }
      case .address(.pattern): ranges[place] = .untilPattern
      case .address(.step): ranges[place] = .untilPattern
      }
      return true
    }
    switch range {
    case .untilLine(let number):
      if line >= number { ranges[place] = nil }
      return line <= number || matches(first)
    case .untilPattern:
      if case .address(let address) = last, matches(address) { ranges[place] = nil }
    case .untilEnd: if host.isAtLastLine { ranges[place] = nil }
    }
    return true
  }

  private mutating func matches(_ address: SedAddress) -> Bool {
    switch address {
    case .line(let number): return host.lineNumber == number
    case .step(let first, let step):
      let line = host.lineNumber
      return line >= first && (line - first) % step == 0
    case .last: return host.isAtLastLine
    case .pattern(let expression): return resolve(expression)?.matches(space.span) ?? false
    }
  }

  /// The expression, or the one that was used last.
  private mutating func resolve(_ expression: RegularExpression?) -> RegularExpression? {
    if let expression { lastExpression = expression }
    if lastExpression == nil { failure = "-e expression #1, char 0: no previous regular expression" }
    return lastExpression
  }

  // MARK: Output

  private mutating func write(_ text: [UInt8], to output: SedOutput = .standard, endsLine: Bool = true) {
    closeLine(of: output)
    host.write(text, to: output)
    if endsLine { host.write([options.separator], to: output) } else { openOutputs.append(output) }
  }

  /// Writes a line of the input: its end is as it was read.
  private mutating func print(_ line: [UInt8], to output: SedOutput = .standard) {
    write(line, to: output, endsLine: endsLine)
  }

  private mutating func closeLine(of output: SedOutput) {
    guard !openOutputs.isEmpty, let place = openOutputs.firstIndex(of: output) else { return }
    openOutputs.remove(at: place)
    host.write([options.separator], to: output)
  }

  /// Writes text that brings its own end.
  private mutating func writeText(_ text: [UInt8]) {
    closeLine(of: .standard)
    host.write(text, to: .standard)
  }

  private mutating func writeQueue() {
    guard !queue.isEmpty else { return }
    let waiting = queue
    queue = []
    for item in waiting {
      switch item {
      case .text(let text): writeText(text)
      case .line(let line): write(line)
      case .file(let name): if let content = host.content(of: name), !content.isEmpty { writeText(content) }
      }
    }
  }

  // MARK: Commands

  private mutating func run(_ place: Int) -> Flow {
    switch script.commands[place].action {
    case .block, .blockEnd, .nothing: break
    case .append(let text): queue.append(.text(text))
    case .insert(let text): writeText(text)
    case .change(let text):
      if script.commands[place].last == nil || script.commands[place].isNegated || ranges[place] == nil {
        writeText(text)
      }
      return .end(prints: false)
    case .branch(let target): return .jump(target < 0 ? script.commands.count : target)
    case .branchIfReplaced(let target):
      guard wasReplaced else { break }
      wasReplaced = false
      return .jump(target < 0 ? script.commands.count : target)
    case .branchUnlessReplaced(let target):
      if !wasReplaced { return .jump(target < 0 ? script.commands.count : target) }
      wasReplaced = false
    case .delete: return .end(prints: false)
    case .deleteFirstLine:
      guard let end = space.firstIndex(of: options.separator) else { return .end(prints: false) }
      space.removeFirst(end + 1)
      return .restart
    case .next: return readNext()
    case .nextAppended: return appendNext()
    case .quit(let code, let prints):
      status = code
      return .quit(prints: prints)
    case .readFile(let name): queue.append(.file(name))
    case .readLine(let number): if let line = host.readLine(ofInput: number) { queue.append(.line(line)) }
    case .substitute(let substitution): substitute(substitution)
    default: edit(script.commands[place].action)
    }
    return .next
  }

  /// The commands behind which the next one always follows.
  private mutating func edit(_ action: SedAction) {
    switch action {
    case .get: space = hold
    case .getAppended:
      space.append(options.separator)
      space += hold
    case .hold: hold = space
    case .holdAppended:
      hold.append(options.separator)
      hold += space
    case .exchange: swap(&space, &hold)
    case .list(let width): write(SedListing.list(space, width: width ?? options.listWidth))
    case .print: print(space)
    case .printFirstLine:
      if let end = space.firstIndex(of: options.separator) { write(Array(space[..<end])) } else { print(space) }
    case .write(let file): print(space, to: .file(file))
    case .writeFirstLine(let file):
      if let end = space.firstIndex(of: options.separator) {
        write(Array(space[..<end]), to: .file(file))
      } else {
        print(space, to: .file(file))
      }
    case .translateBytes(let table): for index in space.indices { space[index] = table[Int(space[index])] }
    case .translate(let pairs): translate(pairs)
    case .clear: space.removeAll(keepingCapacity: true)
    case .lineNumber: write(Array("\(host.lineNumber)".utf8))
    case .fileName: write(host.fileName)
    default: break
    }
  }

  private mutating func readNext() -> Flow {
    if host.isAtInputEnd { return .quit(prints: true) }
    finishCycle(prints: true)
    let replaced = wasReplaced
    guard readLine() else { return .quit(prints: false) }
    wasReplaced = replaced
    return .next
  }

  private mutating func appendNext() -> Flow {
    writeQueue()
    if host.isAtInputEnd { return .quit(prints: true) }
    space.append(options.separator)
    guard let hasEnd = host.readLine(into: &space) else { return .quit(prints: true) }
    endsLine = hasEnd
    return .next
  }

  private mutating func translate(_ pairs: [[UInt8]]) {
    scratch.removeAll(keepingCapacity: true)
    var index = 0
    while index < space.count {
      let length = UTF8Text.decode(space.span, at: index).length
      let character = space[index..<index + length]
      index += length
      var place = 0
      while place + 1 < pairs.count, !pairs[place].elementsEqual(character) { place += 2 }
      if place + 1 < pairs.count { scratch += pairs[place + 1] } else { scratch += character }
    }
    swap(&space, &scratch)
  }

  // MARK: s

  private mutating func substitute(_ command: SedSubstitution) {
    guard let expression = resolve(command.expression) else { return }
    guard var match = expression.firstMatch(in: space.span, from: 0) else { return }
    scratch.removeAll(keepingCapacity: true)
    var copied = 0
    var number = 0
    var hasReplaced = false
    var lastEnd = -1
    while true {
      // An empty match right behind a match is none.
      let counts = !(match.isEmpty && match.lowerBound == lastEnd)
      if counts { number += 1 }
      if counts, number >= command.number {
        scratch += space[copied..<match.lowerBound]
        insert(command.replacement, expression, match)
        copied = match.upperBound
        hasReplaced = true
        if !command.isGlobal { break }
      }
      lastEnd = match.upperBound
      var next = match.upperBound
      if match.isEmpty {
        guard next < space.count else { break }
        next += UTF8Text.decode(space.span, at: next).length
      }
      guard let following = expression.firstMatch(in: space.span, from: next) else { break }
      match = following
    }
    guard hasReplaced else { return }
    scratch += space[copied...]
    swap(&space, &scratch)
    wasReplaced = true
    if command.prints { print(space) }
    if let file = command.file { print(space, to: .file(file)) }
  }

  private mutating func insert(
    _ parts: [SedReplacementPart], _ expression: RegularExpression, _ match: Range<Int>
  ) {
    if parts.isEmpty { return }
    if parts.count == 1, case .text(let text) = parts[0] { return scratch.append(contentsOf: text) }
    let needsGroups = parts.contains { if case .group(let group) = $0 { group > 0 } else { false } }
    let groups = needsGroups ? expression.groups(in: space.span, of: match) : [match]
    var letters = SedLetters()
    for part in parts {
      switch part {
      case .text(let text): letters.append(text[...], to: &scratch)
      case .group(let group):
        if group < groups.count, let range = groups[group] { letters.append(space[range], to: &scratch) }
      case .letters(let change): letters.change(change)
      }
    }
  }
}
