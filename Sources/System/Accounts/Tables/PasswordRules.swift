// What a person may choose as a new password. An administrator may set any.

/// Why a password is refused.
public enum PasswordRules {
  /// Bytes of the shortest password.
  public static let shortest = 6
  /// Bytes of the longest; more is a mistake.
  public static let longest = 512

  /// A message for a password that is not good enough, or nil.
  public static func complaint(about new: [UInt8], old: [UInt8]) -> String? {
    if new.isEmpty { return "No password has been supplied." }
    if new == old { return "The password has not been changed." }
    if new.count > longest { return "You must choose a shorter password." }
    if new.count < shortest { return "You must choose a longer password." }
    if new.elementsEqual(new.reversed()) { return "Bad: new password cannot be a palindrome" }
    if lowered(new) == lowered(old) { return "Bad: new and old password must differ by more than just case" }
    if new.count == old.count, contains(old + old, new) { return "Bad: new password is just a wrapped version" }
    if new.allSatisfy({ $0 == new[0] }) { return "Bad: new password is too simple" }
    return nil
  }

  private static func lowered(_ text: [UInt8]) -> [UInt8] { text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 } }

  private static func contains(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
    whole.indices.contains { whole[$0...].starts(with: part) }
  }
}
