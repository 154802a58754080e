// The programs that xargs runs at the moment. It sleeps until one of them ends.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Running programs, up to a number.
struct XargsChildren {
  /// One program. A class, since a child is owned.
  private final class Running {
    let child: ChildProcess
    let name: String
    let slot: Int

    init(_ child: consuming ChildProcess, _ name: String, _ slot: Int) {
      self.child = child
      (self.name, self.slot) = (name, slot)
    }
  }

  private let tool: Tool
  private let most: Int
  private var running: [Running] = []
  /// Why nothing more is started.
  private(set) var stop: Int32?
  /// What the runs so far make of the status of all.
  private(set) var status: Int32 = 0

  init(_ tool: Tool, most: Int) { (self.tool, self.most) = (tool, most) }

  /// Starts a program when there is room; a status when nothing more is to be started.
  mutating func start(_ arguments: [String]) -> Int32? {
    while running.count >= most, stop == nil { waitForOne() }
    if let stop { return stop }
    tool.output.flush()
    var request = SpawnRequest(arguments[0], arguments)
    var terminal: RawHandle?
    // Its input is not that of xargs, which holds the items.
    if tool.has("o") {
      terminal = Terminal.isTerminal(Streams.error) ? Streams.error : nil
    } else if tool.has("a") {
      terminal = Streams.input
    }
    let empty = terminal == nil ? Self.emptyInput() : nil
    request.handles[0] = terminal ?? empty ?? noHandle
    defer { if let empty { Handle(owning: empty).close() } }
    let slot = (0...).first { number in !running.contains { $0.slot == number } } ?? 0
    if let name = tool.options.value("process-slot-var")?.text {
      request.environment = Environment.all.filter { !$0.utf8.starts(with: (name + "=").utf8) } + ["\(name)=\(slot)"]
    }
    do throws(Errno) { running.append(Running(try request.start(), arguments[0], slot)) } catch {
      tool.report(shown(arguments[0]), error)
      stop = error == .noSuchEntry ? 127 : 126
    }
    // One by one, each run is over before the next begins.
    if most == 1 { waitForAll() }
    return stop
  }

  /// An input that is at its end.
  private static func emptyInput() -> RawHandle? {
    guard let pipe = try? Pipe() else { return nil }
    return pipe.ends { reader, _ in reader.release() }
  }

  /// Waits for all that still run.
  mutating func waitForAll() { while !running.isEmpty { waitForOne() } }

  private mutating func waitForOne() {
    guard var index = running.indices.first else { return }
    if running.count > 1, var queue = try? EventQueue() {
      do throws(Errno) {
        for (number, each) in running.enumerated() {
          try queue.subscribe(each.child.handle.raw, .readable, userData: UInt64(number))
        }
        if let first = try queue.wait().first { index = min(Int(first.userData), running.count - 1) }
      } catch {}
    }
    let ended = running.remove(at: index)
    guard let result = try? ended.child.wait() else { return }
    judge(result, ended.name)
  }

  private mutating func judge(_ result: ExitStatus, _ name: String) {
    if result.kind != ExitStatus.Kind.exited.rawValue {
      tool.report("\(shown(name)): terminated by signal \(result.shellStatus - 128)")
      stop = 125
    } else if result.shellStatus == 255 {
      tool.report("\(shown(name)): exited with status 255; aborting")
      stop = 124
    } else if result.shellStatus != 0 {
      status = 123
    }
  }
}
