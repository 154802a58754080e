// Bits and numbers of the ABI by name, as traces show them.

import ABI

/// Names of bits.
enum FlagNames {
  static let open: [(UInt64, String)] = [
    (1, "READ"), (2, "WRITE"), (4, "CREATE"), (8, "EXCLUSIVE"), (16, "TRUNCATE"), (32, "APPEND"), (64, "DIRECTORY"),
    (128, "NOFOLLOW"), (256, "NONBLOCKING"), (512, "WAIT"), (1024, "WATCH"),
  ]
  static let map: [(UInt64, String)] = [
    (1, "READ"), (2, "WRITE"), (4, "EXECUTE"), (8, "SHARED"), (16, "FIXED"), (32, "POPULATE"), (64, "GUARDED"),
  ]
  static let rights: [(UInt64, String)] = [
    (1, "READ"), (2, "WRITE"), (4, "MAP"), (8, "EXECUTE"), (16, "CALL"), (32, "DUPLICATE"), (64, "TRANSFER"),
  ]
  static let readiness: [(UInt64, String)] = [(1, "READABLE"), (2, "WRITABLE"), (4, "HANGUP")]
  static let receive: [(UInt64, String)] = [(1, "NONBLOCKING")]

  /// The names of the bits that are set, and the rest as a number; `0` for none.
  static func text(_ value: UInt64, _ names: [(UInt64, String)]) -> String {
    var rest = value
    var parts: [String] = []
    for (bit, name) in names where value & bit != 0 {
      parts.append(name)
      rest &= ~bit
    }
    if rest != 0 || parts.isEmpty { parts.append(rest == 0 ? "0" : hexadecimal(rest)) }
    return parts.joined(separator: "|")
  }

  static func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

  static let identities = ["PROCESS", "PARENT", "THREAD", "USER", "GROUP", "PROCESSGROUP"]
  static let clocks = ["MONOTONIC", "REALTIME", "PROCESSTIME"]
  static let origins = ["START", "CURRENT", "END"]
  static let requests = ["?", "open", "close", "read", "write", "duplicate", "call", "map", "size", "cancel"]

  /// The name of a number, or the number.
  static func text(_ value: UInt64, _ names: [String]) -> String {
    value < UInt64(names.count) ? names[Int(value)] : "\(value)"
  }

  static func signal(_ number: UInt64) -> String {
    switch UInt32(exactly: number).flatMap({ Signal(rawValue: $0) }) {
    case .hangup: "HUP"
    case .interrupt: "INT"
    case .quit: "QUIT"
    case .kill: "KILL"
    case .user1: "USR1"
    case .user2: "USR2"
    case .terminate: "TERM"
    case .child: "CHLD"
    case .continue: "CONT"
    case .stop: "STOP"
    case .terminalStop: "TSTP"
    case .windowChange: "WINCH"
    case nil: "\(number)"
    }
  }

  static func operation(_ number: UInt64) -> String {
    switch UInt32(exactly: number).flatMap({ Operation(rawValue: $0) }) {
    case .status: "status"
    case .truncate: "truncate"
    case .synchronize: "synchronize"
    case .readDirectory: "readDirectory"
    case .path: "path"
    case .image: "image"
    case .statusOfPath: "statusOfPath"
    case .statusOfLink: "statusOfLink"
    case .unlink: "unlink"
    case .makeDirectory: "makeDirectory"
    case .removeDirectory: "removeDirectory"
    case .rename: "rename"
    case .symbolicLink: "symbolicLink"
    case .hardLink: "hardLink"
    case .readLink: "readLink"
    case .changeMode: "changeMode"
    case .changeOwner: "changeOwner"
    case .changeTimes: "changeTimes"
    case .fileSystemStatus: "fileSystemStatus"
    case nil: hexadecimal(number)
    }
  }
}
