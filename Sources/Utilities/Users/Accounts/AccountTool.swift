// What the programs that change accounts share: the files that they work on, the lock, and the words for what goes
// wrong.
//
// Specification: useradd(8) and its kin of Debian's passwd package, for options, messages and exit statuses.

import ABI
import Accounts
import System
import UtilitySupport

/// Why a program ends early: a message (none where it has been written) and an exit status.
struct AccountFailure: Error {
  var message: String?
  var status: Int32

  init(_ message: String?, _ status: Int32) {
    self.message = message
    self.status = status
  }
}

/// A running program of this kind.
struct AccountTool {
  let tool: Tool
  /// In front of /etc (option -P).
  let prefix: String

  init(_ tool: Tool) {
    self.tool = tool
    prefix = tool.options.value("P")?.text ?? ""
  }

  static let prefixOption = OptionDescription("-P --prefix=DIRECTORY", "the system whose /etc lies in there")

  /// The only operand.
  func operand() throws(AccountFailure) -> Bytes {
    guard tool.operands.count == 1 else {
      _ = tool.usageError(tool.operands.isEmpty ? "a name is wanted" : "one name is wanted")
      throw AccountFailure(nil, 2)
    }
    return tool.operands[0].bytes
  }

  /// Runs the program's work.
  /// - Parameter lockStatus: the status where the files cannot be changed.
  func run(lockStatus: Int32, _ edit: (inout AccountSet) throws(AccountFailure) -> Void) -> Int32 {
    do throws(AccountFailure) {
      guard CurrentProcess.user == 0 || !prefix.utf8.isEmpty else {
        tool.report("Permission denied.")
        throw AccountFailure("cannot lock /etc/passwd; try again later.", lockStatus)
      }
      let database = AccountDatabase(directory: prefix + "/etc")
      try database.change(onFileError: { explain($0, lockStatus) }, edit)
      return 0
    } catch {
      if let message = error.message { tool.report(message) }
      return error.status
    }
  }

  private func explain(_ error: AccountFileError, _ status: Int32) -> AccountFailure {
    switch error {
    case .isLocked: AccountFailure("cannot lock /etc/passwd; try again later.", status)
    case .file(let path, let error):
      AccountFailure("failure while writing changes to \(path): \(error.message)", status)
    }
  }

  // MARK: Values of options

  /// The value of an option, if it is one that can stand in the file.
  func field(
    _ key: String, where isValid: (Bytes) -> Bool = { _ in true }, else message: (String) -> AccountFailure
  )
    throws(AccountFailure) -> Bytes?
  {
    guard let value = tool.options.value(key) else { return nil }
    guard AccountName.isField(value), isValid(value) else { throw message(value.text) }
    return value
  }

  /// A shell has to be a path, or nothing for the usual one.
  func shell(_ status: Int32) throws(AccountFailure) -> Bytes? {
    let isPath: (Bytes) -> Bool = { $0.isEmpty || $0.first == UInt8(ascii: "/") }
    let shell = try field("s", where: isPath, else: { AccountFailure("invalid shell '\($0)'", status) })
    if let shell, !shell.isEmpty {
      let status = try? FileSystem.status(prefix + shell.text)
      if status.map({ $0.mode & 0o111 == 0 }) ?? true {
        tool.report("Warning: missing or non-executable shell '\(shell.text)'")
      }
    }
    return shell
  }

  func number(_ key: String, _ what: String, _ status: Int32) throws(AccountFailure) -> UInt32? {
    guard let value = tool.options.value(key) else { return nil }
    guard let number = AccountNumber.parse(value) else {
      throw AccountFailure("invalid \(what) ID '\(value.text)'", status)
    }
    return number
  }

  /// The groups of `-G`, which have to be there.
  func groups(_ key: String, in accounts: AccountSet) throws(AccountFailure) -> [Bytes]? {
    guard let list = tool.options.value(key) else { return nil }
    var names: [Bytes] = []
    for word in list.split(separator: UInt8(ascii: ",")) {
      guard let group = accounts.group(nameOrNumber: Bytes(word)) else {
        throw AccountFailure("group '\(Bytes(word).text)' does not exist", 6)
      }
      names.append(group.name)
    }
    return names
  }

  /// The group of `-g`.
  func primaryGroup(in accounts: AccountSet) throws(AccountFailure) -> GroupEntry? {
    guard let text = tool.options.value("g") else { return nil }
    guard let group = accounts.group(nameOrNumber: text) else {
      throw AccountFailure("group '\(text.text)' does not exist", 6)
    }
    return group
  }

  /// The day of `-e`, nothing for never.
  func expiry() throws(AccountFailure) -> (isGiven: Bool, day: UInt32?) {
    guard let text = tool.options.value("e") else { return (false, nil) }
    if text.isEmpty || "-1" ~= text { return (true, nil) }
    if let day = AccountNumber.parse(text) { return (true, day) }
    guard let seconds = CalendarDate.parse(text), seconds >= 0 else {
      throw AccountFailure("invalid date '\(text.text)'", 3)
    }
    return (true, UInt32(clamping: seconds / 86400))
  }

  /// Some process of a user; nil where there is none (or no way to know).
  func process(of user: UInt32) -> Int? {
    guard prefix.utf8.isEmpty, let items = try? FileSystem.list("proc:") else { return nil }
    for item in items {
      guard let status = try? FileSystem.readFile("proc:\(item.name)/status", limit: 4096), status.count >= 16 else {
        continue
      }
      let owner = (0..<4).reduce(UInt32(0)) { $0 | UInt32(status[12 + $1]) << UInt32($1 * 8) }
      if owner == user { return item.name.bytes.decimal }
    }
    return nil
  }
}
