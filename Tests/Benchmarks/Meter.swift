// The stopwatch of the host's figures, and the form in which they are printed.

/// Times rows and prints them.
struct Meter {
  /// A row is wanted when its name contains one of these; none: all are.
  private let words: [String]

  init(words: [String]) { self.words = words.filter { !$0.isEmpty } }

  /// Whether one of these rows was asked for: what they need is not made for nothing.
  func wants(_ names: String...) -> Bool { wants(names) }

  func wants(_ names: [String]) -> Bool {
    words.isEmpty || names.contains { name in words.contains { Self.contains(name, $0) } }
  }

  private static func contains(_ name: String, _ word: String) -> Bool {
    let (name, word) = (Array(name.utf8), Array(word.utf8))
    return name.indices.contains { name[$0...].starts(with: word) }
  }

  /// The best of seven, in seconds for one call of `body`.
  func best(_ repeats: Int = 1, _ body: () -> Void) -> Double {
    (0..<7).map { _ in seconds { for _ in 0..<repeats { body() } } / Double(repeats) }.min() ?? .infinity
  }

  /// How long `body` takes.
  func seconds(_ body: () -> Void) -> Double {
    let time = ContinuousClock().measure(body)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  /// A rate: so much in a second, of `amount` done by `ours` and by the peer.
  func rate(
    _ name: String, _ amount: Double, _ ours: () -> Double, _ peerName: String = "", peer: (() -> Double)? = nil
  ) {
    guard wants(name) else { return }
    let rate = amount / ours()
    guard let peer else { return print(name, rate) }
    let other = amount / peer()
    print(name, rate, "\(peerName) \(Self.digits(other)) ratio \(Self.digits(rate / other))")
  }

  /// Prints a row.
  func print(_ name: String, _ value: Double, _ rest: String = "") {
    Swift.print("apus", name, Self.digits(value), terminator: rest.isEmpty ? "\n" : " \(rest)\n")
  }

  /// Two digits behind the point, none for large numbers.
  private static func digits(_ value: Double) -> String {
    value >= 1000 ? String(Int(value.rounded())) : String((value * 100).rounded() / 100)
  }
}
