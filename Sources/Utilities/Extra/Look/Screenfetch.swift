// screenfetch: a picture of the system's bird, and what the system is.

import ABI
import Protocols
import System
import UtilitySupport

let screenfetchProgram = Utility(
  "screenfetch", "[OPTION]...", "Show what this system is.",
  [OptionDescription("-n --no-logo", "without the picture"), OptionDescription("-N --no-color", "without colours")]
) { tool in
  let usesColours = !tool.has("N") && Terminal.isTerminal(Streams.output)
  let facts = SystemFacts.all()
  let logo = tool.has("n") ? [] : SwiftLogo.lines
  for index in 0..<max(logo.count, facts.count) {
    var line = Bytes()
    if !logo.isEmpty {
      let picture = index < logo.count ? logo[index] : ""
      line += (usesColours ? "\u{1b}[38;5;208m" : "").bytes + picture.bytes
      line += Bytes(repeating: 0x20, count: SwiftLogo.width - picture.utf8.count)
    }
    if index < facts.count {
      line += (usesColours ? "\u{1b}[1;36m" : "").bytes + facts[index].name.bytes
      line += (usesColours ? "\u{1b}[0m" : "").bytes + facts[index].value.bytes
    }
    while line.last == 0x20 { line.removeLast() }
    tool.output.write(line + (usesColours ? "\u{1b}[0m".bytes : []) + [0x0a])
  }
  return 0
}

/// A swift on the wing, in plain characters.
enum SwiftLogo {
  static let width = 38
  static let lines = [
    "  .",
    "   `:.",
    "     `::.                      .",
    "       `:::.                .:'",
    "         `:::::.         .:::'",
    "           `:::::::.  .:::::'",
    "              `:::::::::::'",
    "                `:::::::::.",
    "              .::::::::'`::::.",
    "           .:::::''      `:::::.",
    "         .::'               `::::.",
    "        :'                     `:::.",
    "                                  `:.",
  ]
}

/// What there is to know.
enum SystemFacts {
  static func all() -> [(name: String, value: String)] {
    let user = Account.names("/etc/passwd")[CurrentProcess.user] ?? "\(CurrentProcess.user)"
    let host = line("/etc/hostname") ?? "apus"
    var facts: [(name: String, value: String)] = [(user + "@" + host, ""), ("", "")]
    func add(_ name: String, _ value: String?) { if let value { facts.append((name + ": ", value)) } }
    add("OS", "Apus 0.1")
    add("Kernel", line("sys:version") ?? "unknown")
    add("Uptime", uptime())
    add("Processes", memory().map { "\($0.processes), with \($0.threads) threads" })
    add("CPU", processor())
    add(
      "Memory", memory().map { "\(ByteSize.short($0.total - min($0.free, $0.total))) of \(ByteSize.short($0.total))" })
    add("Root", root())
    add("Resolution", resolution())
    add("Terminal", terminal())
    add("Shell", Environment["SHELL"].map(Paths.name))
    add("Theme", theme())
    return facts
  }

  private static func line(_ path: String) -> String? {
    guard let bytes = try? FileSystem.readFile(path, limit: 4096) else { return nil }
    let text = Bytes(bytes.prefix { $0 != 0x0a })
    return text.isEmpty ? nil : text.text
  }

  private static func uptime() -> String {
    let minutes = SystemClock.monotonic / 60_000_000_000
    let (days, hours) = (minutes / 1440, minutes / 60 % 24)
    var text = days > 0 ? "\(days)d " : ""
    if minutes >= 60 { text += "\(hours)h " }
    return text + "\(minutes % 60)m"
  }

  private static func memory() -> (total: UInt64, free: UInt64, processes: UInt64, threads: UInt64)? {
    guard let bytes = try? FileSystem.readFile("sys:memory", limit: 4096), bytes.count >= 64 else { return nil }
    func word(_ index: Int) -> UInt64 {
      (index * 8..<index * 8 + 8).reversed().reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    return (word(0), word(1), word(6), word(7))
  }

  private static func processor() -> String? {
    guard let bytes = try? FileSystem.readFile("sys:cpu", limit: 1 << 16) else { return nil }
    let text = Bytes(bytes.prefix { $0 != 0x0a }).text
    return text.utf8.isEmpty ? nil : text
  }

  private static func theme() -> String? {
    guard let handle = try? Handle.open("orbital:theme", [.read, .write]),
      let answer = try? handle.call(OrbitalOperation.theme.rawValue, capacity: 4).output, let first = answer.first
    else { return nil }
    return first == 1 ? "dark" : "light"
  }

  private static func root() -> String? {
    guard let space = try? FileSystem.capacity("/"), space.totalBytes > 0 else { return nil }
    let used = space.totalBytes - min(space.freeBytes, space.totalBytes)
    return "\(ByteSize.short(used)) of \(ByteSize.short(space.totalBytes))"
  }

  private static func resolution() -> String? {
    guard let bytes = try? FileSystem.readFile("sys:framebuffer", limit: 4096), bytes.count >= 16 else { return nil }
    func word(_ start: Int) -> UInt32 { (start..<start + 4).reversed().reduce(0) { $0 << 8 | UInt32(bytes[$1]) } }
    return "\(word(8))×\(word(12))"
  }

  private static func terminal() -> String? {
    guard let size = try? Terminal.size(Streams.output) else { return Environment["TERM"] }
    return "\(Environment["TERM"] ?? "unknown"), \(size.columns)×\(size.rows)"
  }
}
