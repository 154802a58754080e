// tee: copies its input to its output and to files.
//
// Specification: POSIX.1-2017, tee; GNU coreutils 9.1.

import ABI
import System
import UtilitySupport

let teeProgram = Utility(
  "tee", "[OPTION]... [FILE]...", "Copy the input to the output and to files.",
  [
    OptionDescription("-a --append", "at the end of files"), OptionDescription("-i --ignore-interrupts", "ignored"),
    OptionDescription("-p", "go on when a reader went away"),
    OptionDescription("--output-error[=MODE]", "warn, warn-nopipe, exit, exit-nopipe"),
  ]
) { tool in
  let modes = ["warn", "warn-nopipe", "exit", "exit-nopipe"]
  guard let mode = tool.choice(tool.options.value("output-error") ?? "warn".bytes, of: modes, "--output-error") else {
    return 1
  }
  let endsOnError = mode.utf8.starts(with: "exit".utf8)
  var result: Int32 = 0
  var files: [(raw: RawHandle, path: String)] = []
  for path in tool.operands {
    do throws(Errno) {
      let flags: OpenFlags = [.write, .create, tool.has("a") ? .append : .truncate, .mode(CreationMode.file)]
      files.append((try Handle.open(path, flags).release(), path))
    } catch {
      tool.report(shown(path), error)
      result = 1
      if tool.has("output-error"), endsOnError { return 1 }
    }
  }
  guard let input = try? LineReader("-") else { return 1 }
  copy: while !files.isEmpty || !tool.isOutputClosed {
    let chunk = Bytes(input.nextChunk())
    if chunk.isEmpty { break }
    tool.output.write(chunk)
    tool.output.flush()
    for index in files.indices.reversed() {
      do throws(Errno) { try Streams.writeAll(files[index].raw, chunk) } catch {
        tool.report(shown(files[index].path), error)
        result = 1
        Handle(owning: files[index].raw).close()
        files.remove(at: index)
        if tool.has("output-error"), endsOnError { break copy }
      }
    }
    // Without -p a reader that went away ends the program, as a signal would.
    if tool.isOutputClosed, !tool.has("p"), !tool.has("output-error") { break }
  }
  for file in files { Handle(owning: file.raw).close() }
  return result
}
