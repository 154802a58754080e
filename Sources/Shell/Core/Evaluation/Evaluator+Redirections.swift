// The evaluator's redirections: they change a copy of the handle table.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.7.

extension Evaluator {
  /// Runs `body` with redirections in force. When one fails, says so and returns `onFailure` instead.
  func redirected(
    _ redirections: [Redirection], onFailure: Int32, _ body: () throws(Unwind) -> Int32
  ) throws(Unwind) -> Int32 {
    if redirections.isEmpty { return try body() }
    let saved = state.handles
    let pins = pinned.count
    for number in redirections.numbers { if case .host(let handle)? = saved[number] { pinned.append(handle) } }
    var opened: [HostHandle] = []
    defer {
      // Only what was redirected is put back: `exec` inside may have changed other handles for good.
      for number in redirections.numbers { state.handles[number] = saved[number] }
      pinned.removeLast(pinned.count - pins)
      for handle in opened {
        if state.handles.contains(handle) { state.ownedHandles.append(handle) } else { host.close(handle) }
      }
    }
    guard try apply(redirections, opened: &opened) else { return onFailure }
    return try body()
  }

  /// Closes handles of this shell that no number leads to any more.
  func closeUnusedHandles() {
    let unused = state.ownedHandles.filter { !state.handles.contains($0) && !pinned.contains($0) }
    guard !unused.isEmpty else { return }
    state.ownedHandles.removeAll { unused.contains($0) }
    for handle in unused { host.close(handle) }
  }

  /// Applies redirections to the handle table. Handles that were opened for it are added to `opened`, for the caller to
  /// close. False when one failed; the message has been written.
  func apply(_ redirections: [Redirection], opened: inout [HostHandle]) throws(Unwind) -> Bool {
    for redirection in redirections {
      switch redirection.target {
      case .read(let word): guard try open(word, .read, redirection.handle, &opened) else { return false }
      case .append(let word): guard try open(word, .append, redirection.handle, &opened) else { return false }
      case .readWrite(let word): guard try open(word, .readWrite, redirection.handle, &opened) else { return false }
      case .write(let word, let overrides):
        guard try openForWriting(word, overrides: overrides, redirection.handle, &opened) else { return false }
      case .writeBoth(let word, let appends):
        guard try open(word, appends ? .append : .write, 1, &opened) else { return false }
        state.handles[2] = state.handles[1]
      case .duplicate(let word): guard try duplicate(word, to: redirection.handle) else { return false }
      case .hereDocument(let document):
        guard provide(try expandHereDocument(document), redirection.handle, &opened) else { return false }
      case .hereString(let word):
        guard provide(try expandText(word) + [ASCII.newline], redirection.handle, &opened) else { return false }
      }
    }
    return true
  }

  private func expandHereDocument(_ document: HereDocument) throws(Unwind) -> Bytes {
    if document.isLiteral { return try expandText(document.body) }
    return try expandText(Word([.doubleQuoted(document.body.parts)]))
  }

  private func open(
    _ word: Word, _ mode: OpenMode, _ number: Int, _ opened: inout [HostHandle]
  ) throws(Unwind) -> Bool {
    let path = try expandText(word)
    do {
      let handle = try host.open(path, mode)
      opened.append(handle)
      state.handles[number] = .host(handle)
      return true
    } catch {
      report(path + ": ".bytes + error.message)
      return false
    }
  }

  private func openForWriting(
    _ word: Word, overrides: Bool, _ number: Int, _ opened: inout [HostHandle]
  ) throws(Unwind) -> Bool {
    guard state.options.contains(.noClobber), !overrides else { return try open(word, .write, number, &opened) }
    let path = try expandText(word)
    if isRegularFile(path) {
      report(path + ": exists (use >| to overwrite it)".bytes)
      return false
    }
    return try open(word, .write, number, &opened)
  }

  private func isRegularFile(_ path: Bytes) -> Bool {
    do { return try host.status(path, followsLinks: true).kind == .file } catch { return false }
  }

  private func duplicate(_ word: Word, to number: Int) throws(Unwind) -> Bool {
    let text = try expandText(word)
    if text.matches("-") {
      state.handles[number] = nil
      return true
    }
    guard let source = text.decimalValue, source >= 0, source <= Int64(Limits.handleNumber),
      let target = state.handles[Int(source)]
    else {
      report(text + ": ".bytes + HostError.badHandle.message)
      return false
    }
    state.handles[number] = target
    return true
  }

  private func provide(_ bytes: Bytes, _ number: Int, _ opened: inout [HostHandle]) -> Bool {
    do {
      let handle = try host.makeInput(bytes)
      opened.append(handle)
      state.handles[number] = .host(handle)
      return true
    } catch {
      report("here-document: ".bytes + error.message)
      return false
    }
  }
}

extension [Redirection] {
  /// The handle numbers that the redirections change.
  fileprivate var numbers: [Int] {
    flatMap { redirection in
      if case .writeBoth = redirection.target { return [1, 2] }
      return [redirection.handle]
    }
  }
}
