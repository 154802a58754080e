// Icons of the apps: 48 × 48, a rounded tile with a soft vertical gradient, one simple form in light tones and one
// highlight.
//
// The same drawings lie as SVG files in assets/icons/apps. All share tile, inset, stroke and light.

import Graphics

/// The icons of the apps.
public enum AppIcons {
  public static let apus = make(0x4C4FA8, 0xD98E7A) { layers in
    // A swift seen from below: two long wings and a forked tail.
    layers.append(
      filled(
        "M5.5 17 C13 15.2 19 17.2 23.4 23.2 C26.6 15.6 33 11.4 43 10.5 C36.5 13.6 32 17.8 29.6 23.6 C28.6 26 28.4 28 "
          + "29.4 31.4 L35.4 38.2 L28.6 35.6 L27.4 41.8 L24.4 33.4 C23.2 29.4 21.4 26.2 18.6 23.4 "
          + "C14.8 19.8 10.6 18 5.5 17 Z",
        white))
  }

  public static let files = make(0x3E7BE0, 0x2850B8) { layers in
    layers.append(filled("M10 34 V15.5 Q10 13 12.5 13 H19.4 L22.8 16.8 H35.5 Q38 16.8 38 19.3 V34 Z", pale))
    layers.append(filled("M10 21.5 H38 V33.5 Q38 36 35.5 36 H12.5 Q10 36 10 33.5 Z", white))
    layers.append(stroked("M14.5 31.5 H23", 0x3E7BE0, 2))
  }

  public static let terminal = make(0x3A4152, 0x1B202B) { layers in
    layers.append(stroked("M12 15.5 L21 24 L12 32.5", 0x8FE3B5, 3.5))
    layers.append(stroked("M24 33 H36", 0xFFFFFF, 3.5))
  }

  public static let editor = make(0xF2B24C, 0xD97F2E) { layers in
    layers.append(filled("M12 10 H30 L36 16 V38 H12 Z", white))
    layers.append(filled("M30 10 L36 16 H30 Z", pale))
    layers.append(stroked("M16.5 20 H31.5 M16.5 25.5 H31.5 M16.5 31 H25", 0xD9873A, 2.2))
  }

  public static let calculator = make(0x2FA58C, 0x1B7566) { layers in
    layers.append(filled("M12 11 H36 V19.5 H12 Z", white))
    layers.append(stroked("M28.5 15.2 H32.5", 0x1F8070, 2.2))
    for row in 0..<2 {
      for column in 0..<3 {
        let x = 12 + Double(column) * 9
        let y = 24 + Double(row) * 8
        let isEqual = row == 1 && column == 2
        layers.append(box(Rect(x: x, y: y, width: 6, height: 5), isEqual ? 0xFFD27A : 0xFFFFFF))
      }
    }
  }

  public static let welcome = make(0x7A5BD0, 0x4B3A9A) { layers in
    layers.append(
      filled("M24 9 L28.2 19.4 L39 20 L30.6 27 L33.4 37.6 L24 31.6 L14.6 37.6 L17.4 27 L9 20 L19.8 19.4 Z", white))
  }

  public static let settings = make(0x7C8698, 0x4D5566) { layers in
    layers.append(stroked("M11 16 H22 M31 16 H37 M11 32 H17 M26 32 H37", 0xFFFFFF, 3))
    layers.append(
      stroked(
        "M30.5 16 A4 4 0 1 1 22.5 16 A4 4 0 1 1 30.5 16 Z M25.5 32 A4 4 0 1 1 17.5 32 A4 4 0 1 1 25.5 32 Z", 0xFFFFFF, 3
      ))
  }

  /// For windows of programs without an icon.
  public static let other = make(0x8A93A5, 0x5C6577) { layers in
    layers.append(filled("M11 13 H37 V35 H11 Z", white))
    layers.append(filled("M11 13 H37 V19 H11 Z", pale))
  }

  /// A folder and a file as large icons of a file browser: no tile, so that a full folder stays calm.
  public static let folder = VectorIcon(
    canvas: Size(width: 48, height: 48),
    layers: [
      gradient("M5 37 V12.5 Q5 9 8.5 9 H18.5 L22.5 13.5 H39.5 Q43 13.5 43 17 V37 Z", 0x5B8DEA, 0x3C6BD0, 9, 37),
      gradient("M5 19 H43 V36.5 Q43 40 39.5 40 H8.5 Q5 40 5 36.5 Z", 0x8FB4FA, 0x5D8EEC, 19, 40),
      stroked("M6 19.6 H42", 0xC4D8FF, 1),
    ])

  public static let document = VectorIcon(
    canvas: Size(width: 48, height: 48),
    layers: [
      gradient(
        "M10 41 V7 Q10 4.5 12.5 4.5 H28 L38 14.5 V41 Q38 43.5 35.5 43.5 H12.5 Q10 43.5 10 41 Z", 0xFDFDFE, 0xE3E7EF, 4,
        44),
      VectorIcon.Layer(
        svg: "M10 41 V7 Q10 4.5 12.5 4.5 H28 L38 14.5 V41 Q38 43.5 35.5 43.5 H12.5 Q10 43.5 10 41 Z",
        stroke: .color(Color(0x8B94A6)),
        strokeStyle: StrokeStyle(width: 1.4, join: .round)),
      filled("M28 4.5 L38 14.5 H28 Z", Color(0xC6CEDC)),
      stroked("M16 22 H32 M16 28 H32 M16 34 H26", 0x9AA4B6, 1.8),
    ])

  public static let program = VectorIcon(
    canvas: Size(width: 48, height: 48),
    layers: [
      gradient("M6 10 Q6 7 9 7 H39 Q42 7 42 10 V38 Q42 41 39 41 H9 Q6 41 6 38 Z", 0x55607A, 0x343C50, 7, 41),
      filled("M6 15 V10 Q6 7 9 7 H39 Q42 7 42 10 V15 Z", Color(0x8591AB)),
      stroked("M13 22.5 L19 27.5 L13 32.5", 0x8FE3B5, 2.6), stroked("M22 33 H31", 0xFFFFFF, 2.6),
    ])

  public static let picture = VectorIcon(
    canvas: Size(width: 48, height: 48),
    layers: [
      gradient("M5 11 Q5 8 8 8 H40 Q43 8 43 11 V37 Q43 40 40 40 H8 Q5 40 5 37 Z", 0xBFE0FF, 0x8FC1F2, 8, 40),
      filled("M5 37 V33 L17 21.5 L28 32 L33 27.5 L43 36 V37 Q43 40 40 40 H8 Q5 40 5 37 Z", Color(0x3E8E6B)),
      filled("M36 17 A3.6 3.6 0 1 1 28.8 17 A3.6 3.6 0 1 1 36 17 Z", Color(0xFFD27A)),
    ])

  // MARK: Drawing

  private static let white = Color(0xFFFFFF, alpha: 0.96)
  private static let pale = Color(0xFFFFFF, alpha: 0.62)

  private static func make(_ top: UInt32, _ bottom: UInt32, _ body: (inout [VectorIcon.Layer]) -> Void) -> VectorIcon {
    let tile = "M4 14 Q4 4 14 4 H34 Q44 4 44 14 V34 Q44 44 34 44 H14 Q4 44 4 34 Z"
    var layers = [gradient(tile, top, bottom, 4, 44)]
    // One highlight along the upper edge.
    layers.append(
      VectorIcon.Layer(
        svg: "M5 14.5 Q5 5 14.5 5 H33.5 Q43 5 43 14.5", stroke: .color(Color(0xFFFFFF, alpha: 0.28)),
        strokeStyle: StrokeStyle(width: 1.2, cap: .round)))
    body(&layers)
    return VectorIcon(canvas: Size(width: 48, height: 48), layers: layers)
  }

  private static func gradient(
    _ svg: String, _ top: UInt32, _ bottom: UInt32, _ start: Double, _ end: Double
  ) -> VectorIcon.Layer {
    let fill = LinearGradient(
      start: Point(x: 0, y: start), end: Point(x: 0, y: end),
      stops: [LinearGradient.Stop(0, Color(top)), LinearGradient.Stop(1, Color(bottom))])
    return VectorIcon.Layer(svg: svg, fill: .paint(.linearGradient(fill)))
  }

  private static func filled(_ svg: String, _ color: Color) -> VectorIcon.Layer {
    VectorIcon.Layer(svg: svg, fill: .color(color))
  }

  private static func stroked(_ svg: String, _ color: UInt32, _ width: Double) -> VectorIcon.Layer {
    VectorIcon.Layer(
      svg: svg, stroke: .color(Color(color)), strokeStyle: StrokeStyle(width: width, cap: .round, join: .round))
  }

  private static func box(_ rect: Rect, _ color: UInt32) -> VectorIcon.Layer {
    VectorIcon.Layer(Path(rounded: rect, radii: CornerRadii(1.2)), fill: .color(Color(color, alpha: 0.95)))
  }
}
