// sed: edits a stream of lines by a script. Options and files; the language is SedScript and SedMachine.
//
// Specification: POSIX.1-2017, sed; GNU sed 4.9 for options and messages.

import ABI
import System
import TextCore
import UtilitySupport

let sedProgram = Utility(
  "sed", "[OPTION]... {SCRIPT} [FILE]...", "Edit a stream of lines by a script.",
  [
    OptionDescription("-b --binary", "ignored"), OptionDescription("-E --regexp-extended", "extended patterns"),
    OptionDescription("-e --expression=SCRIPT", "a piece of the script"),
    OptionDescription("-f --file=FILE", "a piece of the script from FILE"),
    OptionDescription("--follow-symlinks", "edit what a link leads to"),
    OptionDescription("-i[SUFFIX] --in-place[=SUFFIX]", "edit files, keeping the old ones with SUFFIX"),
    OptionDescription("-l --line-length=NUMBER", "columns of `l`"),
    OptionDescription("-n --quiet", "print only what is asked for"), OptionDescription("--silent", "as -n"),
    OptionDescription("--posix", "ignored"), OptionDescription("-r", "as -E"),
    OptionDescription("-s --separate", "each file for itself"),
    OptionDescription("--sandbox", "no commands that reach files"),
    OptionDescription("-u --unbuffered", "write after each line"),
    OptionDescription("-z --null-data", "lines end with 0"),
  ]
) { tool in
  do throws(SedError) {
    return try runSed(tool)
  } catch {
    tool.output.flush()
    tool.report(error.message.text)
    return error.status
  }
}

private func runSed(_ tool: Tool) throws(SedError) -> Int32 {
  var files = tool.operands
  var pieces: [SedScript.Piece] = []
  for (key, value) in tool.options.all(of: ["e", "f"]) {
    guard let value else { continue }
    if key.isSame(as: "e") {
      pieces.append(SedScript.Piece(value))
      continue
    }
    do throws(Errno) {
      var text = try InputFile(value.text).readAll()
      if text.last == 0x0a { text.removeLast() }
      pieces.append(SedScript.Piece(text, file: value))
    } catch {
      throw SedError("couldn't open file \(value.text): \(error.message)")
    }
  }
  if pieces.isEmpty {
    guard !files.isEmpty else {
      Streams.printError("Usage: sed [OPTION]... {SCRIPT} [FILE]...\nTry 'sed --help' for more information.")
      return 1
    }
    pieces = [SedScript.Piece(files.removeFirst().bytes)]
  }
  var options = SedScript.Options()
  options.isExtended = tool.has("E") || tool.has("r")
  options.usesBytes = TextEncoding.usesBytes
  options.endsLinesWithZero = tool.has("z")
  options.isSandboxed = tool.has("sandbox")
  let script = try SedScript(pieces, options)
  var settings = SedMachine.Options()
  settings.isSilent = tool.has("n") || tool.has("silent") || script.isSilent
  settings.separator = tool.has("z") ? 0 : 0x0a
  if let width = tool.options.value("l") {
    settings.listWidth = max(0, width.decimal ?? 0)
  }
  let host = SedFiles(tool, files, script, separator: settings.separator)
  if host.editsInPlace, files.isEmpty { throw SedError("no input files") }
  var machine = SedMachine(script, settings, host)
  let status = machine.run()
  host.finish()
  if let failure = machine.failure { throw SedError(failure) }
  return host.fileErrors.status == 0 ? status : (status == 0 ? host.fileErrors.status : status)
}
