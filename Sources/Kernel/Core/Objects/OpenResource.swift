// A resource that a process serves, opened by another: what stands between a handle and a server's number.

import ABI

/// One open resource of a scheme.
final class OpenResource: EventSource {
  let server: SchemeServer
  /// The server's number for it.
  let id: UInt64
  /// The position that reads and writes without an offset use; shared by duplicates of the handle.
  var position: UInt64 = 0
  /// The next one in the server's bucket.
  var nextInBucket: Unretained<OpenResource>?
  /// The next one in the server's list of closed resources.
  var nextClosed: OpenResource?

  init(server: SchemeServer, id: UInt64) {
    self.server = server
    self.id = id
    super.init()
    readiness = [.readable, .writable]
  }
}

/// Open resources by the server's number. Several may have the same one.
struct ResourceTable {
  private var buckets: [Unretained<OpenResource>?] = Array(repeating: nil, count: 16)
  private(set) var count = 0

  private func bucket(_ id: UInt64) -> Int {
    Int(truncatingIfNeeded: (id &* 0x9E37_79B9_7F4A_7C15) >> 32) & (buckets.count - 1)
  }

  mutating func insert(_ resource: OpenResource) {
    if count >= buckets.count * 2 { grow() }
    let place = bucket(resource.id)
    resource.nextInBucket = buckets[place]
    buckets[place] = Unretained(resource)
    count += 1
  }

  mutating func remove(_ resource: OpenResource) {
    let place = bucket(resource.id)
    var previous: OpenResource?
    var link = buckets[place]
    while let current = link?.object {
      if current === resource {
        if let previous { previous.nextInBucket = current.nextInBucket } else { buckets[place] = current.nextInBucket }
        current.nextInBucket = nil
        count -= 1
        return
      }
      previous = current
      link = current.nextInBucket
    }
  }

  /// Visits the resources with this number.
  func forEach(_ id: UInt64, _ body: (OpenResource) -> Void) -> Bool {
    var found = false
    var link = buckets[bucket(id)]
    while let current = link?.object {
      if current.id == id {
        body(current)
        found = true
      }
      link = current.nextInBucket
    }
    return found
  }

  func forEach(_ body: (OpenResource) -> Void) {
    for bucket in buckets {
      var link = bucket
      while let current = link?.object {
        body(current)
        link = current.nextInBucket
      }
    }
  }

  private mutating func grow() {
    let old = buckets
    buckets = Array(repeating: nil, count: old.count * 4)
    for bucket in old {
      var link = bucket
      while let current = link?.object {
        link = current.nextInBucket
        let place = self.bucket(current.id)
        current.nextInBucket = buckets[place]
        buckets[place] = Unretained(current)
      }
    }
  }
}
