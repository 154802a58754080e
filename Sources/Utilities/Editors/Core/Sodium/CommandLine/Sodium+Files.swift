// Commands that need the world: files, the shell, the clipboard. They become actions; the answers come in here.

import EditorCore

extension Sodium {
  func file(_ command: ExCommand, _ range: LineRange, _ rest: ArraySlice<UInt8>) throws(EditorError) {
    guard !isInGlobal else { throw EditorError("E319: No files inside of :global") }
    var rest = rest
    let isForced = rest.first == UInt8(ascii: "!")
    if isForced { rest.removeFirst() }
    skipBlanks(&rest)
    var name = Array(rest)
    while let last = name.last, Characters.isBlank(last) { name.removeLast() }
    switch command {
    case .write: try write(range, name, isForced: isForced, quits: false)
    case .update: if text.isModified { try write(range, name, isForced: isForced, quits: false) }
    case .writeQuit: try write(range, name, isForced: isForced, quits: true)
    case .exit:
      if text.isModified { try write(range, name, isForced: isForced, quits: true) } else { quit(0) }
    case .quit, .quitAll:
      guard isForced || !text.isModified else {
        throw EditorError("E37: No write since last change (add ! to override)")
      }
      quit(0)
    case .edit: try edit(name, isForced: isForced)
    case .read: try read(range, name)
    case .file:
      if !name.isEmpty { path = name }
      tell(
        Array("\"".utf8) + (path.isEmpty ? Array("[No Name]".utf8) : path)
          + Array("\" \(text.isModified ? "[Modified] " : "")\(text.lineCount) lines".utf8))
    default: break
    }
  }

  private func quit(_ status: Int32) {
    isQuitting = true
    actions.append(.quit(status: status))
  }

  /// `%` stands for the name of the file.
  private func expanded(_ name: [UInt8]) -> [UInt8] { name.elementsEqual("%".utf8) ? path : name }

  private func write(_ range: LineRange, _ name: [UInt8], isForced: Bool, quits: Bool) throws(EditorError) {
    var name = name
    if name.first == UInt8(ascii: "!"), !quits {
      let lines = range.count == 0 ? 0...text.lastLine : max(0, range.first)...max(0, range.last)
      waiting = .command
      actions.append(.run(command: Array(name.dropFirst()), input: text.bytes(ofLines: lines), .show))
      return
    }
    let appends = name.starts(with: ">>".utf8)
    if appends { name = Array(name.dropFirst(2).drop(while: Characters.isBlank)) }
    let target = name.isEmpty ? path : expanded(name)
    guard !target.isEmpty else { throw EditorError("E32: No file name") }
    let isOwn = name.isEmpty || target == path || path.isEmpty
    guard isForced || !isOwn || !options.isReadOnly else {
      throw EditorError("E45: 'readonly' option is set (add ! to override)")
    }
    let isPart = range.count > 0 && !(range.first == 0 && range.last == text.lastLine)
    guard !isPart || !isOwn || isForced || appends else { throw EditorError("E140: Use ! to write partial buffer") }
    waiting = .write
    actions.append(
      .write(
        WriteRequest(
          path: target, content: text, lines: isPart ? max(0, range.first)...max(0, range.last) : nil,
          isForced: isForced, isOwn: isOwn && !isPart && !appends, appends: appends, quits: quits)))
  }

  private func edit(_ name: [UInt8], isForced: Bool) throws(EditorError) {
    let target = name.isEmpty ? path : expanded(name)
    guard !target.isEmpty else { throw EditorError("E32: No file name") }
    guard isForced || !text.isModified else {
      throw EditorError("E37: No write since last change (add ! to override)")
    }
    waiting = .file
    actions.append(.read(path: target, .edit))
  }

  private func read(_ range: LineRange, _ name: [UInt8]) throws(EditorError) {
    let line = range.count == 0 ? cursor.line : range.last
    if name.first == UInt8(ascii: "!") {
      waiting = .command
      actions.append(.run(command: Array(name.dropFirst()), input: nil, .insert(afterLine: line)))
      return
    }
    let target = name.isEmpty ? path : expanded(name)
    guard !target.isEmpty else { throw EditorError("E32: No file name") }
    waiting = .file
    actions.append(.read(path: target, .insert(afterLine: line)))
  }

  // MARK: - The shell

  /// `:!command`, or with a range a filter.
  func shell(_ range: LineRange, _ command: [UInt8]) throws(EditorError) {
    guard !isInGlobal else { throw EditorError("E319: No commands inside of :global") }
    var command = command
    if command.elementsEqual("!".utf8) { command = lastShellCommand }
    guard command.contains(where: { !Characters.isBlank($0) }) else { throw EditorError("E471: Argument required") }
    lastShellCommand = command
    guard range.count > 0 else {
      waiting = .command
      actions.append(.run(command: command, input: nil, .show))
      return
    }
    filter(max(0, range.first)...max(0, range.last), through: command)
  }

  /// `!motion`: asks for the command.
  func askForFilter(_ lines: ClosedRange<Int>) {
    place(Position(lines.lowerBound, 0))
    openLine(.filter(lines: lines))
  }

  func filter(_ lines: ClosedRange<Int>, through command: [UInt8]) {
    guard !command.isEmpty, lines.upperBound <= text.lastLine else { return }
    guard !isInGlobal else { return fail("E319: No commands inside of :global") }
    lastShellCommand = command
    waiting = .command
    actions.append(.run(command: command, input: text.bytes(ofLines: lines), .filter(lines: lines)))
  }

  /// Asks for the clipboard; the keys are handled again when it is there.
  func askClipboard(again keys: [Key]) {
    waiting = .clipboard
    playing += keys.reversed()
    actions.append(.readClipboard)
  }

  // MARK: - Answers

  func take(_ answer: EditorAnswer, _ reason: Waiting?) {
    switch answer {
    case .written(let request): written(request)
    case .notWritten(_, let message, let mayForce):
      fail(mayForce ? message + Array(" (add ! to override)".utf8) : message)
    case .file(let path, let bytes, let isReadOnly, let purpose):
      switch purpose {
      case .edit: show(path, bytes, isReadOnly)
      case .insert(let line):
        guard let bytes else { return fail(Array("E484: Can't open file ".utf8) + path) }
        insertLines(bytes, behind: line)
      }
    case .output(let bytes, let status, let purpose): take(output: bytes, status, purpose)
    case .names(let names): offer(names)
    case .clipboard(let bytes):
      clipboard = Registers.Content(text: Self.pasted(bytes), shape: bytes.last == 0x0A ? .lines : .characters)
    case .failed(let message):
      fail(message)
      if reason == .clipboard { playing = [] }
    }
  }

  private func written(_ request: WriteRequest) {
    if request.isOwn {
      path = request.path
      // Only what is shown now counts as saved.
      if request.content.revision == text.revision { text.markSaved() }
    }
    let lines = request.lines?.count ?? request.content.lineCount
    let shown = request.content.hasLines ? lines : 0
    tell(
      Array("\"".utf8) + request.path
        + Array("\" \(shown)L, \(request.byteCount)B \(request.appends ? "appended" : "written")".utf8))
    if request.quits { quit(0) }
  }

  private func show(_ path: [UInt8], _ bytes: [UInt8]?, _ isReadOnly: Bool) {
    let isSame = path == self.path
    self.path = path
    let line = cursor.line
    text = EditedText(bytes ?? [])
    options.isReadOnly = isReadOnly
    savedLine = nil
    jumps = JumpList()
    viewport.top = 0
    place(firstNonBlank(isSame ? min(line, text.lastLine) : 0))
    tell(Self.describe(path, text, isNew: bytes == nil, isReadOnly: isReadOnly))
  }

  /// What is told about a file that was opened.
  public static func describe(_ path: [UInt8], _ text: EditedText, isNew: Bool, isReadOnly: Bool) -> [UInt8] {
    let name = Array("\"".utf8) + path + Array("\" ".utf8)
    if isNew { return name + Array("[New]".utf8) }
    let marks =
      (isReadOnly ? "[readonly] " : "") + (text.finalEnding.isEmpty ? "[noeol] " : "")
      + (text.lineEnding == .carriageReturnLineFeed ? "[dos] " : "")
    return name + Array("\(marks)\(text.hasLines ? text.lineCount : 0)L, \(text.byteCount)B".utf8)
  }

  private func insertLines(_ bytes: [UInt8], behind line: Int) {
    guard !bytes.isEmpty else { return }
    var bytes = Self.pasted(bytes)
    if bytes.last == 0x0A { bytes.removeLast() }
    let number = min(line + 1, text.lineCount)
    savedLine = nil
    text.insertLines(bytes, before: number, cursor: cursor)
    place(firstNonBlank(number))
  }

  private func take(output bytes: [UInt8], _ status: Int32, _ purpose: RunPurpose) {
    switch purpose {
    case .insert(let line): insertLines(bytes, behind: line)
    case .filter(let lines):
      guard lines.upperBound <= text.lastLine else { return fail() }
      var bytes = Self.pasted(bytes)
      let old = cursor
      savedLine = nil
      if bytes.isEmpty {
        text.deleteLines(lines, cursor: old)
      } else {
        if bytes.last == 0x0A { bytes.removeLast() }
        let end = Position(lines.upperBound, text.length(ofLine: lines.upperBound))
        text.replace(Position(lines.lowerBound, 0), end, with: bytes, cursor: old)
      }
      place(firstNonBlank(min(lines.lowerBound, text.lastLine)))
    case .show: actions.append(.redraw)
    }
    if status != 0 { tell("shell returned \(status)") }
  }
}
