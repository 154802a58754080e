// Messages of init: to the serial console and the kernel log, which are there before any service.

import ABI
import System

/// Where init writes.
enum Console {
  static func write(_ text: String) {
    guard let console = try? Handle.open("debug:", .write) else { return }
    try? console.writeAll(text + "\n")
  }
}

/// Why init cannot do its work.
struct StartError: Error {
  var message: String

  init(_ message: String) { self.message = message }
  init(_ what: String, _ error: Errno) { message = "\(what): \(error.message)" }
}

/// Runs `body`, and puts an error of the system into words.
func explaining<T: ~Copyable>(_ what: String, _ body: () throws(Errno) -> T) throws(StartError) -> T {
  do throws(Errno) { return try body() } catch { throw StartError(what, error) }
}
