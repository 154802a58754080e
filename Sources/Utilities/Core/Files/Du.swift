// du: what files take.
//
// Specification: POSIX.1-2017, du; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let duProgram = Utility(
  "du", "[OPTION]... [FILE]...", "Sum up the space that files take.",
  [
    OptionDescription("-0 --null", "lines end with NUL"), OptionDescription("-a --all", "every file"),
    OptionDescription("--apparent-size", "lengths, not the space"),
    OptionDescription("-b --bytes", "lengths, in bytes"),
    OptionDescription("-B --block-size=SIZE", "in blocks of SIZE"),
    OptionDescription("-c --total", "the sum of all"),
    OptionDescription("-d --max-depth=DEPTH", "directories up to DEPTH"),
    OptionDescription("-D --dereference-args", "follow links among the operands"),
    OptionDescription("-H", "as -D"), OptionDescription("--exclude=PATTERN", "not these files"),
    OptionDescription("-h --human-readable", "sizes as 1.5K"), OptionDescription("-k", "in kibibytes"),
    OptionDescription("-l --count-links", "hard links each time"),
    OptionDescription("-L --dereference", "follow links"),
    OptionDescription("-m", "in mebibytes"), OptionDescription("-P --no-dereference", "follow no links"),
    OptionDescription("-s --summarize", "only the operands"),
    OptionDescription("-S --separate-dirs", "directories without those in them"),
    OptionDescription("--si", "as -h, with powers of 1000"),
    OptionDescription("-t --threshold=SIZE", "only what is larger; with a minus: smaller"),
    OptionDescription("-x --one-file-system", "ignored"),
    OptionDescription("-X --exclude-from=FILE", "not what the patterns in FILE fit"),
  ]
) { tool in
  guard var usage = DiskUsage(tool) else { return 1 }
  return usage.run()
}

/// Sums up trees.
private struct DiskUsage {
  private let tool: Tool
  private let depth: Int
  private let countsLengths: Bool
  private var unit: UInt64 = 1024
  private var threshold = 0
  private var excluded: [NamePattern] = []
  private var result: Int32 = 0
  /// Files with several names that were counted.
  private var counted: Set<UInt64> = []

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    self.tool = tool
    countsLengths = tool.has("apparent-size") || tool.has("b")
    var depth = Int.max
    if let text = tool.options.value("d") {
      guard let number = text.decimal, number >= 0 else {
        _ = tool.usageError("invalid maximum depth \(quoted(text))")
        return nil
      }
      depth = number
    }
    if tool.has("s"), tool.has("a") {
      _ = tool.usageError("cannot both summarize and show all entries")
      return nil
    }
    if tool.has("s"), tool.has("d"), depth > 0 {
      tool.report("warning: summarizing conflicts with --max-depth=\(depth)")
      return nil
    }
    self.depth = tool.has("s") ? 0 : depth
    for (key, value) in tool.options.all(of: ["b", "k", "m", "B"]) {
      switch key.bytes {
      case "b": unit = 1
      case "k": unit = 1024
      case "m": unit = 1 << 20
      default:
        let text = value ?? []
        guard let size = ByteSize.parse(text.first.map(Character8.isDigit) ?? false ? text : "1".bytes + text), size > 0
        else {
          tool.report("invalid -B argument \(quoted(text))")
          return nil
        }
        unit = UInt64(size)
      }
    }
    if let text = tool.options.value("t") {
      let isNegative = text.first == UInt8(ascii: "-")
      guard let size = ByteSize.parse(isNegative ? Bytes(text.dropFirst()) : text), size >= 0 else {
        tool.report("invalid -t argument \(quoted(text))")
        return nil
      }
      threshold = isNegative ? -size : size
    }
    excluded = tool.options.values("exclude").map { NamePattern($0) }
    for path in tool.options.values("X") {
      do throws(Errno) {
        let lines = try FileSystem.readFile(path.text, limit: 1 << 24).split(separator: 0x0a)
        excluded += lines.map { NamePattern(Bytes($0)) }
      } catch {
        tool.report(shown(path.text), error)
        return nil
      }
    }
  }

  mutating func run() -> Int32 {
    var total: UInt64 = 0
    for path in tool.operands.isEmpty ? ["."] : tool.operands {
      let found = measure(path, level: 0)
      total &+= found.own &+ found.inner
    }
    if tool.has("c") { show(total, "total") }
    return result
  }

  private func isExcluded(_ path: String, _ name: String) -> Bool {
    excluded.contains { $0.matches(name.bytes) || $0.matches(path.bytes) }
  }

  /// A file, or a directory: what it takes with its files, and what the directories in it take.
  private struct Measure {
    var own: UInt64 = 0
    var inner: UInt64 = 0
    var isDirectory = false
  }

  private mutating func measure(_ path: String, level: Int) -> Measure {
    if !excluded.isEmpty, isExcluded(path, Paths.name(path)) { return Measure() }
    let follows = tool.options.last(of: ["L", "P", "D", "H"])?.bytes ?? []
    let isFollowed = "L" ~= follows || (level == 0 && ("D" ~= follows || "H" ~= follows))
    let status: FileStatus
    do throws(Errno) { status = try FileSystem.status(path, followLinks: isFollowed) } catch {
      tool.report("cannot access \(quoted(path))", error)
      result = 1
      return Measure()
    }
    if !tool.has("l"), !status.isDirectory, status.links > 1, !counted.insert(status.inode).inserted {
      return Measure()
    }
    var found = Measure(own: countsLengths ? status.size : status.storage, isDirectory: status.isDirectory)
    if status.isDirectory, level < deepestDirectory {
      if let names = tool.sortedNames(in: path, "cannot read directory") {
        for name in names {
          let entry = measure(Paths.join(path, name), level: level + 1)
          if entry.isDirectory { found.inner &+= entry.own &+ entry.inner } else { found.own &+= entry.own }
        }
      } else {
        result = 1
      }
    }
    if level == 0 || (level <= depth && (status.isDirectory || tool.has("a"))) {
      show(tool.has("S") ? found.own : found.own &+ found.inner, path)
    }
    return found
  }

  private func show(_ size: UInt64, _ path: String) {
    let value = Int(clamping: size)
    if threshold > 0 ? value < threshold : threshold < 0 && value > -threshold { return }
    let text: String
    switch tool.options.last(of: ["h", "si", "b", "k", "m", "B"])?.bytes ?? [] {
    case "h": text = ByteSize.short(size)
    case "si": text = HumanSize.short(size, base: 1000)
    default: text = "\(size / unit + (size % unit == 0 ? 0 : 1))"
    }
    tool.output.write("\(text)\t\(path)")
    tool.output.write(byte: tool.has("0") ? 0 : 0x0a)
  }
}
