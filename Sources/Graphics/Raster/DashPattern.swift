// Cuts a line into dashes.

/// Lengths of dashes and gaps in turn.
struct DashPattern {
  /// Dashes of one stroke at most: what would come after them is left out.
  static let dashLimit = 1 << 16
  /// A pattern that repeats within less than this is a grey line on any screen; it is drawn whole.
  private static let shortest = 0.02
  private static let lengthLimit = 256

  private let lengths: [Double]
  /// The first piece of every contour, and how much of it is left there.
  private var first = 0
  private var rest = 0.0

  /// nil if the line has no gaps. All numbers are multiplied by `unit`.
  init?(_ dashes: [Double], offset: Double, unit: Double) {
    guard !dashes.isEmpty, dashes.count <= DashPattern.lengthLimit, dashes.allSatisfy({ $0 >= 0 }) else { return nil }
    lengths = (dashes.count % 2 == 0 ? dashes : dashes + dashes).map { $0 * unit }
    let period = lengths.reduce(0, +)
    guard period.isFinite, period > DashPattern.shortest else { return nil }
    var phase = offset.isFinite ? offset * unit : 0
    phase = min(max(phase - period * Double(floorInteger(phase / period)), 0), period)
    while first < lengths.count - 1, phase >= lengths[first] {
      phase -= lengths[first]
      first += 1
    }
    rest = max(0, lengths[first] - phase)
  }

  /// Hands the dashes of a line along `points` (two at least) to `body`. Where a closed line begins inside of a dash,
  /// its two parts are one.
  func split(
    _ points: [Point], closed: Bool, left: inout Int, _ body: (_ dash: [Point], _ closed: Bool) -> Void
  ) {
    var (index, rest) = (first, rest)
    var isDash: Bool { index % 2 == 0 }
    var dash: [Point] = isDash ? [points[0]] : []
    // The dash that a closed line begins with, until it is known how the line ends.
    var opening: [Point]?
    var isFirst = isDash && closed
    for number in 0..<(closed ? points.count : points.count - 1) {
      let from = points[number]
      let step = points[(number + 1) % points.count] - from
      let length = step.length
      var done = 0.0
      while length - done > rest {
        done += rest
        guard left > 0 else { return }
        left -= 1
        let place = from + step * (done / length)
        if isDash {
          // A dash without length still has a direction, which its caps need.
          dash.append(dash.count == 1 && rest == 0 ? place + step * (0.001 / length) : place)
          if isFirst { opening = dash } else { body(dash, false) }
          isFirst = false
        }
        index = (index + 1) % lengths.count
        rest = lengths[index]
        dash = isDash ? [place] : []
      }
      rest -= length - done
      if isDash { dash.append(from + step) }
    }
    if isFirst { return body(points, true) }
    if let opening {
      body(dash.isEmpty ? opening : dash + opening.dropFirst(), false)
    } else if dash.count > 1 {
      body(dash, false)
    }
  }
}
