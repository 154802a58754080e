// Running a file operation: which step a task asks for, and what its answer leads to.

extension FileOperation {
  /// The next thing to do. Ask again only after the answer was given to `resolve(_:)`.
  public mutating func next() -> FileStep {
    if isCancelled, let left = temporary {
      temporary = nil
      current = .cleanUp(left)
      return .remove(left)
    }
    while let task = current ?? tasks.popLast() {
      current = task
      if let step = step(for: task) { return step }
      current = nil
    }
    isFinished = true
    progress.current = nil
    return .finished
  }

  private mutating func step(for task: FileTask) -> FileStep? {
    switch task {
    case .transfer(let transfer):
      progress.current = transfer.source
      return step(for: transfer)
    case .delete(let path, let entry):
      progress.current = path
      guard let entry else { return .inspect(path) }
      if entry.kind != .directory { return .remove(path) }
      tasks.append(.removeFolder(path, troubleBefore: nil))
      tasks.append(.deleteContents(path))
      return nil
    case .deleteContents(let path): return .list(path)
    case .removeFolder(let path, let trouble):
      if let trouble, trouble != skipped + failures.count { return nil }
      return .remove(path)
    case .create(let path, let number): return .makeDirectory(numbered(path, number))
    case .cleanUp(let path): return .remove(path)
    }
  }

  private func numbered(_ path: FilePath, _ number: Int) -> FilePath {
    guard number > 1, let parent = path.parent, let name = path.name else { return path }
    return parent.appending(name.numbered(number))
  }

  private mutating func step(for transfer: Transfer) -> FileStep? {
    switch transfer.stage {
    case .inspectSource: return .inspect(transfer.source)
    case .inspectDestination, .findFreeName: return .inspect(transfer.destination)
    case .askUser:
      guard let entry = transfer.entry, let existing = transfer.existing else { return nil }
      return .ask(
        FileConflict(
          source: transfer.source, sourceEntry: entry, destination: transfer.destination, existing: existing))
    case .rename: return .rename(from: transfer.source, to: transfer.destination)
    case .copyFile:
      temporary = transfer.temporary
      return .copyFile(from: transfer.source, to: transfer.temporary)
    case .finishCopy: return .rename(from: transfer.temporary, to: transfer.destination)
    case .copyLink: return .copyLink(from: transfer.source, to: transfer.destination)
    case .makeDirectory: return .makeDirectory(transfer.destination)
    case .list: return .list(transfer.source)
    case .removeSource: return .remove(transfer.source)
    }
  }

  // MARK: - Answers

  /// Takes the answer to the last step.
  public mutating func resolve(_ reply: FileReply) {
    guard let task = current else { return }
    if case .progress(let bytes) = reply {
      progress(bytes)
      return
    }
    current = nil
    switch task {
    case .transfer(let transfer): resolve(transfer, reply)
    case .delete(let path, _): resolveDelete(path, reply, wasInspected: task)
    case .deleteContents(let path): resolveContents(path, reply)
    case .removeFolder(let path, let trouble):
      if case .failed(let reason) = reply { fail(path, reason) } else if trouble == nil { progress.items += 1 }
    case .create(let path, let number): resolveCreate(path, number, reply)
    case .cleanUp: break
    }
    if isCancelled { tasks = [] }
  }

  private mutating func progress(_ bytes: UInt64) {
    progress.bytes = progress.bytes.addingReportingOverflow(bytes).partialValue
    if case .transfer(var transfer) = current {
      transfer.reported = transfer.reported.addingReportingOverflow(bytes).partialValue
      current = .transfer(transfer)
    }
  }

  private mutating func fail(_ path: FilePath, _ reason: FileFailureReason) {
    failures.append(FileFailure(path: path, reason: reason))
    progress.items += 1
  }

  private mutating func resolveCreate(_ path: FilePath, _ number: Int, _ reply: FileReply) {
    switch reply {
    case .failed(.exists) where number < FileOperation.numberLimit: tasks.append(.create(path, number + 1))
    case .failed(let reason): fail(path, reason)
    default:
      effects.append(.created(numbered(path, number)))
      results.append(numbered(path, number))
      progress.items += 1
    }
  }

  private mutating func resolveDelete(_ path: FilePath, _ reply: FileReply, wasInspected task: FileTask) {
    switch reply {
    case .entry(let entry?): tasks.append(.delete(path, entry))
    case .entry(nil): fail(path, .notFound)
    case .failed(let reason): fail(path, reason)
    default: progress.items += 1
    }
  }

  private mutating func resolveContents(_ path: FilePath, _ reply: FileReply) {
    switch reply {
    case .entries(let entries):
      progress.totalItems += entries.count
      for entry in entries.reversed() { tasks.append(.delete(path.appending(entry.name), entry)) }
    case .failed(let reason): failures.append(FileFailure(path: path, reason: reason))
    default: break
    }
  }
}
