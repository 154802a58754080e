// A shell behind a pseudo-terminal: starts it, hands its output on as it comes, and reports its end. The only I/O of
// the app.

import ABI
import OrbToolkit
import Protocols
import System

/// A program in a pseudo-terminal.
public final class TerminalSession: TerminalProcess {
  /// Bytes of output that are read at once.
  private static let chunk = 64 * 1024
  /// Bytes of input that are written at once: less than any line discipline holds, so that a paste does not block for
  /// long.
  private static let piece = 1024

  private let platform: any Platform
  private var master: Handle?
  private var child: ChildProcess?
  private var buffer = Array(repeating: UInt8(0), count: TerminalSession.chunk)
  /// Output came.
  public var onOutput: (([UInt8]) -> Void)?
  /// The program ended or the terminal broke; the exit code if it is known.
  public var onEnd: ((Int?) -> Void)?

  /// Starts a program (with its arguments) in a new terminal of this size.
  /// - Throws: what opening the terminal or starting the program failed with.
  public init(
    _ command: [String], columns: Int, rows: Int, directory: String?, platform: any Platform
  ) throws(Errno) {
    self.platform = platform
    let terminal = try PseudoTerminal(size: TerminalSession.size(columns, rows, 0, 0))
    var request = SpawnRequest(command.first ?? "sh", command.isEmpty ? ["sh"] : command)
    request.environment = TerminalSession.environment()
    request.directory = directory
    request.handles = [terminal.slave.raw, terminal.slave.raw, terminal.slave.raw]
    request.group = .own
    request.controlsTerminal = true
    let child = try request.start()
    try? System.Terminal.setForeground(terminal.slave.raw, group: child.id)
    self.child = consume child
    let master = terminal.takeMaster()
    let number = Int(master.raw)
    self.master = consume master
    let reference = Unretained(self)
    platform.watch(number) { reference.widget.read() }
  }

  deinit { close() }

  /// The environment of this program, with the terminal's own variables.
  private static func environment() -> [String] {
    let own = ["TERM", "COLORTERM", "TERM_PROGRAM"]
    var result = Environment.all.filter { entry in
      !own.contains { entry.utf8.starts(with: Array("\($0)=".utf8)) }
    }
    result += ["TERM=xterm-256color", "COLORTERM=truecolor", "TERM_PROGRAM=apus-terminal"]
    return result
  }

  private static func size(_ columns: Int, _ rows: Int, _ width: Int, _ height: Int) -> TerminalSize {
    var size = TerminalSize(columns: UInt16(clamping: columns), rows: UInt16(clamping: rows))
    size.width = UInt16(clamping: width)
    size.height = UInt16(clamping: height)
    return size
  }

  private func read() {
    guard master != nil else { return }
    let count = readChunk()
    if count > 0 {
      onOutput?(Array(buffer[..<count]))
    } else {
      finish()
    }
  }

  /// Bytes that were read; 0 at the end and when the terminal is broken (Linux says EIO when the program is gone).
  private func readChunk() -> Int {
    guard let count = try? master?.read(into: &buffer) else { return 0 }
    return count
  }

  private func finish() {
    let status = try? child?.poll()
    close()
    onEnd?(status.flatMap { $0 }.map { Int($0.code) })
  }

  public func write(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + TerminalSession.piece)
      guard let count = try? master?.write(bytes.span.extracting(start..<end)), count > 0 else { return }
      start += count
    }
  }

  public func resize(columns: Int, rows: Int, width: Int, height: Int) {
    guard let raw = master?.raw else { return }
    try? System.Terminal.setSize(raw, TerminalSession.size(columns, rows, width, height))
  }

  public func close() {
    guard let raw = master?.raw else { return }
    platform.unwatch(Int(raw))
    master = nil
  }
}
