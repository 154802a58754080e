// Runs a file operation in the event loop: a few milliseconds of steps, then the window gets its turn.

import ABI
import FilesCore
import OrbToolkit

/// Runs jobs one after the other.
final class JobRunner {
  /// Milliseconds of work before the loop goes on.
  private static let slice = 8

  private(set) var operation: FileOperation?
  private var waiting: [FileOperation] = []
  private var copier: FileCopier?
  private var isAsking = false
  private unowned(unsafe) let application: Application

  /// How far the running job is, after each slice.
  var progressed: ((FileOperation) -> Void)?
  var finished: ((FileOperation) -> Void)?
  /// Asks the user; the answer goes to `answer`.
  var ask: ((FileConflict) -> Void)?

  init(_ application: Application) {
    // SAFETY: the application outlives its windows, and with them their jobs.
    unsafe self.application = application
  }

  var isBusy: Bool { operation != nil }

  func start(_ operation: FileOperation) {
    if isBusy { return waiting.append(operation) }
    self.operation = operation
    runSoon()
  }

  func cancel() {
    waiting.removeAll()
    operation?.cancel()
    if isAsking {
      isAsking = false
      operation?.resolve(.decision(.cancel, forAll: true))
    }
    copier = nil
    runSoon()
  }

  func answer(_ decision: ConflictDecision, forAll: Bool) {
    guard isAsking else { return }
    isAsking = false
    operation?.resolve(.decision(decision, forAll: forAll))
    runSoon()
  }

  private func runSoon() {
    // SAFETY: see init.
    unsafe application.post { [self] in runSlice() }
  }

  private func runSlice() {
    // SAFETY: see init.
    let clock = unsafe application
    let end = clock.milliseconds + JobRunner.slice
    repeat {
      guard !isAsking, step() else { return }
    } while clock.milliseconds < end
    if let operation { progressed?(operation) }
    runSoon()
  }

  /// One step; false if the job waits or is over.
  private func step() -> Bool {
    if let copier {
      let reply = copier.step()
      if case .progress = reply {} else { self.copier = nil }
      operation?.resolve(reply)
      return true
    }
    guard let step = operation?.next() else { return false }
    switch step {
    case .finished:
      finish()
      return false
    case .ask(let conflict):
      isAsking = true
      ask?(conflict)
      return false
    case .copyFile(let source, let target):
      do throws(Errno) {
        copier = try FileCopier(source, target)
      } catch {
        operation?.resolve(.failed(FileAccess.reason(error)))
      }
    default: operation?.resolve(FileAccess.perform(step))
    }
    return true
  }

  private func finish() {
    guard let done = operation else { return }
    operation = nil
    finished?(done)
    if operation == nil, !waiting.isEmpty { start(waiting.removeFirst()) }
  }
}
