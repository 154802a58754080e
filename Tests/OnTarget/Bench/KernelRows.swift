// The rows about one process and the kernel.

import ABI
import System
import SystemEntry

extension Meter {
  func kernelRows() {
    row("null_syscall", count: 1000) { _ = Calls.parent() }
    eventRow()
    threadRow()
    memoryRows()
  }

  /// A signal into an event queue, and out again.
  private func eventRow() {
    guard let queue = try? Handle.open("event:", [.read, .write]) else { return }
    let signal = Block(MemoryLayout<EventSubscription>.size)
    let event = Block(MemoryLayout<Event>.size)
    signal.store(EventSubscription(handle: noHandle, interest: .readable, userData: 1))
    let events = UInt64(queue.raw)
    let wasRun = row("event_signal_wait", count: 1000) {
      _ = Calls.write(events, signal, signal.length)
      _ = Calls.read(events, event, event.length)
    }
    if wasRun, event.load(Event.self).userData != 1 { Console.write("bench: event_signal_wait got no event") }
    pipeEventRow(queue)
  }

  /// A byte into a pipe that an event queue watches, the event, and the byte out again.
  private func pipeEventRow(_ queue: borrowing Handle) {
    guard let pipe = try? Pipe() else { return }
    let block = Block(256)
    let (reader, writer, events) = (UInt64(pipe.reader.raw), UInt64(pipe.writer.raw), UInt64(queue.raw))
    block.store(EventSubscription(handle: pipe.reader.raw, interest: .readable, userData: 1))
    _ = Calls.write(events, block, MemoryLayout<EventSubscription>.size)
    row("event_pipe_wait", count: 1000) {
      _ = Calls.write(writer, block, 1)
      _ = Calls.read(events, block, MemoryLayout<Event>.size)
      _ = Calls.read(reader, block, 1)
    }
  }

  private func threadRow() {
    let stack = Block(16384)
    let word = Block(64)
    row("thread_create_join", count: 200) {
      word.store(UInt32(1))
      _ = apus_syscall4(
        Syscall.threadCreate.rawValue, threadEntry, stack.address + UInt64(stack.length), word.address, 0)
      while word.load(UInt32.self) != 0 {
        _ = apus_syscall3(Syscall.futexWait.rawValue, word.address, 1, .max)
      }
    }
  }

  private var threadEntry: UInt64 {
    let entry: @convention(c) (UInt64) -> Void = benchThread
    return UInt64(UInt(bitPattern: unsafe unsafeBitCast(entry, to: UnsafeRawPointer.self)))
  }

  private func memoryRows() {
    let page = AddressSpace.pageSize
    let pages: UInt64 = 1024
    let area = Calls.mapPrivate(pages * page)
    guard let base = unsafe UnsafeMutableRawPointer(bitPattern: UInt(area)) else { return }
    var next = 0
    row("page_fault", count: 800) {
      // SAFETY: 800 and the 100 of the warm-up are fewer than the pages that were mapped.
      unsafe base.storeBytes(of: 1, toByteOffset: next, as: UInt8.self)
      next += Int(page)
    }
    Calls.unmap(area, pages * page)
    row("map_unmap", count: 500) { Calls.unmap(Calls.mapPrivate(page), page) }
  }
}

/// A thread that ends at once and says so.
@c(apus_bench_thread)
public func benchThread(_ word: UInt64) { _ = apus_syscall1(Syscall.threadExit.rawValue, word) }
