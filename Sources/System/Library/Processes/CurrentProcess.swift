// Facts about this process: arguments, environment, identity, inherited handles.

public import ABI

/// The running program.
public enum CurrentProcess {
  /// `arguments[0]` is the name that the program was started by.
  public static var arguments: [String] { Platform.arguments }
  public static var id: UInt32 { Platform.identify(.process) }
  public static var parent: UInt32 { Platform.identify(.parent) }
  public static var user: UInt32 { Platform.identify(.user) }
  public static var group: UInt32 { Platform.identify(.group) }
  public static var processGroup: UInt32 { Platform.identify(.processGroup) }

  /// Changes user and group; only user 0 may.
  public static func setIdentity(user: UInt32, group: UInt32) throws(Errno) {
    try Platform.setIdentity(user: user, group: group)
  }

  /// The handle that the parent passed under `name` (SpawnRequest.namedHandles). It can be taken once.
  public static func takeHandle(named name: String) -> Handle? {
    guard let raw = Platform.takeHandle(name) else { return nil }
    return Handle(owning: raw)
  }

  /// Ends the program.
  public static func exit(_ status: Int32) -> Never { Platform.exit(status) }
}

/// The environment: "NAME=value" strings that children inherit.
public enum Environment {
  public static subscript(name: String) -> String? {
    get {
      for entry in Platform.environment {
        if let value = Self.value(of: name, in: entry) { return value }
      }
      return nil
    }
    set {
      var all = Platform.environment.filter { value(of: name, in: $0) == nil }
      if let newValue { all.append("\(name)=\(newValue)") }
      Platform.environment = all
    }
  }

  /// All of it, as "NAME=value".
  public static var all: [String] { Platform.environment }

  private static func value(of name: String, in entry: String) -> String? {
    let bytes = entry.utf8
    let prefix = name.utf8
    guard bytes.count > prefix.count, bytes.starts(with: prefix) else { return nil }
    let rest = bytes.dropFirst(prefix.count)
    guard rest.first == 0x3D else { return nil }
    return String(Substring(rest.dropFirst()))
  }
}
