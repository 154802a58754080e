// How a picture is made larger or smaller.

/// What a pixel of a scaled picture is made of.
public enum ScalingFilter: Equatable, Sendable {
  /// Smaller: the average of what a pixel covers (a box). Larger: between the nearest two. The fastest.
  case area
  /// A triangle, as wide as two pixels of the smaller picture.
  case bilinear
  /// A windowed sine, as wide as six: the sharpest. It may swing over beside hard edges.
  case lanczos

  /// How far the kernel reaches to either side, in pixels of the smaller picture.
  var reach: Double {
    switch self {
    case .area: 0.5
    case .bilinear: 1
    case .lanczos: 3
    }
  }

  /// The weight of what lies `distance` away.
  func weight(_ distance: Double) -> Double {
    let distance = distance.magnitude
    switch self {
    case .area: return distance <= 0.5 ? 1 : 0
    case .bilinear: return max(0, 1 - distance)
    case .lanczos:
      if distance >= 3 { return 0 }
      if distance < 1e-6 { return 1 }
      let angle = Mathematics.pi * distance
      let whole = Mathematics.sineAndCosine(angle).sine / angle
      return whole * Mathematics.sineAndCosine(angle / 3).sine / (angle / 3)
    }
  }
}
