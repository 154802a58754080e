// Halves and quarters of the work area, and how the arrow keys lead from one to the next.

import Graphics

/// A part of the work area that a window can fill.
public enum SnapZone: Equatable, Sendable {
  case left, right, topLeft, topRight, bottomLeft, bottomRight

  /// The zone's rectangle. Neighbours share an edge exactly, odd sizes included.
  public func rect(in area: PixelRect) -> PixelRect {
    let middleX = area.minX + area.width / 2
    let middleY = area.minY + area.height / 2
    let (left, top, right, bottom) = (area.minX, area.minY, area.maxX, area.maxY)
    switch self {
    case .left: return PixelRect(left: left, top: top, right: middleX, bottom: bottom)
    case .right: return PixelRect(left: middleX, top: top, right: right, bottom: bottom)
    case .topLeft: return PixelRect(left: left, top: top, right: middleX, bottom: middleY)
    case .topRight: return PixelRect(left: middleX, top: top, right: right, bottom: middleY)
    case .bottomLeft: return PixelRect(left: left, top: middleY, right: middleX, bottom: bottom)
    case .bottomRight: return PixelRect(left: middleX, top: middleY, right: right, bottom: bottom)
    }
  }
}

/// An arrow key together with Super.
enum SnapArrow {
  case left, right, up, down
}

/// Where an arrow leads.
enum SnapMove: Equatable {
  case zone(SnapZone)
  case maximize, restore, minimize, stay

  static func next(from placement: WindowPlacement, _ arrow: SnapArrow) -> SnapMove {
    switch (placement, arrow) {
    case (.fullScreen, _): .restore
    case (.tiled, _): .stay
    case (.normal, .left), (.maximized, .left): .zone(.left)
    case (.normal, .right), (.maximized, .right): .zone(.right)
    case (.normal, .up): .maximize
    case (.normal, .down): .minimize
    case (.maximized, .up): .stay
    case (.maximized, .down): .restore
    case (.snapped(let zone), _): next(from: zone, arrow)
    }
  }

  private static func next(from zone: SnapZone, _ arrow: SnapArrow) -> SnapMove {
    switch (zone, arrow) {
    case (.left, .left), (.right, .right): .stay
    case (.left, .right), (.right, .left): .restore
    case (.left, .up): .zone(.topLeft)
    case (.left, .down): .zone(.bottomLeft)
    case (.right, .up): .zone(.topRight)
    case (.right, .down): .zone(.bottomRight)
    case (.topLeft, .right), (.bottomRight, .up): .zone(.topRight)
    case (.topRight, .left), (.bottomLeft, .up): .zone(.topLeft)
    case (.topLeft, .down), (.bottomRight, .left): .zone(.bottomLeft)
    case (.bottomLeft, .right), (.topRight, .down): .zone(.bottomRight)
    case (.topLeft, .left), (.bottomLeft, .left): .zone(.left)
    case (.topRight, .right), (.bottomRight, .right): .zone(.right)
    case (.topLeft, .up), (.topRight, .up): .maximize
    case (.bottomLeft, .down), (.bottomRight, .down): .minimize
    }
  }
}
