// The axes of a variable font: the tables `fvar` and `avar`, and where in their space this font stands.

/// A point in the design space, one coordinate an axis, -1...1 with 0 as the default.
struct VariationSpace: Sendable {
  /// More axes than any font has.
  static let axisLimit = 16

  struct Axis: Sendable {
    let tag: Int
    let minimum: Double
    let normal: Double
    let maximum: Double
  }

  let axes: [Axis]
  private(set) var coordinates: [Double]

  /// True if nothing varies from the default.
  var isDefault: Bool { coordinates.allSatisfy { $0 == 0 } }

  init(fvar: FontTable, avar: FontTable, settings: [(tag: String, value: Double)]) {
    var axes: [Axis] = []
    let offset = fvar.unsigned16(4) ?? 0
    let size = fvar.unsigned16(10) ?? 0
    for index in 0..<min(fvar.unsigned16(8) ?? 0, VariationSpace.axisLimit) {
      let record = offset + size * index
      guard let tag = fvar.unsigned32(record), let minimum = fvar.fraction16(record + 4),
        let normal = fvar.fraction16(record + 8), let maximum = fvar.fraction16(record + 12)
      else { break }
      axes.append(Axis(tag: tag, minimum: min(minimum, normal), normal: normal, maximum: max(maximum, normal)))
    }
    self.axes = axes
    coordinates = []
    for axis in axes {
      let setting = settings.last { fontTag($0.tag) == axis.tag }
      coordinates.append(VariationSpace.normalize(setting?.value ?? axis.normal, axis))
    }
    applyMaps(avar)
  }

  private static func normalize(_ value: Double, _ axis: Axis) -> Double {
    let value = min(max(value, axis.minimum), axis.maximum)
    if value < axis.normal { return (value - axis.normal) / (axis.normal - axis.minimum) }
    if value > axis.normal { return (value - axis.normal) / (axis.maximum - axis.normal) }
    return 0
  }

  /// The segment maps of `avar` bend each coordinate by straight pieces.
  private mutating func applyMaps(_ avar: FontTable) {
    guard !avar.isEmpty, let count = avar.unsigned16(6) else { return }
    var offset = 8
    for axis in 0..<min(count, coordinates.count) {
      guard let pairs = avar.unsigned16(offset) else { return }
      offset += 2
      var before: (from: Double, to: Double)?
      for index in 0..<pairs {
        guard let from = avar.fraction14(offset + 4 * index), let to = avar.fraction14(offset + 4 * index + 2) else {
          return
        }
        if coordinates[axis] <= from {
          if let before, from > before.from {
            let part = (coordinates[axis] - before.from) / (from - before.from)
            coordinates[axis] = before.to + part * (to - before.to)
          } else {
            coordinates[axis] = to
          }
          break
        }
        before = (from, to)
      }
      offset += 4 * pairs
    }
  }

  /// How much a region that reaches from `start` over `peak` to `end` along one axis counts at the present place.
  static func weight(_ coordinate: Double, start: Double, peak: Double, end: Double) -> Double {
    if peak == 0 || coordinate == peak { return 1 }
    // Regions that make no sense count fully (OpenType 1.9, "Algorithm for interpolation of instance values").
    if start > peak || peak > end || (start < 0 && end > 0) { return 1 }
    if coordinate <= start || coordinate >= end { return 0 }
    return coordinate < peak ? (coordinate - start) / (peak - start) : (end - coordinate) / (end - peak)
  }
}
