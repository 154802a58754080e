// Affine transforms: moving, scaling, turning and skewing. Nothing here knows about paths or pixels.

/// An affine map of the plane: x' = a·x + c·y + tx, y' = b·x + d·y + ty (the order of SVG's matrix).
public struct Transform: Equatable, Hashable, Sendable {
  public var a: Double
  public var b: Double
  public var c: Double
  public var d: Double
  public var tx: Double
  public var ty: Double

  public init(a: Double, b: Double, c: Double, d: Double, tx: Double = 0, ty: Double = 0) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.tx = tx
    self.ty = ty
  }

  /// Scaled by one factor, then moved.
  public init(scale: Double, offset: Point = .zero) {
    self.init(a: scale, b: 0, c: 0, d: scale, tx: offset.x, ty: offset.y)
  }

  /// Leaves every point where it is.
  public static let identity = Transform(scale: 1)

  public static func translation(x: Double, y: Double) -> Transform {
    Transform(scale: 1, offset: Point(x: x, y: y))
  }

  public static func scaling(x: Double, y: Double) -> Transform { Transform(a: x, b: 0, c: 0, d: y) }

  /// Turned by an angle in radians (clockwise on the screen if positive).
  public static func rotation(_ angle: Double) -> Transform {
    let (sine, cosine) = Mathematics.sineAndCosine(angle)
    return Transform(a: cosine, b: sine, c: -sine, d: cosine)
  }

  /// Turned around a point.
  public static func rotation(_ angle: Double, around center: Point) -> Transform {
    Transform.translation(x: center.x, y: center.y)(rotation(angle)(translation(x: -center.x, y: -center.y)))
  }

  /// Upright lines lean by one angle, level ones by the other (radians).
  public static func skew(x: Double, y: Double) -> Transform {
    func tangent(_ angle: Double) -> Double {
      let (sine, cosine) = Mathematics.sineAndCosine(angle)
      return cosine.magnitude > 1e-12 ? sine / cosine : 0
    }
    return Transform(a: 1, b: tangent(y), c: tangent(x), d: 1)
  }

  /// Where a point goes.
  @inline(__always) public func callAsFunction(_ point: Point) -> Point {
    Point(x: a * point.x + c * point.y + tx, y: b * point.x + d * point.y + ty)
  }

  /// Where a direction goes: the same without moving.
  public func direction(_ vector: Point) -> Point {
    Point(x: a * vector.x + c * vector.y, y: b * vector.x + d * vector.y)
  }

  /// This transform after `inner`: what `inner` has done is the input of this one.
  public func callAsFunction(_ inner: Transform) -> Transform {
    Transform(
      a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b, c: a * inner.c + c * inner.d,
      d: b * inner.c + d * inner.d, tx: a * inner.tx + c * inner.ty + tx, ty: b * inner.tx + d * inner.ty + ty)
  }

  /// By how much areas grow; negative if it mirrors.
  public var determinant: Double { a * d - b * c }

  /// The transform that undoes this one; nil if it flattens the plane or is not finite.
  public var inverse: Transform? {
    let whole = determinant
    guard whole.isFinite, whole.magnitude > 1e-200, tx.isFinite, ty.isFinite else { return nil }
    let (a, b, c, d) = (d / whole, -b / whole, -c / whole, self.a / whole)
    guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return nil }
    return Transform(a: a, b: b, c: c, d: d, tx: -(a * tx + c * ty), ty: -(b * tx + d * ty))
  }

  /// The most that any length grows: the larger singular value.
  public var stretch: Double {
    let sum = a * a + b * b + c * c + d * d
    let root = max(0, sum * sum - 4 * determinant * determinant).squareRoot()
    return ((sum + root) / 2).squareRoot()
  }

  /// The box around a rectangle's four corners.
  public func bounds(_ rect: Rect) -> Rect {
    Path(rect: rect).transformed(by: self).bounds
  }
}
