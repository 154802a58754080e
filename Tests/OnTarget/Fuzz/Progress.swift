// The page between the parent and one child: what has been done, and what to prefer.
//
// The child's calls may scribble over it: the parent believes nothing in it.

import ABI
import System

/// Names of the words of that page.
struct Progress {
  static let length = AddressSpace.pageSize
  private let page: Arena

  init?(_ handle: RawHandle) {
    guard let page = Arena(mapping: handle, length: Self.length) else { return nil }
    self.page = page
  }

  func unmap() { page.unmap() }

  /// Calls that were made.
  var calls: UInt64 {
    get { page.load(UInt64.self, at: page.address) ?? 0 }
    nonmutating set { page.store(newValue, at: page.address) }
  }

  /// The number of the call that is under way.
  var number: UInt64 {
    get { page.load(UInt64.self, at: page.address + 8) ?? 0 }
    nonmutating set { page.store(newValue, at: page.address + 8) }
  }

  /// Bytes of a program that can be started.
  var imageLength: UInt64 {
    get { page.load(UInt64.self, at: page.address + 16) ?? 0 }
    nonmutating set { page.store(newValue, at: page.address + 16) }
  }

  /// How much the call `number` is preferred.
  func weight(_ number: Int) -> UInt8 { page.load(UInt8.self, at: page.address + 64 + UInt64(number)) ?? 1 }

  func setWeight(_ weight: UInt8, of number: Int) { page.store(weight, at: page.address + 64 + UInt64(number)) }
}
