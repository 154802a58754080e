// Records that cross the kernel's boundary: their sizes, and the offsets that the kernel writes to.

import ABI
import Testing

@testable import KernelCore

@Suite struct LayoutTests {
  @Test func recordsHaveTheirSize() {
    #expect(MemoryLayout<Request>.size == Request.headLength)
    #expect(MemoryLayout<Reply>.size == 48)
    #expect(MemoryLayout<Reply>.offset(of: \.data) == 16)
    #expect(MemoryLayout<CallBlock>.size == 56)
    #expect(MemoryLayout<CallBlock>.offset(of: \.outputLength).map(UInt64.init) == CallBlock.resultOffset)
    #expect(
      MemoryLayout<CallBlock>.offset(of: \.receivedHandle)
        == MemoryLayout<CallResult>.offset(of: \.receivedHandle).map { $0 + 40 })
    #expect(MemoryLayout<CallBlock>.size == 40 + MemoryLayout<CallResult>.size)
    #expect(MemoryLayout<SpawnBlock>.offset(of: \.process).map(UInt64.init) == SpawnBlock.processOffset)
    #expect(MemoryLayout<EventSubscription>.size == 16)
    #expect(MemoryLayout<Event>.size == 16)
    #expect(MemoryLayout<ABI.ExitStatus>.size == 40)
    #expect(MemoryLayout<ProcessStatus>.size == 128)
    #expect(MemoryLayout<MemoryStatus>.size == 64)
    #expect(MemoryLayout<FileStatus>.size == 64)
    #expect(MemoryLayout<DirectoryEntry>.size == DirectoryEntry.headLength)
    #expect(MemoryLayout<FramebufferDescription>.size == 32)
    #expect(MemoryLayout<InterruptArrivals>.size == 16)
    #expect(MemoryLayout<InterruptMessage>.size == 16)
    #expect(MemoryLayout<TraceEvent>.size == TraceEvent.length)
    #expect(MemoryLayout<TraceRecord>.size == TraceRecord.length)
    #expect(MemoryLayout<TraceRecord>.offset(of: \.bytes) == TraceRecord.length - TraceRecord.byteCapacity)
    #expect(MemoryLayout<SpawnBlock>.size == 128)
    #expect(MemoryLayout<StartBlobHeader>.size == StartBlobHeader.length)
    #expect(MemoryLayout<SymbolTableEntry>.size == 16 && MemoryLayout<SymbolTableFooter>.size == 32)
  }

  @Test func pageTableEntriesSayWhatTheRightsSay() {
    let entry = PageTableEntry(
      frame: 0x1234_5000, rights: [.read, .write], caching: .writeBack, isPrivate: true, isVisible: false)
    #expect(entry.frame == 0x1234_5000 && entry.isPresent && entry.isWritable && entry.isPrivate && !entry.isExecutable)
    let code = PageTableEntry(
      frame: 0x1000, rights: [.execute], caching: .writeBack, isPrivate: false, isVisible: false)
    #expect(code.isPresent && !code.isWritable && code.isExecutable && !code.isPrivate)
    let none = PageTableEntry(frame: 0x1000, rights: [], caching: .uncached, isPrivate: true, isVisible: false)
    #expect(!none.isPresent && none.rawValue != 0)
  }
}
