// vesad: serves `display:` (System/Protocols/Display.swift) from the framebuffer that the boot loader set up.
//
// Inherits `framebuffer`. Who maps `display:0` writes straight into it, so a flush has nothing to do.

import ABI
import DisplayCore
import Protocols
import SchemeServer
import System

final class DisplayServer: SchemeServer {
  private let geometry: DisplayGeometry
  private let framebuffer: Handle

  init(_ geometry: DisplayGeometry, _ framebuffer: consuming Handle) {
    self.geometry = geometry
    self.framebuffer = framebuffer
  }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    guard path.count == 1, path[0] == 0x30 else { throw .noSuchEntry }
    return .result(1)
  }

  func map(_ id: UInt64, offset: UInt64, length: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard geometry.canMap(offset: offset, length: length) else { throw .invalidArgument }
    return .handle(framebuffer.raw, moved: false, rights: [.read, .write, .map], offset: offset)
  }

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    switch DisplayOperation(rawValue: operation) {
    case .mode: return .bytes(recordBytes(geometry.mode))
    case .flush: return .done
    case nil: throw .notSupported
    }
  }

  /// There is nothing to read; who subscribes to the handle learns of this driver's end.
  func readiness(_ id: UInt64) -> Readiness { .writable }

  func size(_ id: UInt64) throws(Errno) -> Answer { .result(geometry.mode.length) }
}

do throws(Errno) {
  guard let framebuffer = CurrentProcess.takeHandle(named: "framebuffer") else { throw .noSuchDevice }
  let description = try FileSystem.readFile("sys:framebuffer", limit: 4096)
  guard let geometry = DisplayGeometry(try description.span.record(FramebufferDescription.self)) else {
    throw .noSuchDevice
  }
  let port = try SchemePort(registering: "display")
  try port.serve(DisplayServer(geometry, framebuffer))
} catch {
  Streams.printError("vesad: \(error.message)")
  CurrentProcess.exit(1)
}
