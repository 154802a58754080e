// Rectangles and regions.

import Graphics
import Testing

@Suite struct GeometryTests {
  private static func random(_ generator: inout SystemRandomNumberGenerator) -> PixelRect {
    PixelRect(
      x: Int.random(in: -4...28, using: &generator), y: Int.random(in: -4...28, using: &generator),
      width: Int.random(in: 0...14, using: &generator), height: Int.random(in: 0...14, using: &generator))
  }

  private static let points = (0..<36).flatMap { y in (0..<36).map { PixelPoint(x: $0 - 2, y: y - 2) } }

  @Test func subtractionLeavesExactlyTheRest() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let (whole, hole) = (Self.random(&generator), Self.random(&generator))
      let parts = whole.subtracting(hole)
      #expect(parts.count <= 4)
      for point in Self.points {
        let holders = parts.count { $0.contains(point) }
        #expect(holders == (whole.contains(point) && !hole.contains(point) ? 1 : 0))
      }
    }
  }

  /// Against a plain set of points.
  @Test func regionIsASetOfPixels() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      var region = Region()
      var model = Set<PixelPoint>()
      for _ in 0..<6 {
        let rect = Self.random(&generator)
        let inside = Self.points.filter { rect.contains($0) }
        switch Int.random(in: 0...3, using: &generator) {
        case 0:
          region.subtract(rect)
          model.subtract(inside)
        case 1 where model.count > 20:
          region.intersect(rect)
          model.formIntersection(inside)
        default:
          region.add(rect)
          model.formUnion(inside)
        }
      }
      for point in Self.points {
        #expect(region.rects.count { $0.contains(point) } == (model.contains(point) ? 1 : 0))
      }
      #expect(region.rects.allSatisfy { region.bounds.contains($0) && !$0.isEmpty })
    }
  }

  @Test func regionStaysBoundedAndLosesNothing() {
    var region = Region()
    for index in 0..<500 { region.add(PixelRect(x: index * 37 % 1009, y: index * 91 % 997, width: 3, height: 3)) }
    #expect(region.rects.count <= Region.limit)
    for index in 0..<500 {
      #expect(region.contains(PixelPoint(x: index * 37 % 1009 + 1, y: index * 91 % 997 + 2)))
    }
    for (index, rect) in region.rects.enumerated() {
      for other in region.rects.dropFirst(index + 1) { #expect(!rect.intersects(other)) }
    }
  }

  @Test func numbersFromOutsideCannotOverflow() {
    for x in [Int.min, -1, 0, Int.max] {
      for width in [Int.min, 0, 5, Int.max] {
        let rect = PixelRect(x: x, y: x, width: width, height: width)
        #expect(rect.width >= 0)
        _ = rect.union(PixelRect(x: width, y: width, width: Int.max, height: 1)).inset(by: 3).offset(x: 5, y: -5).area
      }
    }
    for value in [Double.nan, .infinity, -.infinity, 1e300] {
      let rect = PixelRect(snapping: Rect(x: value, y: 0, width: value, height: 10), scale: 2)
      #expect(rect.width >= 0 && rect.height == 20)
    }
  }

  @Test func snappingKeepsNeighboursTogetherAndNothingVanishes() {
    for scale in [1.0, 1.25, 1.5, 1.75, 2] {
      for step in 0..<40 {
        let x = Double(step) * 0.37 - 5
        let left = PixelRect(snapping: Rect(x: x, y: 0, width: 3.3, height: 1), scale: scale)
        let right = PixelRect(snapping: Rect(x: x + 3.3, y: 0, width: 2, height: 1), scale: scale)
        #expect(left.maxX == right.minX)
        #expect(!PixelRect(snapping: Rect(x: x, y: 0, width: 0.01, height: 0.01), scale: scale).isEmpty)
        let rect = Rect(x: x, y: x, width: 3.3, height: 1)
        #expect(PixelRect(enclosing: rect, scale: scale).logical(scale: scale).inset(by: -1e-9).contains(rect))
      }
    }
  }

  @Test func rectangleAlgebra() {
    let rect = Rect(x: 10, y: 20, width: 30, height: 40)
    #expect(rect.inset(by: Insets(top: 1, left: 2, bottom: 3, right: 4)) == Rect(x: 12, y: 21, width: 24, height: 36))
    #expect(rect.union(.zero) == rect)
    #expect(rect.intersection(Rect(x: 100, y: 0, width: 5, height: 5)).isEmpty)
    #expect(rect.centered(Size(width: 10, height: 10)) == Rect(x: 20, y: 35, width: 10, height: 10))
    #expect(rect.contains(Point(x: 10, y: 20)) && !rect.contains(Point(x: 40, y: 20)))
  }
}
