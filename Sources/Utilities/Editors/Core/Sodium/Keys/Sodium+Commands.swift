// Normal mode: keys are gathered until they are a command, and the command is done.

extension Sodium {
  func handleCommandKey(_ key: Key) {
    if case .paste(let bytes) = key { return paste(bytes) }
    if recording != nil, pending.isEmpty, playing.isEmpty, depth == 0, key.ascii == UInt8(ascii: "q") {
      return endRecording()
    }
    pending.append(key)
    tryPending(line: nil)
  }

  /// Does the pending keys if they are a command; `line` is a search typed in the middle of them.
  func tryPending(line: [UInt8]?) {
    let keys = pending
    if mode.isVisual, handledVisually(keys, line) { return }
    var parser = CommandParser(keys, line: line, isVisual: mode.isVisual)
    do throws(ParseStop) {
      let command = try parser.parse()
      if needsClipboard(command.register, command.verb), clipboard == nil {
        pending = []
        return askClipboard(again: keys)
      }
      pending = []
      if mode.isVisual, !command.isForSelection { fail() } else { run(command) }
      if Registers.isClipboard(command.register) { clipboard = nil }
    } catch {
      switch error {
      case .incomplete: break
      case .invalid: fail()
      case .needsLine(let mark): openLine(CommandLine.Purpose.search(isForward: mark == UInt8(ascii: "/")))
      }
    }
    if mode == .normal, insertion.resumes != nil, pending.isEmpty { resumeInsert() }
  }

  private func needsClipboard(_ register: UInt8?, _ verb: NormalVerb) -> Bool {
    guard Registers.isClipboard(register) else { return false }
    if case .put = verb { return true }
    if case .play = verb { return true }
    return false
  }

  /// Back to insert mode after Ctrl-O and a command.
  func resumeInsert() {
    guard let mode = insertion.resumes else { return }
    var old = cursor
    if wantedColumn == .max { old.byte = text.length(ofLine: old.line) }
    beginInsert(at: old, mode)
    cursor = old
  }

  /// Does a command, and keeps it for `.`.
  func run(_ command: NormalCommand) {
    if command.isChange, !isRepeating {
      lastChange = RepeatableChange(command: command)
    }
    perform(command)
  }

  private func perform(_ command: NormalCommand) {
    let times = max(1, command.count ?? 1)
    switch command.verb {
    case .move(let motion): move(motion, command.count)
    case .operate(let action, let target): operate(action, target, command)
    case .insert(let place): insert(place, count: times)
    case .overwrite:
      rememberLine(cursor.line...cursor.line)
      beginInsert(at: cursor, .replace)
      insertion.count = times
    case .replaceCharacter(let key): replaceCharacters(key, times)
    case .toggleCharacter: toggleCharacters(times)
    case .put(let isBefore, let goesBehind):
      put(command.register, isBefore: isBefore, goesBehind: goesBehind, count: times)
    case .join(let isPlain):
      savedLine = nil
      join(cursor.line, count: max(2, times), isPlain: isPlain)
    case .increment(let isNegative): increment(isNegative ? -times : times)
    case .undo: undo(times, isRedo: false)
    case .redo: undo(times, isRedo: true)
    case .undoLine: undoLine()
    case .repeatChange: repeatChange(command.count)
    case .record(let name): record(name)
    case .play(let name): play(name, times)
    case .visual(let shape): beginVisual(shape)
    case .visualAgain: beginVisualAgain()
    case .scroll(let kind): scroll(kind, command.count)
    case .setMark(let name): setMark(name)
    case .prompt: openLine(.command(prefix: command.count.map { Self.rangeText($0) } ?? []))
    case .repeatSubstitution(let isGlobal): repeatSubstitution(wholeText: isGlobal)
    case .jump(let isOlder): jumpInList(isOlder ? -times : times)
    default: performRare(command)
    }
  }

  private func performRare(_ command: NormalCommand) {
    switch command.verb {
    case .suspend: actions.append(.suspend)
    case .redraw:
      actions.append(.redraw)
      search.isShown = false
    case .showPlace: showPlace()
    case .showCharacter: showCharacter()
    case .saveAndQuit: runLine(Array("x".utf8))
    case .quitDiscarding: runLine(Array("q!".utf8))
    case .cancel: if depth > 0 || command.count != nil { pending = [] }
    default: break
    }
  }

  /// The range that a count before `:` stands for.
  private static func rangeText(_ count: Int) -> [UInt8] {
    Array((count == 1 ? "." : ".,.+\(count - 1)").utf8)
  }

  // MARK: - Moving

  func move(_ motion: CursorMotion, _ count: Int?) {
    do throws(EditorError) {
      guard let target = try target(motion, count) else { return fail() }
      go(target)
    } catch { fail(error.message) }
  }

  /// Goes where a motion leads.
  func go(_ target: MotionTarget) {
    let wanted = wantedColumn
    if target.isJump { rememberJump() }
    place(target.place)
    if target.keepsColumn { wantedColumn = wanted } else if let column = target.column { wantedColumn = column }
  }

  func rememberJump() {
    text.setMark(UInt8(ascii: "'"), cursor)
    jumps.add(cursor)
  }

  private func jumpInList(_ count: Int) {
    guard let place = jumps.go(count, from: cursor) else { return fail() }
    self.place(place)
  }

  private func setMark(_ name: UInt8) {
    switch name {
    case 0x61...0x7A, 0x41...0x5A: text.setMark(name, cursor)
    case UInt8(ascii: "'"), UInt8(ascii: "`"): rememberJump()
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"): text.setMark(name, cursor)
    default: fail()
    }
  }

  // MARK: - Small changes

  private func replaceCharacters(_ key: Key, _ count: Int) {
    let bytes: [UInt8]
    switch key {
    case .character, .tab: bytes = key.bytes
    case .enter, .ctrl("J"): bytes = [0x0A]
    default: return fail()
    }
    let line = text.line(cursor.line)
    var end = cursor.byte
    for _ in 0..<min(count, line.count + 1) {
      guard end < line.count else { return fail() }
      end = Characters.next(line, end)
    }
    guard count <= line.count else { return fail() }
    rememberLine(cursor.line...cursor.line)
    var new: [UInt8] = []
    if bytes == [0x0A] {
      let indent = options.autoIndents ? line.prefix(while: Characters.isBlank).prefix(cursor.byte) : []
      text.replace(cursor, Position(cursor.line, end), with: bytes + indent, cursor: cursor)
      return place(Position(cursor.line + 1, indent.count))
    }
    for _ in 0..<count { new += bytes }
    text.replace(cursor, Position(cursor.line, end), with: new, cursor: cursor)
    place(Position(cursor.line, cursor.byte + new.count - bytes.count))
  }

  private func paste(_ bytes: [UInt8]) {
    pending = []
    guard !mode.isVisual else { return fail() }
    let line = text.line(cursor.line)
    let behind = Position(cursor.line, Characters.next(line, cursor.byte))
    beginInsert(at: line.isEmpty ? cursor : behind)
    type(Self.pasted(bytes))
    endInsert()
  }

  private func showPlace() {
    let percent = (cursor.line + 1) * 100 / text.lineCount
    tell(
      Array("\"".utf8) + (path.isEmpty ? Array("[No Name]".utf8) : path)
        + Array("\" \(text.isModified ? "[Modified] " : "")\(text.lineCount) lines --\(percent)%--".utf8))
  }

  private func showCharacter() {
    let line = text.line(cursor.line)
    guard cursor.byte < line.count else { return tell("NUL") }
    let end = Characters.next(line, cursor.byte)
    let (value, _) = Characters.scalar(line, cursor.byte)
    let number = value & 0x1F_FFFF
    let hex = String(number, radix: 16)
    tell(
      Array("<".utf8) + line[cursor.byte..<end]
        + Array("> \(number), Hex \(hex), Oct \(String(number, radix: 8)), \(end - cursor.byte) bytes".utf8))
  }

  // MARK: - Again

  /// `.`
  private func repeatChange(_ count: Int?) {
    guard var change = lastChange, !isRepeating, depth < Self.depthLimit else { return fail() }
    if let count {
      change.command.count = count
      lastChange?.command.count = count
    }
    // Register "1 counts up, so that deleted texts come one after the other.
    if let name = change.command.register, name >= 0x31, name < 0x39 {
      change.command.register = name + 1
      lastChange?.command.register = name + 1
    }
    isRepeating = true
    if let extent = change.selection {
      select(extent)
      runVisual(change.command)
    } else {
      perform(change.command)
    }
    if mode.isTyping {
      execute(change.inserted)
      if mode.isTyping { endInsert() }
    }
    isRepeating = false
  }

  private func record(_ name: UInt8) {
    guard depth == 0, Registers.isName(name), name != Registers.blackHole else { return fail() }
    recording = (name, [])
    tell("recording @" + String(decoding: [name], as: UTF8.self))
  }

  /// Ends a recording; the `q` that does so is not part of it.
  func endRecording() {
    guard let register = recording else { return }
    recording = nil
    var bytes: [UInt8] = []
    for key in register.keys.dropLast() { bytes += key.bytes }
    registers.set(register.name, Registers.Content(text: bytes, shape: .characters))
  }

  private func play(_ name: UInt8, _ times: Int) {
    var name = name
    if name == UInt8(ascii: "@") {
      guard let last = lastPlayed else { return fail("E748: No previously used register") }
      name = last
    }
    if name == UInt8(ascii: ":") {
      guard let last = registers[UInt8(ascii: ":")] else { return fail("E30: No previous command line") }
      lastPlayed = name
      for _ in 0..<min(times, 10_000) where !hasFailed { runLine(last.text) }
      return
    }
    guard Registers.isName(name), let content = content(ofRegister: name) else {
      return fail(Array("E354: Invalid register name".utf8))
    }
    lastPlayed = name
    var decoder = KeyDecoder()
    var keys = decoder.feed(content.text) + decoder.flush()
    if content.shape == .lines { keys = keys.map { $0 == .ctrl("J") ? .enter : $0 } }
    keys = Self.withoutAlt(keys)
    guard !keys.isEmpty else { return }
    let count = min(times, max(1, Self.stepLimit / keys.count))
    guard playing.count < Self.stepLimit else { return fail() }
    let reversed = Array(keys.reversed())
    for _ in 0..<count { playing += reversed }
  }
}
