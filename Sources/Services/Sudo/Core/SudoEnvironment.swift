// The environment of a program that runs as somebody else: what the caller set could make it do the caller's will.

public import Accounts

/// Cleaned environments.
public enum SudoEnvironment {
  /// What is kept of the caller's: how the terminal and the person write. No values with a slash or a percent sign,
  /// which libraries elsewhere take for files and formats.
  private static let kept = ["TERM", "COLORTERM", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_TIME", "NO_COLOR"]
  /// Where programs are looked for.
  public static let path = "/bin"

  public static func name(_ entry: [UInt8]) -> ArraySlice<UInt8> { entry.prefix { $0 != UInt8(ascii: "=") } }

  public static func isKept(_ entry: [UInt8]) -> Bool {
    let name = name(entry)
    guard entry.count > name.count, kept.contains(where: { $0.utf8.elementsEqual(name) }) else { return false }
    return entry.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "%") }
  }

  /// For a session of `user`.
  public static func session(_ user: UserEntry, shell: [UInt8], keeping environment: [[UInt8]]) -> [[UInt8]] {
    var result = environment.filter { isKept($0) }
    result += [
      variable("HOME", user.home), variable("USER", user.name), variable("LOGNAME", user.name),
      variable("SHELL", shell), variable("PATH", Array(path.utf8)),
    ]
    if !result.contains(where: { name($0).elementsEqual("TERM".utf8) }) { result.append(Array("TERM=vt100".utf8)) }
    if !result.contains(where: { name($0).elementsEqual("LANG".utf8) }) {
      result.append(Array("LANG=en_US.UTF-8".utf8))
    }
    return result
  }

  /// The same with what tells a program who is behind it.
  public static func sudo(
    _ user: UserEntry, shell: [UInt8], caller: UserEntry, command: [[UInt8]], keeping environment: [[UInt8]]
  ) -> [[UInt8]] {
    session(user, shell: shell, keeping: environment) + [
      variable("SUDO_COMMAND", Array(command.joined(separator: [0x20]))), variable("SUDO_USER", caller.name),
      variable("SUDO_UID", AccountNumber.text(caller.user)), variable("SUDO_GID", AccountNumber.text(caller.group)),
    ]
  }

  /// The caller's own with the user's facts in it, as `su` without `-` hands it on.
  public static func changed(_ environment: [[UInt8]], for user: UserEntry, shell: [UInt8]) -> [[UInt8]] {
    var facts = [variable("HOME", user.home), variable("SHELL", shell)]
    if user.user != 0 { facts += [variable("USER", user.name), variable("LOGNAME", user.name)] }
    let names = facts.map { name($0) }
    return environment.filter { entry in !names.contains { $0.elementsEqual(name(entry)) } } + facts
  }

  private static func variable(_ name: String, _ value: [UInt8]) -> [UInt8] {
    Array(name.utf8) + [UInt8(ascii: "=")] + value
  }
}
