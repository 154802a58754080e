// The lines that were typed before, commands and searches apart.

/// Lines typed before.
struct LineHistories {
  static let limit = 200
  var commands: [[UInt8]] = []
  var searches: [[UInt8]] = []

  mutating func add(_ line: [UInt8], isSearch: Bool) {
    guard !line.isEmpty else { return }
    func added(_ lines: [[UInt8]]) -> [[UInt8]] { Array((lines.filter { $0 != line } + [line]).suffix(Self.limit)) }
    if isSearch { searches = added(searches) } else { commands = added(commands) }
  }
}
