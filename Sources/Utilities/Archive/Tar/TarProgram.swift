// tar: its options, and which of its jobs they ask for.
//
// Not done: -A, -d, --delete, volumes, incremental archives, writing of bzip2, xz and Zstandard.
// Specification: GNU tar 1.34 for options, messages and exit statuses.

import ABI
import Compression
import System
import UtilitySupport

let tarProgram = Utility(
  "tar", "-c|-x|-t|-r|-u [OPTION]... [FILE]...", "Make, list and unpack archives.",
  [
    OptionDescription("-c --create", "make an archive"), OptionDescription("-x --extract", "unpack"),
    OptionDescription("-t --list", "list"), OptionDescription("-r --append", "add to the end"),
    OptionDescription("-u --update", "add what is newer"), OptionDescription("-f --file=ARCHIVE", "this archive"),
    OptionDescription("-v --verbose", "show names, twice: more"),
    OptionDescription("-z --gzip", "through gzip"), OptionDescription("--zstd", "through zstd (reading only)"),
    OptionDescription("-a --auto-compress", "choose by the archive's suffix"),
    OptionDescription("-C --directory=DIRECTORY", "change to DIRECTORY"),
    OptionDescription("-p --preserve-permissions", "exact modes"),
    OptionDescription("--no-same-permissions", "modes as new files have them"),
    OptionDescription("--same-owner", "keep owners"), OptionDescription("-o --no-same-owner", "own what is unpacked"),
    OptionDescription("--numeric-owner", "numbers instead of names"),
    OptionDescription("-m --touch", "do not keep times"), OptionDescription("-O --to-stdout", "unpack to the output"),
    OptionDescription("-k --keep-old-files", "existing files are errors"),
    OptionDescription("--skip-old-files", "leave existing files"), OptionDescription("--overwrite", "ignored"),
    OptionDescription("--strip-components=NUMBER", "drop leading parts of names"),
    OptionDescription("--exclude=PATTERN", "leave out"), OptionDescription("-X --exclude-from=FILE", "leave out these"),
    OptionDescription("-T --files-from=FILE", "names from FILE"), OptionDescription("--null", "names end with a zero"),
    OptionDescription("-h --dereference", "follow links"), OptionDescription("-P --absolute-names", "keep leading /"),
    OptionDescription("--no-recursion", "directories without their content"),
    OptionDescription("--wildcards", "names are patterns"), OptionDescription("--no-wildcards", "they are not"),
    OptionDescription("-H --format=FORMAT", "gnu, ustar, pax or posix"),
    OptionDescription("--full-time", "times to the second and below"), OptionDescription("--sort=ORDER", "always name"),
    OptionDescription("-j --bzip2", "refused"), OptionDescription("-J --xz", "refused"),
    OptionDescription("-A --concatenate", "refused"), OptionDescription("-d --diff", "refused"),
    OptionDescription("--delete", "refused"),
  ], usageStatus: 64, startsWithLetters: true
) { tool in
  let run = TarRun(tool)
  do throws(TarFatal) {
    try run.start()
  } catch {
    tool.output.flush()
    if let message = error.message { tool.report(message) }
    if error.isUsage { return tool.usageError(error.text, 2) }
    tool.report(error.text)
    return 2
  }
  if run.status != 0 { tool.report("Exiting with failure status due to previous errors") }
  return run.status
}

/// Why tar cannot go on.
struct TarFatal: Error {
  /// The reason, on a line of its own.
  var message: String?
  var text = "Error is not recoverable: exiting now"
  var isUsage = false

  init(_ message: String) { self.message = message }
  init(_ path: String, _ what: String, _ error: Errno) { message = "\(path): Cannot \(what): \(error.message)" }
  init(usage: String) { (text, isUsage) = (usage, true) }

  init(_ name: String, _ failure: StreamFailure) {
    switch failure {
    case .reading(let error): self.init(name, "read", error)
    case .writing(let error): self.init(name, "write", error)
    case .damaged(.badHeader): self.init("\(name): not in the compressed format that was asked for")
    case .damaged(.truncated): self.init("\(name): Unexpected end of compressed data")
    case .damaged: self.init("\(name): The compressed data is damaged")
    }
  }
}

/// One run of tar.
final class TarRun {
  let tool: Tool
  let selection: TarSelection
  private(set) var status: Int32 = 0
  /// What has been cut off names, so that each is told once.
  private var toldPrefixes: [Bytes] = []

  /// The archive; `-` for a standard stream.
  var archive: String { tool.options.value("f")?.text ?? "-" }
  var verbosity: Int { tool.options.count("v") }

  init(_ tool: Tool) {
    self.tool = tool
    selection = TarSelection(tool)
  }

  func start() throws(TarFatal) {
    let jobs = ["c", "x", "t", "r", "u", "A", "d", "delete"].filter { tool.has($0) }
    guard jobs.count < 2 else {
      throw TarFatal(usage: "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option")
    }
    guard let job = jobs.first else {
      throw TarFatal(usage: "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options")
    }
    if tool.has("j") || tool.has("J") { throw TarFatal("bzip2 and xz are not supported") }
    try selection.readFiles()
    switch job {
    case let name where name.isSame(as: "x"): try TarExtractor(self).run()
    case let name where name.isSame(as: "t"): try TarLister(self).run()
    case let name where name.isSame(as: "c"): try TarCreator(self).create()
    case let name where name.isSame(as: "r"): try TarCreator(self).append(onlyNewer: false)
    case let name where name.isSame(as: "u"): try TarCreator(self).append(onlyNewer: true)
    default: throw TarFatal("-A, -d and --delete are not supported")
    }
  }

  /// Reports what is wrong with one file; tar goes on.
  func fail(_ message: String) {
    tool.report(message)
    status = 2
  }

  func fail(_ path: Bytes, _ what: String, _ error: Errno) { fail("\(path.text): Cannot \(what): \(error.message)") }

  /// Changes to the directories of -C before an operand, or all of them.
  func changeDirectory(beforeOperand index: Int = .max, behind done: Int = 0) throws(TarFatal) -> Int {
    let directories = tool.options.values("C", beforeOperand: index)
    for directory in directories.dropFirst(done) {
      do throws(Errno) { try WorkingDirectory.change(to: directory.text) } catch {
        throw TarFatal(directory.text, "open", error)
      }
    }
    return directories.count
  }

  /// A name without what leads out of the directory: leading slashes, and everything up to the last "..".
  func safeName(_ name: Bytes, of what: String = "member names") -> Bytes {
    guard !tool.has("P") else { return name }
    var start = 0
    var position = 0
    while position < name.count {
      let end = name[position...].firstIndex(of: UInt8(ascii: "/")) ?? name.count
      if name[position..<end].elementsEqual("..".utf8) { start = end }
      position = end + 1
    }
    while start < name.count, name[start] == UInt8(ascii: "/") { start += 1 }
    guard start > 0 else { return name }
    let prefix = Bytes(name[..<start])
    if !toldPrefixes.contains(prefix + what.bytes), toldPrefixes.count < 100 {
      toldPrefixes.append(prefix + what.bytes)
      tool.report("Removing leading `\(prefix.text)' from \(what)")
    }
    return start == name.count ? "./".bytes : Bytes(name[start...])
  }
}
