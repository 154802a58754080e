// nulld: `null:` swallows what is written and is always at its end; `zero:` reads as zeros without end.
//
// One program serves either scheme: the manifest starts it twice, with the scheme's name as the argument.

import ABI
import SchemeServer
import System

/// Both schemes: they differ in what a read finds.
final class NullServer: SchemeServer {
  private let zeros: [UInt8]

  init(endless: Bool) { zeros = [UInt8](repeating: 0, count: endless ? MessageLimits.payload : 0) }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    guard path.isEmpty else { throw .noSuchEntry }
    return .result(1)
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    .bytes(length < zeros.count ? Array(zeros[0..<length]) : zeros)
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    .result(UInt64(data.count))
  }

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    guard operation == Operation.status.rawValue else { throw .notSupported }
    var status = FileStatus()
    status.kind = FileKind.characterDevice.rawValue
    status.mode = 0o666
    return .bytes(recordBytes(status))
  }
}

let scheme = CurrentProcess.arguments.dropFirst().first ?? "null"
do throws(Errno) {
  let port = try SchemePort(registering: scheme)
  try port.serve(NullServer(endless: scheme.utf8.elementsEqual("zero".utf8)))
} catch {
  Streams.printError("nulld: \(scheme): \(error.message)")
  CurrentProcess.exit(1)
}
