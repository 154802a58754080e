// `pages:`, served by a role of ostests that init starts as a service: memory whose pages come when they are touched,
// and wrong answers on demand.
//
// `pages:program` is this program's own file, `pages:large` 24 MiB with each page's number at its start. Each open
// gives memory of its own. What it is to do next is told by calls (`PageServer.Order`).

import ABI
import SchemeServer
import System

/// The server.
final class PageServer: SchemeServer {
  /// Operations on any handle of the scheme.
  enum Order: UInt32 {
    /// How many requests for pages there were; the count begins anew.
    case count = 0x2000
    /// How many memory objects are gone.
    case closed
    /// What to do with requests from now on: answer them, answer with an error, with too little, keep them.
    case serve, fail, cut, hold
    /// Answer those that were kept.
    case release
    /// End.
    case exit
  }

  static let largeLength: UInt64 = 24 << 20
  /// Numbers of memory objects; those of open resources are below.
  private static let firstMemory: UInt64 = 1 << 32

  private struct Request {
    let tag: UInt32
    let id: UInt64
    let offset: UInt64
    let length: Int
  }

  private let port: SchemePort
  private let program: [UInt8]
  private var order = Order.serve
  private var asked: UInt64 = 0
  private var closed: UInt64 = 0
  private var nextMemory = firstMemory
  private var held: [Request] = []

  static func run() {
    do throws(Errno) {
      let server = try PageServer(port: SchemePort(registering: "pages"))
      try server.port.serve(server)
    } catch { Console.write("ostests: pages: \(error.name)") }
  }

  private init(port: SchemePort) throws(Errno) {
    self.port = port
    program = try FileSystem.readFile("/bin/ostests", limit: 1 << 24)
  }

  // MARK: Requests

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    let name = path.array
    if name.elementsEqual("program".utf8) { return .result(1) }
    if name.elementsEqual("large".utf8) { return .result(2) }
    throw .noSuchEntry
  }

  func close(_ id: UInt64) { if id >= Self.firstMemory { closed += 1 } }

  func size(_ id: UInt64) throws(Errno) -> Answer { .result(length(of: id)) }

  func map(_ id: UInt64, offset: UInt64, length: UInt64, caller: Caller) throws(Errno) -> Answer {
    try memory(id, offset)
  }

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    if operation == Operation.image.rawValue { return try memory(id, 0) }
    guard let order = Order(rawValue: operation) else { throw .notSupported }
    switch order {
    case .count:
      defer { asked = 0 }
      return .result(asked)
    case .closed: return .result(closed)
    case .serve, .fail, .cut, .hold: self.order = order
    case .release:
      self.order = .serve
      for request in held { port.reply(tag: request.tag, .bytes(content(request, request.length))) }
      held = []
    case .exit: CurrentProcess.exit(0)
    }
    return .done
  }

  func cancel(_ tag: UInt32) { held.removeAll { $0.tag == tag } }

  func fill(_ id: UInt64, offset: UInt64, length: Int, caller: Caller) throws(Errno) -> Answer {
    asked += 1
    let request = Request(tag: caller.tag, id: id, offset: offset, length: length)
    switch order {
    case .fail: throw .inputOutput
    case .cut: return .bytes(content(request, 100))
    case .hold:
      held.append(request)
      return .later
    default: return .bytes(content(request, length))
    }
  }

  // MARK: Memory

  private func length(of id: UInt64) -> UInt64 { id & 1 == 1 ? UInt64(program.count) : Self.largeLength }

  /// Fresh memory with the content of resource `id`, given away: the lowest bit of its number tells which that is.
  private func memory(_ id: UInt64, _ offset: UInt64) throws(Errno) -> Answer {
    nextMemory += 2
    let memory = try port.makeMemory(nextMemory | id & 1, length: length(of: id))
    return .handle(memory.release(), moved: true, offset: offset)
  }

  private func content(_ request: Request, _ count: Int) -> [UInt8] {
    let start = Int(request.offset)
    if request.id & 1 == 1 { return Array(program[start..<min(start + count, program.count)]) }
    var bytes = [UInt8](repeating: 0, count: count)
    for page in stride(from: 0, to: count - 8, by: Int(AddressSpace.pageSize)) {
      let number = UInt64(start + page) / AddressSpace.pageSize + 1
      for place in 0..<8 { bytes[page + place] = UInt8(truncatingIfNeeded: number >> UInt64(place * 8)) }
    }
    return bytes
  }
}
