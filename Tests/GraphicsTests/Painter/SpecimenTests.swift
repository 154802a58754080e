// One picture with a bit of everything, to be looked at: written to the file that APUS_SPECIMEN names (as a PPM).
//
// SAFETY: nothing changes the environment, and the bytes are written with their count.

import Glibc
import Graphics
import Testing

@Suite struct SpecimenTests {
  @Test func specimenShowsTextAndShapesOnBothThemes() throws {
    let library = try TestFonts.library()
    let scale = unsafe getenv("APUS_SPECIMEN_SCALE").flatMap { unsafe Double(String(cString: $0)) } ?? 1
    let bitmap = Bitmap(width: Int(1000 * scale), height: Int(760 * scale))
    var painter = Painter(bitmap.buffer, scale: scale, fonts: library)
    for (index, theme) in [Palette.light, Palette.dark].enumerated() {
      painter.save()
      painter.translate(x: Double(index) * 500, y: 0)
      painter.clip(to: Rect(x: 0, y: 0, width: 500, height: 760))
      Self.half(painter, theme)
      painter.restore()
    }
    var colors = Set<UInt32>()
    for y in 0..<bitmap.height { for x in 0..<bitmap.width { colors.insert(bitmap.buffer[x, y]) } }
    #expect(colors.count > 200)
    #expect(!colors.contains(0))
    if let path = unsafe getenv("APUS_SPECIMEN") { unsafe PortablePixmap.write(bitmap, to: String(cString: path)) }
  }

  private struct Palette {
    let window: Color, surface: Color, text: Color, dim: Color, line: Color, accent: Color, onAccent: Color
    static let light = Palette(
      window: Color(0xF6F7F9), surface: Color(0xFFFFFF), text: Color(0x16191F), dim: Color(0x565E6C),
      line: Color(0xD5D9E0), accent: Color(0x2F5BD0), onAccent: .white)
    static let dark = Palette(
      window: Color(0x1B1E25), surface: Color(0x232730), text: Color(0xECEFF4), dim: Color(0xA3ABBA),
      line: Color(0x363C48), accent: Color(0x8FB0FF), onAccent: Color(0x0E1A3A))
  }

  private static func half(_ painter: Painter, _ theme: Palette) {
    painter.fill(Rect(x: 0, y: 0, width: 500, height: 760), theme.window)
    var y = 30.0
    for size in [10.0, 11, 12, 13, 14, 15, 16, 20, 28] {
      painter.drawText(
        "\(Int(size)) The quick brown fox jumps over the lazy dog 0123", at: Point(x: 16, y: y),
        style: TextStyle(size: size), color: theme.text)
      y += size * 1.5
    }
    for weight in [400, 500, 600, 700] {
      painter.drawText(
        "\(weight) Hamburgefonstiv AVATAR Type Wolf 1:11 “Éàß”", at: Point(x: 16, y: y),
        style: TextStyle(size: 13, weight: weight), color: theme.text)
      y += 20
    }
    painter.drawText(
      "Dim caption: 12 pixels, secondary text, 4.5:1", at: Point(x: 16, y: y), style: TextStyle(size: 12),
      color: theme.dim)
    y += 20
    painter.drawText(
      "Tabular 11111 88888  italic slant", at: Point(x: 16, y: y),
      style: TextStyle(size: 13, italic: true, tabularNumbers: true), color: theme.text)
    y += 20
    for line in ["fn main() { return 0 != x }  ~/src $ ls -la", "iIlL1|oO0 {}[]() <=> ─│┌┐└┘ █▓▒░ ⠿ →"] {
      painter.drawCells(
        Array(line.unicodeScalars), at: Point(x: 16, y: y), cellWidth: 8,
        style: TextStyle(family: .monospace, size: 13), color: theme.text)
      y += 19
    }
    shapes(painter, theme, y: y)
  }

  private static func shapes(_ painter: Painter, _ theme: Palette, y: Double) {
    let card = Rect(x: 32, y: y + 20, width: 180, height: 110)
    painter.shadow(card, radius: 10, offset: Point(x: 0, y: 12), blur: 32, Color(0x000000, alpha: 0.28))
    painter.fillRounded(card, radius: 10, theme.surface)
    painter.strokeRounded(card, radius: 10, Color(0x000000, alpha: 0.12))
    let button = Rect(x: 48, y: y + 40, width: 90, height: 32)
    painter.fillRounded(button, radius: 6, theme.accent)
    painter.strokeRounded(button.inset(by: -4), radius: 10, width: 2, theme.accent)
    painter.drawText(
      "Save", at: Point(x: 76, y: y + 61), style: TextStyle(size: 13, weight: 500), color: theme.onAccent)
    painter.line(from: Point(x: 48, y: y + 100), to: Point(x: 200, y: y + 100), theme.line)
    painter.circle(center: Point(x: 260, y: y + 50), radius: 20, theme.accent)
    painter.strokeCircle(center: Point(x: 320, y: y + 50), radius: 20, width: 3, theme.accent)
    let bar = Rect(x: 240, y: y + 90, width: 220, height: 24)
    painter.fillRounded(bar, radius: 12, .vertical(bar, from: Color(0x5B4B8A), to: Color(0xD98E7A)))
    let close = VectorIcon.symbol("M4 4 L12 12 M12 4 L4 12")
    painter.draw(close, in: Rect(x: 360, y: y + 30, width: 16, height: 16), color: theme.text)
    let swift = VectorIcon(
      canvas: Size(width: 48, height: 48),
      layers: [
        VectorIcon.Layer(
          svg: "M4 18c10 2 16 8 20 12 2-8 8-18 20-22-8 8-10 16-8 24l-8 6-6-8c-4-2-12-6-18-12z", fill: .current)
      ])
    painter.draw(swift, in: Rect(x: 390, y: y + 20, width: 48, height: 48), color: theme.accent)
    var curve = Path()
    curve.move(to: Point(x: 240, y: y + 150))
    curve.cubic(
      to: Point(x: 440, y: y + 150), control1: Point(x: 300, y: y + 90), control2: Point(x: 380, y: y + 210))
    curve.line(to: Point(x: 400, y: y + 130))
    painter.stroke(curve, StrokeStyle(width: 4, cap: .round, join: .round), theme.accent.withAlpha(0.6))
    painter.stroke(SVGPath.parse("M450 \(y + 130) l14 -20 14 20 z"), StrokeStyle(width: 1.5), theme.text)
  }
}

/// The simplest picture format that other programs read.
enum PortablePixmap {
  static func write(_ bitmap: Bitmap, to path: String) {
    var bytes = Array("P6 \(bitmap.width) \(bitmap.height) 255\n".utf8)
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width {
        let color = Color(premultiplied: bitmap.buffer[x, y])
        bytes += [color.red, color.green, color.blue]
      }
    }
    guard let file = unsafe fopen(path, "wb") else { return }
    _ = unsafe fwrite(bytes, 1, bytes.count, file)
    unsafe fclose(file)
  }
}
