// tree: directories as a tree. Its options; the walk stands in TreeWalk.swift.
//
// Specification: tree 2.1.0 for options, output and exit statuses.

import ABI
import System
import UtilitySupport

let treeProgram = Utility(
  "tree", "[OPTION]... [DIRECTORY]...", "Show directories as a tree.",
  [
    OptionDescription("-a", "also names that start with a dot"), OptionDescription("-d", "only directories"),
    OptionDescription("-l", "follow links to directories"), OptionDescription("-f", "whole paths"),
    OptionDescription("-L LEVEL", "not deeper"), OptionDescription("-P PATTERN", "only files like this (a|b)"),
    OptionDescription("-I PATTERN", "nothing like this"), OptionDescription("--prune", "without empty directories"),
    OptionDescription("--ignore-case", "patterns in any case"),
    OptionDescription("--matchdirs", "-P for directories, too"),
    OptionDescription("-p", "permissions"), OptionDescription("-u", "owners"), OptionDescription("-g", "groups"),
    OptionDescription("-s", "sizes"), OptionDescription("-h", "sizes as 1.5K"), OptionDescription("-D", "dates"),
    OptionDescription("-F", "marks behind names, as ls -F"),
    OptionDescription("--du", "sizes of what directories hold"),
    OptionDescription("-t", "newest last"), OptionDescription("-r", "the other way round"),
    OptionDescription("-U", "unsorted"), OptionDescription("--dirsfirst", "directories first"),
    OptionDescription("--filesfirst", "files first"),
    OptionDescription("--filelimit=NUMBER", "skip larger directories"),
    OptionDescription("-i", "without lines"), OptionDescription("-C", "colours, always"),
    OptionDescription("-n", "no colours"), OptionDescription("-N", "names as they are"),
    OptionDescription("-q", "question marks for odd characters"), OptionDescription("-x", "ignored"),
    OptionDescription("-A", "lines drawn"), OptionDescription("--noreport", "no last line"),
    OptionDescription("--charset=NAME", "ascii, or lines drawn"),
  ]
) { tool in
  if let text = tool.options.value("L"), (text.decimal ?? 0) < 1 {
    try? Streams.writeAll(Streams.error, "tree: Invalid level, must be greater than 0.\n".bytes)
    return 1
  }
  let walk = TreeWalk(tool, TreeStyle(tool))
  for directory in tool.operands.isEmpty ? ["."] : tool.operands { walk.show(directory) }
  walk.writeReport()
  return walk.status
}

/// How a tree looks.
struct TreeStyle {
  let usesColours: Bool
  let drawsLines: Bool
  let indents: Bool
  private let tool: Tool
  private let users: [UInt32: String]
  private let groups: [UInt32: String]
  /// What is older than half a year is shown with its year.
  private let recent: UInt64

  init(_ tool: Tool) {
    self.tool = tool
    usesColours = tool.has("C") || (!tool.has("n") && Terminal.isTerminal(Streams.output))
    indents = !tool.has("i")
    users = tool.has("u") ? Account.names("/etc/passwd") : [:]
    groups = tool.has("g") ? Account.names("/etc/group") : [:]
    let now = SystemClock.realTime
    recent = now - min(now, 15_768_000 * 1_000_000_000)
    if let name = tool.options.value("charset") {
      let small = name.map(Character8.lowered)
      drawsLines = small.starts(with: "utf".utf8)
    } else if tool.has("A") {
      drawsLines = true
    } else {
      // A locale of plain characters gets plain lines; without one, lines are drawn.
      let locale = Environment["LC_ALL"] ?? Environment["LC_CTYPE"] ?? Environment["LANG"] ?? "C.UTF-8"
      let small = locale.utf8.map(Character8.lowered)
      drawsLines = small.suffix(5).elementsEqual("utf-8".utf8) || small.suffix(4).elementsEqual("utf8".utf8)
    }
  }

  /// What stands before a name: the lines of the levels above, of which `isLast` says whether they go on.
  func indent(_ isLast: [Bool]) -> Bytes {
    guard indents, let own = isLast.last else { return [] }
    var text = Bytes()
    for level in isLast.dropLast() {
      text += level ? "    ".bytes : drawsLines ? "│\u{a0}\u{a0} ".bytes : "|   ".bytes
    }
    return text + (drawsLines ? (own ? "└── " : "├── ") : (own ? "`-- " : "|-- ")).bytes
  }

  /// The brackets with facts about an entry; empty when none are wanted.
  func facts(_ status: FileStatus, size: UInt64) -> Bytes {
    var parts: [Bytes] = []
    if tool.has("p") { parts.append(kindLetter(status) + ModeText.permissions(status.mode)) }
    if tool.has("u") { parts.append((users[status.user] ?? "\(status.user)").bytes.leftAligned(8)) }
    if tool.has("g") { parts.append((groups[status.group] ?? "\(status.group)").bytes.leftAligned(8)) }
    if tool.has("h") {
      parts.append(Self.short(size).rightAligned(4))
    } else if tool.has("s") || tool.has("du") {
      parts.append(Bytes("\(size)".utf8).rightAligned(11))
    }
    if tool.has("D") {
      let date = CalendarDate(seconds: Int64(clamping: status.modified / 1_000_000_000))
      let isRecent = status.modified > recent && status.modified <= SystemClock.realTime
      parts.append(date.formatted((isRecent ? "%b %e %H:%M" : "%b %e  %Y").bytes))
    }
    return parts.isEmpty ? [] : "[".bytes + Bytes(parts.joined(separator: [0x20])) + "]  ".bytes
  }

  private func kindLetter(_ status: FileStatus) -> Bytes {
    switch FileKind(rawValue: status.kind) {
    case .directory, .scheme: "d".bytes
    case .symbolicLink: "l".bytes
    case .characterDevice: "c".bytes
    case .pipe: "p".bytes
    default: "-".bytes
    }
  }

  /// A size with one digit behind the point below ten.
  static func short(_ size: UInt64) -> Bytes {
    guard size >= 1024 else { return Bytes("\(size)".utf8) }
    var unit = 0
    var rest = size
    while rest >= 1 << 20, unit < 5 {
      rest /= 1024
      unit += 1
    }
    let value = Double(rest) / 1024
    let letter = ["K", "M", "G", "T", "P", "E"][unit]
    let tenths = Int((value * 10).rounded(.toNearestOrEven))
    let text = value < 10 ? "\(tenths / 10).\(tenths % 10)" : "\(Int(value.rounded(.toNearestOrEven)))"
    return (text + letter).bytes
  }

  /// What a link names that leads nowhere.
  func lost(_ name: Bytes) -> Bytes { usesColours ? "\u{1b}[00m".bytes + name + "\u{1b}[0m".bytes : name }

  /// A name in the colour of its kind, and its mark.
  /// - Parameter isLost: whether it is a link that leads nowhere.
  func name(_ name: Bytes, _ status: FileStatus, isLost: Bool = false) -> Bytes {
    let kind = FileKind(rawValue: status.kind)
    let isDirectory = kind == .directory || kind == .scheme
    var shown = name
    if tool.has("q") { shown = shown.map { $0 < 0x20 || $0 == 0x7f ? UInt8(ascii: "?") : $0 } }
    if usesColours {
      let colour: String
      switch kind {
      case .directory, .scheme: colour = "01;34"
      case .symbolicLink: colour = isLost ? "40;31;01" : "01;36"
      case .pipe: colour = "40;33"
      case .characterDevice: colour = "40;33;01"
      default: colour = status.mode & 0o111 != 0 ? "01;32" : "00"
      }
      shown = "\u{1b}[\(colour)m".bytes + shown + "\u{1b}[0m".bytes
    }
    if tool.has("F") {
      if isDirectory, name.last != UInt8(ascii: "/") {
        shown.append(UInt8(ascii: "/"))
      } else if kind == .regular, status.mode & 0o111 != 0 {
        shown.append(UInt8(ascii: "*"))
      } else if kind == .pipe {
        shown.append(UInt8(ascii: "|"))
      }
    }
    return shown
  }
}
