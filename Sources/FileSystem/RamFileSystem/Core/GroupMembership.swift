// Who is in which group besides the own one: what /etc/passwd and /etc/group of this file system say.
//
// The kernel tells user and group of whoever asks, and knows of no others. So a change of /etc/group holds from the
// next access on, for programs that run already as well.

/// Pairs of a user's and a group's number.
struct GroupMembership {
  /// Pairs that are kept: more than a group file of the largest size that is read holds with sense.
  static let limit = 1 << 16

  /// User in the upper half, group in the lower, in order.
  private var pairs: [UInt64] = []

  func contains(user: UInt32, group: UInt32) -> Bool {
    let wanted = Self.pair(user, group)
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count && pairs[low] == wanted
  }

  init() {}

  /// The pairs that the contents of the two files make.
  init(users userText: [UInt8], groups groupText: [UInt8]) {
    var numbers: [(name: ArraySlice<UInt8>, number: UInt32)] = []
    for line in userText.split(separator: 0x0A) {
      let fields = Self.fields(line)
      // The first line of a name counts; so it does for those who log people in.
      guard fields.count > 3, let number = Self.number(fields[2]) else { continue }
      numbers.append((fields[0], number))
    }
    numbers.sort { $0.name.lexicographicallyPrecedes($1.name) }
    for line in groupText.split(separator: 0x0A) {
      let fields = Self.fields(line)
      guard fields.count == 4, let group = Self.number(fields[2]) else { continue }
      for member in fields[3].split(separator: UInt8(ascii: ",")) where pairs.count < Self.limit {
        if let user = Self.find(member, numbers) { pairs.append(Self.pair(user, group)) }
      }
    }
    pairs.sort()
  }

  private static func pair(_ user: UInt32, _ group: UInt32) -> UInt64 { UInt64(user) << 32 | UInt64(group) }

  private static func find(
    _ name: ArraySlice<UInt8>, _ numbers: [(name: ArraySlice<UInt8>, number: UInt32)]
  ) -> UInt32? {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].name.lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low].name == name ? numbers[low].number : nil
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.first == UInt8(ascii: "#")
      ? [] : line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  }

  private static func number(_ text: ArraySlice<UInt8>) -> UInt32? {
    guard !text.isEmpty, text.count <= 10 else { return nil }
    var value: UInt64 = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return UInt32(exactly: value)
  }
}
