// One run of patch: goes through the files that a patch names, and their hunks.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Applies one patch.
final class PatchRun {
  let tool: Tool
  let plan: PatchPlan
  private var reader: PatchReader
  /// Whether the patch is taken back.
  private var isReversed: Bool
  private var hasFailed = false
  /// Whether the hunks of the file at hand are read, and nothing is done.
  private var skips = false
  private var appliesAnyway = false
  let files: PatchFiles

  /// Opens the patch.
  init(_ tool: Tool, _ plan: PatchPlan) throws(PatchStop) {
    (self.tool, self.plan) = (tool, plan)
    isReversed = tool.has("R")
    if let directory = tool.options.value("d")?.text {
      do throws(Errno) { try WorkingDirectory.change(to: directory) } catch {
        throw PatchStop("Can't change to directory \(shown(directory)) : \(error.message)")
      }
    }
    let path = tool.options.value("i")?.text ?? (tool.operands.count > 1 ? tool.operands[1] : "-")
    do throws(Errno) {
      let input = try InputFile(path)
      reader = PatchReader(input.readAll())
      reader.needsNames = tool.operands.isEmpty
      if let failure = input.failure { throw failure }
    } catch {
      throw PatchStop("Can't open patch file \(shown(path)) : \(error.message)")
    }
    files = PatchFiles(tool, plan)
  }

  // MARK: Messages

  private var isSilent: Bool { tool.has("s") || tool.has("silent") }
  private var isVerbose: Bool { tool.has("verbose") }

  /// Messages stand on the output, unless that is the patched file.
  func say(_ text: String) {
    if tool.options.value("o").map({ $0.elementsEqual("-".utf8) }) ?? false {
      try? Streams.writeAll(Streams.error, text.bytes)
    } else {
      tool.output.write(text)
    }
  }

  /// Asks on a terminal; without one the answer is empty.
  private func ask(_ question: String) -> Bytes {
    say(question)
    tool.output.flush()
    let readsPatch = !tool.has("i") && tool.operands.count < 2
    guard let raw = [Streams.input, Streams.error].first(where: { Terminal.isTerminal($0) }),
      !(readsPatch && raw == Streams.input)
    else {
      say("\n")
      return []
    }
    var answer = Bytes()
    var byte: Bytes = [0]
    while let count = try? Streams.read(raw, into: &byte), count == 1, byte[0] != 0x0a { answer.append(byte[0]) }
    return answer
  }

  /// Whether the patch shall be taken the other way round, since that is how it fits.
  private func mayReverse(_ what: String) -> Bool {
    if tool.has("N") || !(tool.has("f") && isSilent) { say(what) }
    if tool.has("N") {
      say("  Skipping patch.\n")
      skips = true
    } else if tool.has("f") {
      if !isSilent { say("  Applying it anyway.\n") }
    } else if tool.has("t") {
      say(isReversed ? "  Ignoring -R.\n" : "  Assuming -R.\n")
      return true
    } else {
      if ask(isReversed ? "  Ignore -R? [n] " : "  Assume -R? [n] ").first == UInt8(ascii: "y") { return true }
      if ask("Apply anyway? [n] ").first != UInt8(ascii: "y") {
        if !isSilent { say("Skipping patch.\n") }
        skips = true
      } else {
        appliesAnyway = true
      }
    }
    return false
  }

  // MARK: Files

  /// Goes through the patch. Returns the exit status.
  func run() throws(PatchStop) -> Int32 {
    if reader.endsInLine, !isSilent { say("patch unexpectedly ends in middle of line\n") }
    var count = 0
    while true {
      let header: PatchHeader?
      let wasAtEnd = reader.isAtEnd
      if isVerbose, !reader.isAtEnd { say("Hmm...") }
      do throws(PatchError) { header = try reader.nextHeader() } catch { throw PatchStop(error) }
      guard let header else {
        if count == 0, !reader.isEmpty { throw PatchStop("Only garbage was found in the patch input.") }
        if isVerbose { say("\(wasAtEnd ? "" : "  Ignoring the trailing garbage.\n")done\n") }
        break
      }
      count += 1
      if let form = plan.form, header.form != form, header.form != .none {
        throw PatchStop("Only garbage was found in the patch input.")
      }
      try change(header)
      isReversed = tool.has("R")
      (skips, appliesAnyway) = (false, false)
    }
    files.finish()
    return hasFailed || files.hasFailed ? 1 : 0
  }

  /// Names after -p.
  private func name(_ side: PatchHeader.Side) -> Bytes? { side.name.flatMap { PatchNames.stripped($0, plan.strip) } }

  /// Finds the file that is meant.
  private func target(_ header: PatchHeader) -> String? {
    if let path = tool.operands.first { return path }
    var candidates: [Bytes] = []
    let index = header.index.flatMap { PatchNames.stripped($0, plan.strip) }
    var names = [name(header.old), name(header.new)].compactMap { $0 }
    if names.isEmpty || tool.has("posix"), let index { names.append(index) }
    var dangerous: [Bytes] = []
    for name in names where !candidates.contains(name) && !dangerous.contains(name) {
      if PatchNames.isSafe(name) {
        candidates.append(name)
      } else {
        dangerous.append(name)
        say("Ignoring potentially dangerous file name \(shown(name.text))\n")
      }
    }
    let existing = candidates.filter { status($0.text, followLinks: false) != nil }
    let best = tool.has("posix") ? existing.first : PatchNames.best(existing)
    let size = best.flatMap { status($0.text)?.size } ?? 0
    let isEmpty = best == nil || size == 0
    func absence(_ isNew: Bool) -> Int { isNew ? header.newAbsence : header.oldAbsence }
    // A file that git says to be empty may go.
    let isKnownEmpty = header.form == .none && best != nil
    if let last = candidates.last, !isKnownEmpty, (isEmpty ? 0 : 1) < absence(isReversed != isEmpty) {
      let (verb, state) =
        best == nil
        ? ("delete", "does not exist") : isEmpty ? ("empty out", "is already empty") : ("create", "already exists")
      let named = best ?? last
      let start = "The next patch\(isReversed ? ", when reversed," : "")"
      if mayReverse("\(start) would \(verb) the file \(shown(named.text)),\nwhich \(state)!") { isReversed.toggle() }
    }
    if let best { return best.text }
    guard absence(isReversed) > 0 else { return nil }
    // The file is to be made: where the fewest directories have to be made with it.
    func missing(_ name: Bytes) -> Int {
      var count = 0
      var parent = Paths.parent(name.text)
      while !parent.isSame(as: "."), !parent.isSame(as: "/"), status(parent) == nil {
        count += 1
        parent = Paths.parent(parent)
      }
      return count
    }
    let fewest = candidates.map(missing).min() ?? 0
    return PatchNames.best(candidates.filter { missing($0) == fewest })?.text
  }

  /// Says that there is no such file; nil, or the name that somebody types.
  private func askForTarget(_ header: PatchHeader) -> String? {
    if !isSilent {
      say("can't find file to patch at input line \(header.line)\n")
      if header.form != .normal {
        let advice = plan.strip == nil ? "should have used the" : "used the wrong"
        say("Perhaps you \(advice) -p or --strip option?\n")
      }
    }
    sayLeading(header)
    if tool.has("f") || tool.has("t") {
      say("No file to patch.  Skipping patch.\n")
      return nil
    }
    while true {
      let answer = ask("File to patch: ")
      if !answer.isEmpty, status(answer.text) != nil { return answer.text }
      if !answer.isEmpty { tool.report(shown(answer.text), .noSuchEntry) }
      if ask("Skip this patch? [y] ").first != UInt8(ascii: "n") { break }
    }
    if !isSilent { say("Skipping patch.\n") }
    return nil
  }

  private func sayLeading(_ header: PatchHeader) {
    guard !header.leading.isEmpty else { return }
    say("The text leading up to this was:\n--------------------------\n")
    for line in header.leading { say("|\(line.text)\(line.last == 0x0a ? "" : "\n")") }
    say("--------------------------\n")
  }

  private func describe(_ header: PatchHeader) {
    if isVerbose {
      let form =
        switch header.form {
        case .unified: "a unified diff"
        case .context: "a new-style context diff"
        case .normal: "a normal diff"
        case .none, .binary: "a git diff"
        }
      say("  Looks like \(form) to me...\n")
      sayLeading(header)
    }
    if header.stripsReturns, !tool.has("binary"), !isSilent {
      say("(Stripping trailing CRs from patch; use --binary to disable.)\n")
    }
  }

  /// Changes one file.
  private func change(_ header: PatchHeader) throws(PatchStop) {
    describe(header)
    guard let input = target(header) ?? (skips ? nil : askForTarget(header)) else {
      skips = true
      return try work(header, nil)
    }
    if skips { return try work(header, nil) }
    if tool.operands.isEmpty, !files.isInside(input) {
      say("Invalid file name \(shown(input)) -- skipping patch\n")
      hasFailed = true
      skips = true
      return try work(header, nil, isCounted: false)
    }
    var output = input
    if header.isRename || header.isCopy, let other = name(isReversed ? header.old : header.new) {
      guard PatchNames.isSafe(other), files.isInside(other.text) else {
        say("Cannot \(header.isRename ? "rename" : "copy") file without two valid file names\n")
        skips = true
        return try work(header, nil)
      }
      output = other.text
    }
    if let path = tool.options.value("o")?.text { output = path }
    let change = PatchChange(header, input: input, output: output, isReversed: isReversed)
    if header.form == .binary {
      say("File \(shown(output)): git binary diffs are not supported.\n")
      hasFailed = true
      return
    }
    if let found = status(input, followLinks: tool.has("follow-symlinks")), found.fileKind != .regular {
      say("File \(shown(input)) is not a regular file -- refusing to patch\n")
      skips = true
    } else if !isSilent {
      let how = header.isCopy ? "copied" : header.isRename ? "renamed" : "read"
      let from = input.isSame(as: output) ? "" : " (\(how) from \(shown(input)))"
      say("\(tool.has("dry-run") ? "checking" : "patching") file \(shown(output))\(from)\n")
      if isVerbose { say("Using Plan A...\n") }
    }
    try work(header, change)
  }

  // MARK: Hunks

  private func nextHunk() throws(PatchStop) -> PatchHunk? {
    do throws(PatchError) { return try reader.nextHunk() } catch { throw PatchStop(error) }
  }

  /// Reads the hunks of a file and applies them to `change`; without it they are only counted.
  private func work(_ header: PatchHeader, _ change: PatchChange?, isCounted: Bool = true) throws(PatchStop) {
    var text = Bytes()
    if let change, !skips {
      do throws(Errno) { text = try files.content(change.input) } catch {
        throw PatchStop("Can't open file \(shown(change.input)) : \(error.message)")
      }
    }
    var target = PatchTarget(text, ignoresBlanks: tool.has("l"))
    var rejects = PatchRejects(header, plan, strip: name)
    var (count, isMismatch) = (0, false)
    while var hunk = try nextHunk() {
      count += 1
      if isReversed { hunk = hunk.reversed }
      var place: Int?
      var fuzz = 0
      let wasReversed = isReversed
      if !skips { (place, fuzz) = find(&hunk, &target, isFirst: count == 1) }
      if place == nil || fuzz > 0 || target.inputOffset != 0 || isReversed != wasReversed { isMismatch = true }
      let absence = isReversed ? header.newAbsence : header.oldAbsence
      if let found = place, !skips, !(found == 1 && absence == 2 && !text.isEmpty) {
        let shownPlace = found + target.outputOffset
        target.apply(hunk, at: found)
        if isVerbose || (!isSilent && (fuzz > 0 || target.inputOffset != 0)) {
          let offset = target.inputOffset
          let moved = offset == 0 ? "" : " (offset \(offset) line\(offset == 1 ? "" : "s"))"
          say("Hunk #\(count) succeeded at \(shownPlace)\(fuzz > 0 ? " with fuzz \(fuzz)" : "")\(moved).\n")
        }
      } else {
        if isVerbose || (!skips && !isSilent) {
          let start = (place ?? hunk.oldStart) &+ target.outputOffset
          say("Hunk #\(count) \(skips ? "ignored" : "FAILED") at \(start).\n")
        }
        rejects.add(hunk, target.outputOffset, isReversed: isReversed)
        target.pass(hunk)
      }
    }
    if let change, !skips {
      files.store(
        change.with(isReversed: isReversed), target.finish(),
        PatchFiles.Outcome(hunks: count, failed: rejects.count, isMismatch: isMismatch), say)
    }
    guard rejects.count > 0, isCounted else { return }
    hasFailed = true
    report(rejects, count, change)
  }

  /// The place of a hunk and its fuzz. The first hunk may show that the patch fits the other way round.
  private func find(_ hunk: inout PatchHunk, _ target: inout PatchTarget, isFirst: Bool) -> (Int?, Int) {
    let most = min(plan.fuzz, max(hunk.prefixContext, hunk.suffixContext))
    for fuzz in 0...most {
      if let place = target.locate(hunk, fuzz: fuzz) { return (place, fuzz) }
      guard isFirst, !tool.has("f"), !appliesAnyway, isReversed == tool.has("R") else { continue }
      let other = hunk.reversed
      if let place = target.locate(other, fuzz: fuzz) {
        let state = isReversed ? "Unreversed" : "Reversed (or previously applied)"
        if mayReverse("\(state) patch detected!") {
          isReversed.toggle()
          hunk = other
          return (place, fuzz)
        }
        if skips { return (nil, 0) }
        appliesAnyway = true
        target.forgetOffset()
      }
    }
    return (nil, 0)
  }

  private func report(_ rejects: PatchRejects, _ count: Int, _ change: PatchChange?) {
    let verb = skips ? "ignored" : "FAILED"
    let head = "\(rejects.count) out of \(count) hunk\(count == 1 ? "" : "s") \(verb)"
    let given = tool.options.value("r")?.text
    guard let change, !(given.map { $0.isSame(as: "-") } ?? false) else { return say(head + "\n") }
    let path = given ?? change.output + ".rej"
    say("\(head) -- saving rejects to file \(shown(path))\n")
    if tool.has("dry-run") { return }
    do throws(Errno) { try FileSystem.writeFile(path, rejects.text) } catch {
      tool.report("**** Can't create file \(shown(path)) : \(error.message)")
    }
  }
}
