// The pipes that carry the output of programs into a command substitution.
//
// Builtins append to a capture directly; a program needs a handle. All programs of a pipeline share one pipe for each
// capture, and every pipe is emptied while they run, whichever has data first, so that large output cannot block them.

/// Pipes for the captures of a handle table, while programs run.
struct Plumbing {
  /// The table with handles of the host in place of captures.
  private(set) var table: HandleTable
  private var pipes: [(capture: Capture, reader: HostHandle, writer: HostHandle)] = []

  /// Pipes for what `table` captures. A capture for which there is no pipe is closed to the programs.
  init<Host: ShellHost>(_ table: HandleTable, _ host: inout Host) {
    self.table = table
    for capture in table.captures {
      do {
        let pipe = try host.makePipe()
        pipes.append((capture, pipe.reader, pipe.writer))
      } catch {
        continue
      }
    }
    self.table = connected(table)
  }

  /// `other` with the pipes in place of its captures.
  func connected(_ other: HandleTable) -> HandleTable {
    var result = other
    for entry in other.entries {
      guard case .capture(let capture) = entry.target else { continue }
      result[entry.number] = pipes.first { $0.capture === capture }.map { .host($0.writer) }
    }
    return result
  }

  /// Closes the shell's writing ends, once every program has its own.
  func closeWriters<Host: ShellHost>(_ host: inout Host) {
    for pipe in pipes { host.close(pipe.writer) }
  }

  /// Collects everything until all programs have closed their ends.
  func drain<Host: ShellHost>(_ host: inout Host) {
    var open = pipes
    while !open.isEmpty {
      let index = open.count == 1 ? 0 : min(host.waitReadable(open.map { $0.reader }), open.count - 1)
      var bytes = Bytes()
      do { bytes = try host.read(open[index].reader, upTo: Limits.readSize) } catch { bytes = [] }
      if bytes.isEmpty {
        host.close(open[index].reader)
        open.remove(at: index)
      } else {
        open[index].capture.output += bytes
      }
    }
  }
}
