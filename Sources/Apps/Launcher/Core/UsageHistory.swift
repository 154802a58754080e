// How often and how lately each application was started. The weight of a start halves every week, so that a habit is
// learned within days and forgotten within months. Stored as lines of text.

/// Starts of applications.
public struct UsageHistory: Equatable, Sendable {
  /// Seconds in which a start loses half of its weight.
  private static let halfLife: Int64 = 7 * 86_400
  /// Applications that are remembered.
  private static let limit = 500
  /// The weight of one start.
  private static let unit = 16

  /// Starts of one application: their weight at the time of the last one.
  private struct Use: Equatable, Sendable {
    var identifier: String
    var weight: Int
    var last: Int64
  }

  private var uses: [Use] = []

  public init() {}

  /// How much an application is used, from 0 up, as of `now` (seconds of any clock).
  public func weight(of identifier: String, now: Int64) -> Int {
    guard let use = uses.first(where: { $0.identifier == identifier }) else { return 0 }
    return UsageHistory.decayed(use, now)
  }

  private static func decayed(_ use: Use, _ now: Int64) -> Int {
    let age = max(0, now.subtractingReportingOverflow(use.last).partialValue)
    let halvings = age / halfLife
    guard halvings < 30 else { return 0 }
    // Linear between the halvings is near enough.
    let weight = use.weight >> Int(halvings)
    return weight - Int(Int64(weight / 2) * (age % halfLife) / halfLife)
  }

  /// Notes that an application was started.
  public mutating func record(_ identifier: String, now: Int64) {
    let weight = min(weight(of: identifier, now: now), 1_000_000)
    uses.removeAll { $0.identifier == identifier }
    uses.append(Use(identifier: identifier, weight: weight + UsageHistory.unit, last: now))
    if uses.count > UsageHistory.limit { uses.removeFirst() }
  }

  /// The history as text: a line "identifier weight time" for each application.
  public var text: [UInt8] {
    uses.flatMap { Array("\($0.identifier) \($0.weight) \($0.last)\n".utf8) }
  }

  /// Reads the text again; lines that make no sense are left out.
  public init(text: [UInt8]) {
    for line in text.split(separator: 0x0A).suffix(UsageHistory.limit) {
      let fields = line.split(separator: 0x20)
      guard fields.count == 3, let weight = Int(String(decoding: fields[1], as: UTF8.self)),
        let last = Int64(String(decoding: fields[2], as: UTF8.self)), weight >= 0
      else { continue }
      uses.append(
        Use(identifier: String(decoding: fields[0], as: UTF8.self), weight: min(weight, 1_000_000), last: last))
    }
  }
}
