// The account files on disk: read together, and replaced one by one so that none is ever half written.
//
// A change reads, edits and writes while it holds the lock, so that of two programs one has to come again. Each file is
// written beside the old one and takes its place by a rename; when a later file cannot be written the earlier ones are
// put back.

public import ABI
public import System

/// What went wrong with the files.
public enum AccountFileError: Error, Equatable, Sendable {
  /// Somebody else changes them.
  case isLocked
  case file(String, Errno)
}

/// /etc/passwd, /etc/group and /etc/shadow.
public struct AccountDatabase: Sendable {
  /// Bytes of a file that is believed.
  public static let limit = 1 << 22

  public let directory: String

  public init(directory: String = "/etc") { self.directory = directory }

  public var usersPath: String { directory + "/passwd" }
  public var groupsPath: String { directory + "/group" }
  public var shadowPath: String { directory + "/shadow" }
  private var lockPath: String { directory + "/.pwd.lock" }

  /// Reads what the caller may read. Users and groups have to be there; the secrets are for user 0.
  public func load(withSecrets: Bool) throws(AccountFileError) -> AccountSet {
    AccountSet(
      users: try read(usersPath), groups: try read(groupsPath), shadow: withSecrets ? try read(shadowPath) : [])
  }

  private func read(_ path: String) throws(AccountFileError) -> [UInt8] {
    do throws(Errno) { return try FileSystem.readFile(path, limit: Self.limit) } catch { throw .file(path, error) }
  }

  /// Lets `edit` change the accounts, and writes what it changed.
  public func change<Failure: Error, Result>(
    onFileError: (AccountFileError) -> Failure, _ edit: (inout AccountSet) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do throws(AccountFileError) { try lock() } catch { throw onFileError(error) }
    defer { try? FileSystem.unlink(lockPath) }
    let before: AccountSet
    do throws(AccountFileError) { before = try load(withSecrets: true) } catch { throw onFileError(error) }
    var after = before
    let result = try edit(&after)
    do throws(AccountFileError) { try save(after, before: before) } catch { throw onFileError(error) }
    return result
  }

  // MARK: Writing

  /// A user's line is written last and removed first: there is none without its group and password.
  private func save(_ after: AccountSet, before: AccountSet) throws(AccountFileError) {
    var files = [
      (shadowPath, before.shadowTable.text, after.shadowTable.text, UInt16(0o600)),
      (groupsPath, before.groupTable.text, after.groupTable.text, UInt16(0o644)),
      (usersPath, before.userTable.text, after.userTable.text, UInt16(0o644)),
    ]
    if after.userTable.count < before.userTable.count { files.reverse() }
    files.removeAll { $0.1 == $0.2 }
    for (index, file) in files.enumerated() {
      do throws(Errno) { try FileSystem.writeFile(file.0, file.2, mode: file.3) } catch {
        for done in files[..<index] { try? FileSystem.writeFile(done.0, done.1, mode: done.3) }
        throw .file(file.0, error)
      }
    }
  }

  // MARK: The lock

  /// A file with the number of the process that made it. What a process that is gone left behind does not count.
  private func lock() throws(AccountFileError) {
    // Made under a name of its own first, so that the lock is never there without the number.
    let own = "\(lockPath).\(CurrentProcess.id)"
    defer { try? FileSystem.unlink(own) }
    do throws(Errno) { try FileSystem.writeFile(own, Array("\(CurrentProcess.id)\n".utf8), mode: 0o600) } catch {
      throw .file(lockPath, error)
    }
    for attempt in 0..<2 {
      do throws(Errno) {
        try FileSystem.hardLink(own, at: lockPath)
        return
      } catch {
        guard error == .exists else { throw .file(lockPath, error) }
        guard attempt == 0, !isOwnerAlive else { throw .isLocked }
        try? FileSystem.unlink(lockPath)
      }
    }
  }

  private var isOwnerAlive: Bool {
    guard let text = try? FileSystem.readFile(lockPath, limit: 64),
      let owner = AccountNumber.parse(text.prefix { $0 != 0x0A })
    else { return false }
    #if os(Linux)
      return FileSystem.exists("/proc/\(owner)")
    #else
      return (try? Handle.open("proc:\(owner)/status")) != nil
    #endif
  }
}
