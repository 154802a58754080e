// Who brings the pages of a memory object: a number at a scheme's server, and what it was asked for and has not
// answered.
//
// Not: asking and answering (Kernel+ServedPages), and which pages are there (MemoryObject).

/// The server of one memory object's pages.
final class PageSource {
  let server: SchemeServer
  /// The server's number for the object.
  let id: UInt64
  let served: ServedPages
  /// Place among the objects there.
  var place = 0
  /// Where the next pages are taken back.
  var cursor: UInt64 = 0
  /// Runs that the server was asked for. They do not overlap.
  private(set) var requests: [PageRequest] = []

  init(server: SchemeServer, id: UInt64, served: ServedPages) {
    self.server = server
    self.id = id
    self.served = served
  }

  /// The request that will bring the page at `offset`.
  func request(for offset: UInt64) -> PageRequest? {
    for request in requests where request.range.contains(offset) { return request }
    return nil
  }

  func begin(_ request: PageRequest) { requests.append(request) }

  func end(_ request: PageRequest) { requests.removeAll { $0 === request } }
}

/// A run of pages that a server is asked for, on behalf of the thread that touched the first of them. Who touches one
/// of them meanwhile waits for the end of the request, however it ends, and then tries again.
final class PageRequest: EventSource {
  let object: MemoryObject
  let range: Range<UInt64>
  /// Where the thread faulted; nil: the kernel touched the page in its system call.
  let faultAddress: UInt64?
  /// What stood in the register that the answer goes through.
  let savedResult: UInt64

  init(_ object: MemoryObject, _ range: Range<UInt64>, faultAddress: UInt64?, savedResult: UInt64) {
    self.object = object
    self.range = range
    self.faultAddress = faultAddress
    self.savedResult = savedResult
  }
}

/// A page that is not there.
struct MissingPage {
  let object: MemoryObject
  let offset: UInt64
}
