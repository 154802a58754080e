// Input and output: records, `getline`, `print`.

extension AwkMachine {
  // MARK: Records

  /// Reads the next record of the files that ARGV names.
  mutating func readMainRecord() throws(AwkError) -> Bool {
    while true {
      if streams.main == nil {
        guard try openNextFile() else { return false }
      }
      guard let reader = streams.main else { return false }
      let separator = separator
      if try record.refill(splitter, { text throws(AwkError) in reader.read(separator, into: &text) }) {
        recordNumber += 1
        fileRecordNumber += 1
        return true
      }
      skipFile()
    }
  }

  /// Closes the file that is being read.
  mutating func skipFile() {
    _ = streams.main?.close()
    streams.main = nil
  }

  private mutating func openNextFile() throws(AwkError) -> Bool {
    if streams.isMainOver { return false }
    guard let arguments = program.arrays[Array("ARGV".utf8)].map({ arrays[$0] }) else { return false }
    let count = program.globals[Array("ARGC".utf8)].map { globals[$0].number } ?? 0
    while Double(streams.nextArgument) < count {
      let key = NumberText.decimal(streams.nextArgument)
      streams.nextArgument += 1
      guard arguments.contains(key) else { continue }
      let argument = text(arguments[key])
      if argument.isEmpty { continue }
      if let (name, value) = Self.assignment(argument) {
        try assign(name, AwkEscapes.resolve(value))
        continue
      }
      streams.hasReadFile = true
      if open(argument) { return true }
    }
    streams.isMainOver = true
    if streams.hasReadFile { return false }
    return open([UInt8(ascii: "-")])
  }

  private mutating func open(_ path: [UInt8]) -> Bool {
    guard let source = host.openInput(path, isArgument: true) else { return false }
    streams.main = AwkReader(source)
    fileRecordNumber = 0
    specials[AwkSpecial.filename.rawValue] = .string(path)
    return true
  }

  /// `name=value`, if an argument is that.
  public static func assignment(_ argument: [UInt8]) -> (name: [UInt8], value: [UInt8])? {
    guard let equals = argument.firstIndex(of: UInt8(ascii: "=")), equals > 0 else { return nil }
    let name = argument[..<equals]
    func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a || byte == UInt8(ascii: "_") }
    guard isLetter(argument[0]), name.allSatisfy({ isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) }) else { return nil }
    return (Array(name), Array(argument[(equals + 1)...]))
  }

  /// Pushes 1, 0 at the end, or -1 when the input cannot be read.
  mutating func getline(_ kind: AwkStreamKind, setsRecord: Bool) throws(AwkError) {
    var line: [UInt8] = []
    if kind == .standard {
      guard try readMainRecord(for: setsRecord, &line) else { return stack.append(.number(0)) }
    } else {
      let name = text(stack.popLast() ?? .none)
      guard let reader = input(kind, name) else { return stack.append(.number(-1)) }
      guard reader.read(separator, into: &line) else { return stack.append(.number(0)) }
      if setsRecord { record.set(line, splitter) }
    }
    lineRead = line
    stack.append(.number(1))
  }

  private mutating func readMainRecord(for record: Bool, _ line: inout [UInt8]) throws(AwkError) -> Bool {
    if record { return try readMainRecord() }
    let kept = self.record
    guard try readMainRecord() else {
      self.record = kept
      return false
    }
    line = wholeRecord()
    self.record = kept
    return true
  }

  private mutating func input(_ kind: AwkStreamKind, _ name: [UInt8]) -> AwkReader? {
    if let known = streams.input(kind, name) { return known }
    flushAll()
    guard let source = kind == .command ? host.openInput(command: name) : host.openInput(name, isArgument: false) else {
      return nil
    }
    let reader = AwkReader(source)
    streams.inputs.append(AwkStreams.Input(kind: kind, name: name, reader: reader))
    return reader
  }

  // MARK: Output

  private mutating func output(_ kind: AwkStreamKind) throws(AwkError) -> any AwkSink {
    if kind == .standard { return host.standardOutput }
    let name = text(stack.popLast() ?? .none)
    if let known = streams.output(kind, name) { return known }
    if name.isEmpty { throw AwkError("expression for redirection has null string value") }
    flushAll()
    let opened =
      kind == .command ? host.openOutput(command: name) : host.openOutput(name, appends: kind == .append)
    guard let opened else {
      throw AwkError("cannot redirect to `\(String(decoding: name, as: UTF8.self))'")
    }
    streams.outputs.append(AwkStreams.Output(kind: kind, name: name, sink: opened))
    return opened
  }

  mutating func print(_ count: Int, _ kind: AwkStreamKind) throws(AwkError) {
    let sink = try output(kind)
    var line: [UInt8] = []
    if count == 0 {
      line = wholeRecord()
    } else {
      let separator = text(specials[AwkSpecial.ofs.rawValue])
      let first = stack.count - count
      for place in first..<stack.count {
        if place > first { line += separator }
        switch stack[place] {
        case .string(let text), .input(let text): line += text
        case .number(let value):
          if let whole = NumberText.whole(value) {
            line += NumberText.decimal(whole)
          } else {
            line += AwkFormatter.text(value, text(specials[AwkSpecial.ofmt.rawValue]))
          }
        default: break
        }
      }
      stack.removeLast(count)
    }
    line += text(specials[AwkSpecial.ors.rawValue])
    sink.write(line)
  }

  mutating func printFormatted(_ count: Int, _ kind: AwkStreamKind) throws(AwkError) {
    let sink = try output(kind)
    sink.write(try formatted(count))
  }

  /// Takes a format and its arguments from the stack.
  mutating func formatted(_ count: Int) throws(AwkError) -> [UInt8] {
    let format = text(stack[stack.count - count])
    let convert = text(specials[AwkSpecial.convfmt.rawValue])
    let result = try AwkFormatter.format(
      format, stack[(stack.count - count + 1)...], usesBytes: program.usesBytes
    ) { Self.text($0, convert) }
    stack.removeLast(count)
    return result
  }

  // MARK: Closing

  func flushAll() {
    host.standardOutput.flush()
    for output in streams.outputs { output.sink.flush() }
  }

  /// Closes what has this name; -1 when nothing has.
  mutating func close(_ name: [UInt8]) -> Int {
    var status = -1
    for output in streams.outputs where output.name == name { status = output.sink.close() }
    streams.outputs.removeAll { $0.name == name }
    for input in streams.inputs where input.name == name { status = input.reader.close() }
    streams.inputs.removeAll { $0.name == name }
    return status
  }

  mutating func closeAll() {
    host.standardOutput.flush()
    skipFile()
    for input in streams.inputs { _ = input.reader.close() }
    for output in streams.outputs { _ = output.sink.close() }
    streams = AwkStreams()
  }
}
