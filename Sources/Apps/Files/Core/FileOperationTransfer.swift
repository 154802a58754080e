// The way of one file through a copy or a move: look, ask if the name is taken, rename if that is enough, otherwise
// copy under a temporary name, rename, and remove the source.

extension FileOperation {
  /// Numbers that are tried for a free name.
  static let numberLimit = 9999

  mutating func resolve(_ transfer: Transfer, _ reply: FileReply) {
    if case .failed(let reason) = reply {
      failTransfer(transfer, reason)
      return
    }
    switch (transfer.stage, reply) {
    case (.inspectSource, .entry(let entry)): inspected(transfer, entry)
    case (.inspectDestination, .entry(let existing)): destinationInspected(transfer, existing)
    case (.findFreeName(let number), .entry(let existing)): freeName(transfer, number, existing)
    case (.askUser, .decision(let decision, let forAll)): decided(transfer, decision, forAll)
    case (.list, .entries(let entries)): listed(transfer, entries)
    case (.makeDirectory, _): madeDirectory(transfer)
    case (.copyFile, _): push(transfer) { $0.stage = .finishCopy }
    case (.finishCopy, _), (.copyLink, _):
      temporary = nil
      if transfer.moves { push(transfer) { $0.stage = .removeSource } } else { finish(transfer) }
    case (.rename, _), (.removeSource, _): finish(transfer)
    default: failTransfer(transfer, .other)
    }
  }

  private mutating func push(_ transfer: Transfer, _ change: (inout Transfer) -> Void) {
    var changed = transfer
    change(&changed)
    tasks.append(.transfer(changed))
  }

  private mutating func inspected(_ transfer: Transfer, _ entry: FileEntry?) {
    guard let entry else {
      failTransfer(transfer, .notFound)
      return
    }
    if transfer.isTopLevel && entry.kind == .file { progress.totalBytes += entry.size }
    if entry.kind == .directory && transfer.source.contains(transfer.destination)
      && transfer.source != transfer.destination
    {
      failTransfer(transfer, .isInsideItself)
      return
    }
    if transfer.source == transfer.destination {
      // A copy beside itself gets a number; a move to where it is, is done.
      if transfer.moves {
        finish(transfer, moved: false)
      } else {
        push(transfer) {
          $0.entry = entry
          $0.wanted = $0.destination
          $0.stage = .findFreeName(1)
        }
      }
      return
    }
    push(transfer) {
      $0.entry = entry
      $0.stage = .inspectDestination
    }
  }

  private mutating func destinationInspected(_ transfer: Transfer, _ existing: FileEntry?) {
    guard let existing, let entry = transfer.entry else {
      begin(transfer)
      return
    }
    var transfer = transfer
    transfer.existing = existing
    transfer.stage = .askUser
    let isMerge = entry.kind == .directory && existing.kind == .directory
    if let policy = isMerge ? mergePolicy : replacePolicy {
      decided(transfer, policy, false)
    } else {
      tasks.append(.transfer(transfer))
    }
  }

  private mutating func decided(_ transfer: Transfer, _ decision: ConflictDecision, _ forAll: Bool) {
    guard let entry = transfer.entry, let existing = transfer.existing else { return }
    let isMerge = entry.kind == .directory && existing.kind == .directory
    if forAll { if isMerge { mergePolicy = decision } else { replacePolicy = decision } }
    switch decision {
    case .cancel: cancel()
    case .skip:
      skipped += 1
      progress.items += 1
    case .keepBoth:
      push(transfer) {
        $0.wanted = $0.destination
        $0.existing = nil
        $0.stage = .findFreeName(1)
      }
    case .replace:
      if (entry.kind == .directory) != (existing.kind == .directory) {
        failTransfer(transfer, .isDirectory)
      } else {
        begin(transfer)
      }
    }
  }

  /// Looks for a number that is free; at first the name with number 2.
  private mutating func freeName(_ transfer: Transfer, _ number: Int, _ existing: FileEntry?) {
    if existing == nil && number > 1 {
      begin(transfer)
      return
    }
    guard number < FileOperation.numberLimit, let wanted = transfer.wanted, let parent = wanted.parent,
      let name = wanted.name
    else {
      failTransfer(transfer, .exists)
      return
    }
    push(transfer) {
      $0.destination = parent.appending(name.numbered(number + 1))
      $0.stage = .findFreeName(number + 1)
    }
  }

  /// The name is settled: rename if that can do, copy otherwise.
  private mutating func begin(_ transfer: Transfer) {
    guard let entry = transfer.entry else { return }
    push(transfer) {
      if $0.moves && !$0.copies && !(entry.kind == .directory && $0.existing != nil) {
        $0.stage = .rename
      } else {
        switch entry.kind {
        case .directory: $0.stage = $0.existing == nil ? .makeDirectory : .list
        case .link: $0.stage = .copyLink
        case .file, .other: $0.stage = .copyFile
        }
      }
    }
  }

  private mutating func madeDirectory(_ transfer: Transfer) {
    if transfer.isTopLevel && !transfer.moves { effects.append(.created(transfer.destination)) }
    push(transfer) { $0.stage = .list }
  }

  private mutating func listed(_ transfer: Transfer, _ entries: [FileEntry]) {
    progress.totalItems += entries.count
    for entry in entries where entry.kind == .file { progress.totalBytes += entry.size }
    if transfer.moves { tasks.append(.removeFolder(transfer.source, troubleBefore: failures.count + skipped)) }
    for entry in entries.reversed() {
      let source = transfer.source.appending(entry.name)
      var child = Transfer(
        source: source, destination: transfer.destination.appending(entry.name), moves: transfer.moves)
      child.isTopLevel = false
      child.entry = entry
      // In a folder that was just made no name can be taken.
      child.stage = .inspectDestination
      tasks.append(.transfer(child))
    }
    progress.items += 1
    if transfer.isTopLevel { results.append(transfer.destination) }
  }

  private mutating func finish(_ transfer: Transfer, moved: Bool = true) {
    progress.items += 1
    let size = transfer.entry?.kind == .file ? transfer.entry?.size ?? 0 : 0
    if size > transfer.reported { progress.bytes += size - transfer.reported }
    guard transfer.isTopLevel else { return }
    results.append(transfer.destination)
    guard moved else { return }
    if transfer.moves {
      effects.append(.moved(from: transfer.source, to: transfer.destination))
    } else if transfer.existing == nil {
      effects.append(.created(transfer.destination))
    }
  }

  private mutating func failTransfer(_ transfer: Transfer, _ reason: FileFailureReason) {
    if transfer.stage == .rename && reason == .crossDevice {
      var copying = transfer
      copying.copies = true
      begin(copying)
      return
    }
    failures.append(FileFailure(path: transfer.source, reason: reason))
    progress.items += 1
    // What was written so far must not stay.
    if let left = temporary {
      temporary = nil
      tasks.append(.cleanUp(left))
    }
  }
}
