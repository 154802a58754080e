// Whether a bar can be mapped without showing another function's registers: mappings are whole pages.

/// The pages in which the memory bars of all functions begin.
public struct BarNeighbours: Sendable {
  private static let page: UInt64 = 4096

  private let starts: [UInt64]

  /// Reads the registers as they are; nothing is sized.
  public init(_ space: some ConfigurationSpace, _ functions: [PCIFunction]) {
    var starts: [UInt64] = []
    for function in functions {
      let count = function.header == .device ? 6 : function.header == .bridge ? 2 : 0
      var number = 0
      while number < count {
        let offset = ConfigurationRegister.firstBase + number * 4
        let low = space.read(function.address, offset)
        number += 1
        guard low & 1 == 0 else { continue }
        var start = UInt64(low & ~15)
        if low >> 1 & 3 == 2 && number < count {
          start |= UInt64(space.read(function.address, offset + 4)) << 32
          number += 1
        }
        if start != 0 { starts.append(start) }
      }
    }
    self.starts = starts
  }

  /// A bar of at least a page has its pages for itself. A smaller one has to begin its page and be alone in it: others
  /// that reach into the page are small as well, and begin there.
  public func isAlone(_ base: BaseAddress) -> Bool {
    guard base.length < Self.page else { return true }
    guard base.address & (Self.page - 1) == 0 else { return false }
    return !starts.contains { $0 != base.address && $0 & ~(Self.page - 1) == base.address }
  }
}
