// What a call of `ls` asks for.

import ABI
import Protocols
import System
import UtilityAlgorithms
import UtilitySupport

/// The options of ls.
struct ListStyle {
  enum Form {
    case long, single, vertical, across, commas
  }

  enum Order {
    case name, size, time, version, fileExtension, width, none
  }

  enum Time {
    case modified, accessed, changed

    func of(_ status: FileStatus) -> UInt64 {
      switch self {
      case .modified: status.modified
      case .accessed: status.accessed
      case .changed: status.changed
      }
    }
  }

  enum Marks {
    case none, slash, fileType, all
  }

  private(set) var form = Form.single
  private(set) var order = Order.name
  private(set) var time = Time.modified
  private(set) var marks = Marks.none
  private(set) var quoting = QuotingStyle.literal
  private(set) var width = 80
  private(set) var tabSize = 8
  private(set) var isColoured = false
  private(set) var ignored: [NamePattern] = []
  private(set) var hidden: [NamePattern] = []
  /// The formats of times in the last half year and of others.
  private(set) var dates = (recent: "%b %e %H:%M".bytes, old: "%b %e  %Y".bytes)
  let showsOwner: Bool
  let showsGroup: Bool
  let end: UInt8

  /// The exit status when an option is wrong; the message has been written.
  private(set) var failure: Int32?

  init(_ tool: Tool) {
    let isTerminal = Terminal.isTerminal(Streams.output)
    showsOwner = !tool.has("g")
    showsGroup = !tool.has("o") && !tool.has("G")
    end = tool.has("zero") ? 0 : 0x0a
    ignored = tool.options.values("I").map { NamePattern($0) }
    hidden = tool.options.values("hide").map { NamePattern($0) }
    guard takeForm(tool, isTerminal), takeOrder(tool), takeTime(tool), takeQuoting(tool, isTerminal),
      takeMarks(tool, isTerminal), takeWidth(tool)
    else {
      failure = failure ?? 2
      return
    }
  }

  /// As `Tool.choice`; a word that is none has a status of its own.
  private mutating func choice(_ tool: Tool, _ text: Bytes, of names: [String], _ option: String) -> String? {
    let word = tool.choice(text, of: names, option)
    if word == nil { failure = 1 }
    return word
  }

  private mutating func takeForm(_ tool: Tool, _ isTerminal: Bool) -> Bool {
    form = isTerminal || tool.name.isSame(as: "dir") ? .vertical : .single
    if tool.name.isSame(as: "vdir") { form = .long }
    for (key, value) in tool.options.inOrder {
      switch key.bytes {
      case "l", "n", "g", "o", "full-time": form = .long
      case "C": form = .vertical
      case "x": form = .across
      case "m": form = .commas
      // A later -1 does not take the details away.
      case "1": if form != .long { form = .single }
      case "zero": if form != .long { form = .single }
      case "format":
        let words = ["verbose", "long", "commas", "horizontal", "across", "vertical", "single-column"]
        guard let word = choice(tool, value ?? [], of: words, "--format") else { return false }
        switch word.bytes {
        case "verbose", "long": form = .long
        case "commas": form = .commas
        case "horizontal", "across": form = .across
        case "vertical": form = .vertical
        default: form = .single
        }
      default: break
      }
    }
    return true
  }

  private mutating func takeOrder(_ tool: Tool) -> Bool {
    var isChosen = false
    for (key, value) in tool.options.inOrder {
      switch key.bytes {
      case "S": order = .size
      case "t": order = .time
      case "v": order = .version
      case "X": order = .fileExtension
      case "U", "f": order = .none
      case "sort":
        let words: [(String, Order)] = [
          ("none", .none), ("time", .time), ("size", .size), ("extension", .fileExtension), ("version", .version),
          ("width", .width),
        ]
        guard let word = choice(tool, value ?? [], of: words.map { $0.0 }, "--sort") else { return false }
        order = words.first { $0.0.isSame(as: word) }?.1 ?? .name
      default: continue
      }
      isChosen = true
    }
    // A time that is asked for and not shown is what it is sorted by.
    let asksForTime = tool.has("u") || tool.has("c") || tool.has("time")
    if !isChosen, asksForTime, form != .long { order = .time }
    return true
  }

  private mutating func takeTime(_ tool: Tool) -> Bool {
    if let last = tool.options.last(of: ["u", "c", "time"]) {
      time = last.isSame(as: "u") ? .accessed : .changed
      if last.isSame(as: "time") {
        let words = ["atime", "access", "use", "ctime", "status", "mtime", "modification"]
        guard let word = choice(tool, tool.options.value("time") ?? [], of: words, "--time") else {
          return false
        }
        switch word.bytes {
        case "atime", "access", "use": time = .accessed
        case "ctime", "status": time = .changed
        default: time = .modified
        }
      }
    }
    let given = tool.has("full-time") ? "full-iso".bytes : Environment["TIME_STYLE"]?.bytes
    guard let text = tool.options.value("time-style") ?? given else { return true }
    switch text {
    case "full-iso": dates = ("%F %T.%N %z".bytes, "%F %T.%N %z".bytes)
    case "long-iso": dates = ("%F %H:%M".bytes, "%F %H:%M".bytes)
    case "iso": dates = ("%m-%d %H:%M".bytes, "%F ".bytes)
    case "locale", "posix-iso", "posix-long-iso", "posix-full-iso": break
    default:
      guard text.first == UInt8(ascii: "+") else {
        let kinds = ["[posix-]full-iso", "[posix-]long-iso", "[posix-]iso", "[posix-]locale"]
        let list = (kinds + ["+FORMAT (e.g., +%H:%M) for a 'date'-style format"]).map { "\n  - \($0)" }.joined()
        _ = tool.usageError("invalid argument \(quoted(text)) for 'time style'\nValid arguments are:\(list)", 2)
        return false
      }
      let parts = text.dropFirst().split(separator: 0x0a, maxSplits: 1, omittingEmptySubsequences: false)
      let old = Bytes(parts[0])
      dates = (parts.count > 1 ? Bytes(parts[1]) : old, old)
    }
    return true
  }

  private mutating func takeQuoting(_ tool: Tool, _ isTerminal: Bool) -> Bool {
    if isTerminal { quoting = .shell(always: false, escapes: true) }
    if !tool.name.isSame(as: "ls") { quoting = .escape }
    for (key, value) in tool.options.inOrder {
      switch key.bytes {
      case "b": quoting = .escape
      case "N": quoting = .literal
      case "Q": quoting = .c
      case "zero": quoting = .literal
      case "quoting-style":
        let words = [
          "literal", "shell", "shell-always", "shell-escape", "shell-escape-always", "c", "escape", "locale", "clocale",
        ]
        guard let word = choice(tool, value ?? [], of: words, "--quoting-style"),
          let style = QuotingStyle(named: word.bytes)
        else { return false }
        quoting = style
      default: break
      }
    }
    return true
  }

  private mutating func takeMarks(_ tool: Tool, _ isTerminal: Bool) -> Bool {
    func applies(_ value: Bytes?) -> Bool {
      guard let value else { return true }
      let isAuto = ["auto", "tty", "if-tty"].contains { $0.utf8.elementsEqual(value) }
      return isAuto ? isTerminal : !["never", "no", "none"].contains { $0.utf8.elementsEqual(value) }
    }
    for (key, value) in tool.options.inOrder {
      switch key.bytes {
      case "F": marks = applies(value) ? .all : .none
      case "p": marks = .slash
      case "file-type": marks = .fileType
      case "indicator-style":
        let words: [(String, Marks)] = [
          ("none", .none), ("slash", .slash), ("file-type", .fileType), ("classify", .all),
        ]
        guard let word = choice(tool, value ?? [], of: words.map { $0.0 }, "--indicator-style") else {
          return false
        }
        marks = words.first { $0.0.isSame(as: word) }?.1 ?? .none
      case "color":
        isColoured = applies(value) && ["LS_COLORS", "COLORTERM", "TERM"].contains { Environment[$0] != nil }
      default: break
      }
    }
    return true
  }

  private mutating func takeWidth(_ tool: Tool) -> Bool {
    let columns = Int((try? Terminal.size(Streams.output))?.columns ?? 0)
    width = columns > 0 ? columns : Environment["COLUMNS"]?.bytes.decimal ?? 80
    if let text = tool.options.value("w") {
      guard let number = text.decimal, number >= 0 else {
        tool.report("invalid line width: \(quoted(text))")
        return false
      }
      width = number == 0 ? 1 << 30 : number
    }
    if let text = tool.options.value("T") {
      guard let number = text.decimal, number >= 0 else {
        tool.report("invalid tab size: \(quoted(text))")
        return false
      }
      tabSize = number
    }
    return true
  }
}
