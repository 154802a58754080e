// What the administrator of the machine has said about services, in files: further services and timers, and what starts
// at boot. Read when the file system is there, and when somebody asks for it.
//
// init waits for nobody for long: a file system that does not answer counts as one without these files.

import ABI
import InitCore
import System

/// The files in /etc.
enum AdministratorFiles {
  static let services = "/etc/services"
  static let choices = "/etc/services.choices"
  /// Nanoseconds that the file system may take.
  private static let patience: UInt64 = 2_000_000_000

  /// What was switched on and off.
  static func readChoices() -> ServiceChoices { ServiceChoices((try? read(choices, ServiceChoices.limit)) ?? []) }

  static func write(_ chosen: ServiceChoices) throws(Errno) {
    try WaitLimit.until(SystemClock.monotonic &+ patience) { () throws(Errno) in
      try FileSystem.writeFile(choices, chosen.text, mode: 0o644)
    }
  }

  /// Further services and timers, as the manifest extends that of the boot image; nothing where there is no file.
  static func readManifest(extending base: Manifest) throws(ManifestError) -> Manifest {
    let text: [UInt8]
    do throws(Errno) { text = try read(services, Manifest.Limits.bytes) } catch {
      guard error == .noSuchEntry else { throw ManifestError(line: 0, message: "\(error.message)") }
      text = []
    }
    return try Manifest(parsing: String(decoding: text, as: UTF8.self), extending: base)
  }

  /// A file that nobody but root can have written.
  private static func read(_ path: String, _ limit: Int) throws(Errno) -> [UInt8] {
    try WaitLimit.until(SystemClock.monotonic &+ patience) { () throws(Errno) in
      let file = try Handle.open(path)
      let status = try file.status()
      guard status.user == 0, status.mode & 0o022 == 0 else { throw .notPermitted }
      return try file.readAll(limit: limit)
    }
  }
}
