// The evaluator's lists, compound commands, functions and subshells.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.9.3 to 2.9.5, 2.12.

extension Evaluator {
  // MARK: Lists

  /// Runs the commands of a list and returns the last status.
  @discardableResult
  func run(_ list: CommandList) throws(Unwind) -> Int32 {
    for item in list.items {
      try checkSignals()
      if state.options.contains(.noExecution) { continue }
      state.lastStatus = item.isBackground ? try startBackground(item.chain) : try run(item.chain)
    }
    return state.lastStatus
  }

  private func run(_ chain: Chain) throws(Unwind) -> Int32 {
    var status = try run(chain.first, isLast: chain.rest.isEmpty)
    for (index, link) in chain.rest.enumerated() where link.runsAfterSuccess == (status == 0) {
      status = try run(link.pipeline, isLast: index == chain.rest.count - 1)
    }
    return status
  }

  /// Runs a pipeline. Only the last one of a chain, not inverted, ends the shell under `set -e`.
  private func run(_ pipeline: Pipeline, isLast: Bool) throws(Unwind) -> Int32 {
    let isCondition = pipeline.isNegated || !isLast
    if isCondition { conditionDepth += 1 }
    defer { if isCondition { conditionDepth -= 1 } }
    var status =
      if pipeline.commands.count == 1 { try run(pipeline.commands[0]) } else { try run(stages: pipeline.commands) }
    if pipeline.isNegated { status = status == 0 ? 1 : 0 }
    state.lastStatus = status
    if !pipeline.isCheckedInside { try exitOnError(status) }
    return status
  }

  /// Ends the shell under `set -e` when `status` is a failure that nobody asked about.
  private func exitOnError(_ status: Int32) throws(Unwind) {
    if status != 0, conditionDepth == 0, state.options.contains(.exitOnError) { throw .exit(status) }
  }

  /// Runs a list whose status decides about something.
  func holds(_ condition: CommandList) throws(Unwind) -> Bool {
    conditionDepth += 1
    defer { conditionDepth -= 1 }
    return try run(condition) == 0
  }

  // MARK: Commands

  /// Runs one command in this shell.
  func run(_ command: Command) throws(Unwind) -> Int32 {
    try nested { () throws(Unwind) in
      switch command {
      case .simple(let simple): return try run(simple)
      case .compound(let compound, let redirections):
        var isEntered = false
        let status = try redirected(redirections, onFailure: 1) { () throws(Unwind) in
          isEntered = true
          return try run(compound)
        }
        if !isEntered { try exitOnError(status) }
        return status
      case .function(let definition):
        state.functions[definition.name] = definition
        return 0
      case .letStatement(let statement): return try run(statement)
      }
    }
  }

  private func run(_ compound: CompoundCommand) throws(Unwind) -> Int32 {
    switch compound {
    case .group(let list): return try run(list)
    case .subshell(let list): return subshell { () throws(Unwind) in try run(list) }
    case .conditional(let branches, let otherwise):
      for branch in branches where try holds(branch.condition) { return try run(branch.body) }
      if let otherwise { return try run(otherwise) }
      return 0
    case .loop(let isUntil, let condition, let body):
      var status: Int32 = 0
      try loop { () throws(Unwind) in
        guard try holds(condition) != isUntil else { return false }
        status = state.lastStatus
        status = try run(body)
        return true
      }
      return loopStatus ?? status
    case .forEach(let name, let words, let body):
      return try runForEach(name, try words.map(expandFields) ?? state.positional, body)
    case .select(let subject, let branches):
      let text = try expandText(subject)
      for branch in branches {
        for pattern in branch.patterns where Pattern(try expandPattern(pattern)).matches(text) {
          return branch.body.items.isEmpty ? 0 : try run(branch.body)
        }
      }
      return 0
    case .match(let subject, let branches): return try runMatch(subject, branches)
    }
  }

  private func runForEach(_ name: Bytes, _ values: [Bytes], _ body: CommandList) throws(Unwind) -> Int32 {
    var status: Int32 = 0
    var next = 0
    try loop { () throws(Unwind) in
      guard next < values.count else { return false }
      try assign(name, values[next])
      next += 1
      status = try run(body)
      return true
    }
    return loopStatus ?? status
  }

  /// The status of a loop that `break` left: that of `break` itself.
  private var loopStatus: Int32? { wasLoopLeft ? 0 : nil }

  /// Repeats `turn` until it says no, and handles `break` and `continue`.
  private func loop(_ turn: () throws(Unwind) -> Bool) throws(Unwind) {
    loopDepth += 1
    wasLoopLeft = false
    defer { loopDepth -= 1 }
    while true {
      try checkSignals()
      do {
        guard try turn() else {
          wasLoopLeft = false
          return
        }
      } catch .leaveLoops(let count) {
        if count > 1 { throw .leaveLoops(count - 1) }
        wasLoopLeft = true
        return
      } catch .continueLoop(let count) {
        if count > 1 { throw .continueLoop(count - 1) }
      }
    }
  }

  // MARK: Functions

  /// Calls a function.
  func call(_ function: FunctionDefinition, _ arguments: [Bytes]) throws(Unwind) -> Int32 {
    let positional = state.positional
    let outerLoops = loopDepth
    state.positional = arguments
    state.localScopes.append([])
    loopDepth = 0
    defer {
      loopDepth = outerLoops
      leaveLocalScope()
      state.positional = positional
    }
    do {
      guard try bind(function, arguments) else { return 2 }
      return try run(function.body)
    } catch .leaveFunction(let status) {
      return status
    }
  }

  // MARK: Subshells

  /// Runs `body` on a copy of the state and returns its status, whatever happens in it.
  func subshell(_ body: () throws(Unwind) -> Int32) -> Int32 {
    let saved = state
    let savedDepths = (conditionDepth, loopDepth)
    let directory = host.currentDirectory()
    let mask = host.setCreationMask(nil)
    enterSubshell()
    var status: Int32
    do {
      status = try body()
    } catch {
      status = statusOfSubshell(error)
    }
    status = runExitTrap(status)
    for handle in state.ownedHandles { host.close(handle) }
    if host.currentDirectory() != directory {
      do { try host.changeDirectory(directory) } catch { report(directory + ": ".bytes + error.message) }
    }
    _ = host.setCreationMask(mask)
    state = saved
    (conditionDepth, loopDepth) = savedDepths
    return status
  }

  /// Makes the state that of a subshell: traps are reset, but what is ignored stays so (2.11).
  private func enterSubshell() {
    if !state.traps.isEmpty {
      state.outerTraps = state.traps
      state.traps = state.traps.filter { $0.value.isEmpty && !$0.key.matches("EXIT") }
    }
    state.isSubshell = true
    state.ownedHandles = []
    state.localScopes = state.localScopes.isEmpty ? [] : [[]]
    loopDepth = 0
  }

  private func statusOfSubshell(_ unwind: Unwind) -> Int32 {
    switch unwind {
    case .exit(let status), .failure(let status), .leaveFunction(let status): status
    case .leaveLoops, .continueLoop: 0
    case .interrupted: 130
    }
  }
}
