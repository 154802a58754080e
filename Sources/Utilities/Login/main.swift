// login: asks for a name and, where the account has one, for a password; then runs the user's shell in the user's home.
//
// Started on each text terminal by whoever serves it, and again when it has ended.

import ABI
import Protocols
import System
import UtilitySupport

/// Seconds before the answer to a wrong password: guessing takes that long.
let delayAfterFailure: UInt64 = 2
/// Seconds of tries are not limited, but their number is: the service then starts afresh.
let triesAllowed = 5

/// Collects signals for as long as the program runs: Ctrl+C at the prompt does not end it.
final class CollectedSignals {
  private let queue: SignalQueue

  init() throws(Errno) { queue = try SignalQueue([.interrupt, .quit]) }
}

/// Reads a line from the terminal; nil at its end.
func readLine() -> Bytes? {
  var line = Bytes()
  var buffer = Bytes(repeating: 0, count: 256)
  while true {
    guard let count = try? Streams.read(Streams.input, into: &buffer), count > 0 else { return nil }
    for byte in buffer.prefix(count) {
      if byte == 0x0a || byte == 0x0d { return line }
      // Longer than any name or password: the rest is dropped.
      if line.count < 256 { line.append(byte) }
    }
  }
}

func write(_ text: String) { try? Streams.writeAll(Streams.output, text.bytes) }

/// Asks for a password without showing it.
func askPassword() -> Bytes? {
  let mode = (try? Terminal.mode(Streams.input)) ?? .cooked
  var silent = mode
  silent.flags.remove(.echo)
  try? Terminal.setMode(Streams.input, silent)
  defer {
    try? Terminal.setMode(Streams.input, mode)
    write("\n")
  }
  write("Password: ")
  return readLine()
}

func startSession(_ account: Account) -> Int32 {
  if let motd = try? FileSystem.readFile("/etc/motd", limit: 1 << 16) { write(motd.text) }
  var request = SpawnRequest(account.shell, ["-" + Paths.name(account.shell)])
  let hasHome = (try? FileSystem.status(account.home))?.kind == FileKind.directory.rawValue
  if !hasHome { write("No directory \(account.home): starting in /\n") }
  request.directory = hasHome ? account.home : "/"
  request.environment = [
    "HOME=\(account.home)", "USER=\(account.name)", "LOGNAME=\(account.name)", "SHELL=\(account.shell)", "PATH=/bin",
    "TERM=\(Environment["TERM"] ?? "vt100")", "LANG=en_US.UTF-8",
  ]
  request.group = .own
  if CurrentProcess.user != account.user {
    request.user = account.user
    request.userGroup = account.group
  }
  do throws(Errno) {
    let child = try request.start()
    try? Terminal.setForeground(Streams.input, group: child.id)
    let status = try child.wait()
    try? Terminal.setForeground(Streams.input, group: CurrentProcess.processGroup)
    try? Terminal.setMode(Streams.input, .cooked)
    return status.shellStatus
  } catch {
    Streams.printError("login: \(account.shell): \(error.message)")
    return 1
  }
}

func logIn() -> Int32 {
  let host = ((try? FileSystem.readFile("/etc/hostname", limit: 256)) ?? "apus".bytes)
    .filter { $0 > 0x20 }.text
  write("\n\(host): Apus on the serial console\nLog in as \"user\" (no password) or \"root\".\n\n")
  for _ in 0..<triesAllowed {
    write("\(host) login: ")
    guard let typed = readLine() else { return 0 }
    let name = typed.filter { $0 > 0x20 }
    if name.isEmpty { continue }
    let account = Account.find(name)
    let secret = Account.password(of: name)
    var isRight = account != nil
    if account == nil || secret.map({ !$0.isEmpty }) ?? true {
      guard let answer = askPassword() else { return 0 }
      isRight = isRight && secret.map { $0 == answer } ?? false
    }
    if let account, isRight { return startSession(account) }
    SystemClock.sleep(milliseconds: delayAfterFailure * 1000)
    write("Login incorrect\n")
  }
  return 1
}

func run() -> Int32 {
  let signals = try? CollectedSignals()
  let status = logIn()
  withExtendedLifetime(signals) {}
  return status
}

CurrentProcess.exit(run())
