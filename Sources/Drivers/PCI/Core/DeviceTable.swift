// Which functions there are and which of them have an owner. Decides claims; switches nothing.

public import ABI

/// All functions of the machine.
public struct DeviceTable: Sendable {
  public let functions: [PCIFunction]
  private var isOwned: [Bool]
  private var users: [UInt32?]

  public init(_ functions: [PCIFunction]) {
    self.functions = functions
    isOwned = Array(repeating: false, count: functions.count)
    users = Array(repeating: nil, count: functions.count)
  }

  /// The first function without an owner that the selector matches gets one.
  /// - Returns: its place in `functions`.
  /// - Throws: `.noSuchAddress` when the machine has no such function, `.busy` when all have owners.
  public mutating func claim(_ selector: DeviceSelector) throws(Errno) -> Int {
    var found = Errno.noSuchAddress
    for place in functions.indices where Self.isForDrivers(functions[place]) && selector.matches(functions[place]) {
      guard !isOwned[place] else {
        found = .busy
        continue
      }
      isOwned[place] = true
      return place
    }
    throw found
  }

  public mutating func release(_ place: Int) { isOwned[place] = false }

  /// The first process that uses a function is the only one, whoever it passes its handles to: what is mapped cannot be
  /// taken back but by the end of a process.
  /// - Throws: `.notPermitted` for every other.
  public mutating func use(_ place: Int, by process: UInt32) throws(Errno) {
    guard users[place] ?? process == process else { throw .notPermitted }
    users[place] = process
  }

  /// The process has ended.
  public mutating func forgetUser(of place: Int) { users[place] = nil }

  public func hasOwner(_ place: Int) -> Bool { isOwned[place] }

  /// Bridges carry what others do; they have no driver.
  private static func isForDrivers(_ function: PCIFunction) -> Bool {
    function.header == .device && function.classCode >> 16 != 0x06
  }

  /// A line for each function, its fields separated by tabs: address, vendor:device, class, revision, interrupt line,
  /// and whether it has an owner.
  public var text: String {
    var lines = ""
    for (place, function) in functions.enumerated() {
      let product =
        "\(Hexadecimal.text(UInt64(function.vendor), 4)):\(Hexadecimal.text(UInt64(function.device), 4))"
      let kind = Hexadecimal.text(UInt64(function.classCode), 6)
      let revision = Hexadecimal.text(UInt64(function.revision), 2)
      let line = function.line.map { "\($0)" } ?? "-"
      let owner = hasOwner(place) ? "used" : "-"
      lines += "\(function.address.text)\t\(product)\t\(kind)\t\(revision)\t\(line)\t\(owner)\n"
    }
    return lines
  }
}
