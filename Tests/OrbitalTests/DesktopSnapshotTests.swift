// The composed desktop as pictures, to be looked at: Tests/Snapshots/desktop-*.png.

import Foundation
import Graphics
import OrbitalCompositor
import OrbitalModel
import Protocols
import TestSupport
import Testing

/// The fonts of the host, where the ones that the system ships come from.
private func hostFonts() -> FontLibrary {
  let library = FontLibrary()
  let inter = "/usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf"
  let mono = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"
  if let data = FileManager.default.contents(atPath: inter) {
    try? library.register([UInt8](data), family: .interface)
  }
  if let data = FileManager.default.contents(atPath: mono) {
    try? library.register([UInt8](data), family: .monospace)
  }
  return library
}

/// A desktop with a panel and three windows that look like programs.
private func office(_ theme: DesktopTheme = .light) throws -> Scene {
  var scene = Scene(width: 1280, height: 800, fonts: hostFonts())
  let panel = try scene.open([.panel, .transparent, .borderless], 0, 44, client: 9, .clear)
  if let pixels = scene.surfaces.surface(of: panel) {
    let painter = Painter(pixels, fonts: scene.fonts)
    painter.fillRounded(pixels.bounds.logical(), radius: 12, Color(0xF6F7F9, alpha: 0.88))
    painter.drawText("10:24", at: Point(x: 1210, y: 27), style: TextStyle(weight: 500), color: Color(0x16191F))
  }
  let terminal = try scene.open(.resizable, 560, 320, at: (80, 120), client: 2, title: "Terminal", Color(0x14171C))
  if let pixels = scene.surfaces.surface(of: terminal) {
    let painter = Painter(pixels, fonts: scene.fonts)
    for (line, text) in ["user@apus ~ $ ls", "Desktop  Documents  notes.txt", "user@apus ~ $ "].enumerated() {
      painter.drawText(
        text, at: Point(x: 12, y: 24 + Double(line) * 19), style: TextStyle(family: .monospace),
        color: Color(0xECEFF4))
    }
  }
  _ = try scene.open(
    .resizable, 480, 380, at: (640, 90), client: 3,
    title: "A rather long name of a document that nobody would choose.txt",
    .white)
  let calculator = try scene.open([], 260, 300, at: (470, 330), client: 4, title: "Calculator", Color(0xF6F7F9))
  scene.desktop.model.setState(calculator, 1)
  return scene
}

@Test func snapshotOfADesktop() throws {
  var scene = try office()
  let active = try #require(scene.desktop.model.active)
  let close = scene.desktop.center(active, .close)
  scene.desktop.move(close.0, close.1)
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-dusk")
  #expect(problem == nil)
}

@Test func snapshotOfASnapPreview() throws {
  var scene = try office()
  let other = try #require(scene.desktop.model.order.first { scene.desktop.model.window($0)?.client == 2 })
  scene.desktop.model.perform(.focus, on: other)
  scene.show()
  let grip = scene.desktop.titlePoint(other)
  scene.desktop.move(grip.0, grip.1)
  scene.desktop.button(.left, true)
  scene.desktop.move(600, 400)
  scene.desktop.move(0, 400)
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-snap-preview")
  #expect(problem == nil)
}

@Test func snapshotOfTheSwitcher() throws {
  var scene = try office()
  let other = try #require(scene.desktop.model.order.first { scene.desktop.model.window($0)?.client == 2 })
  scene.desktop.model.perform(.minimize, on: other)
  _ = try scene.open(.popup, 200, 160, at: (150, 150), client: 3, .white)
  scene.show()
  scene.desktop.down(KeyUsage.leftAlt)
  scene.desktop.down(KeyUsage.tab)
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-switcher")
  #expect(problem == nil)
}

@Test func snapshotOfTheWallpapers() {
  let picture = Bitmap(width: 960, height: 200)
  for (index, wallpaper) in [Wallpaper.day, .dusk, .night].enumerated() {
    let part = Bitmap(width: 320, height: 200)
    wallpaper.draw(on: part.buffer)
    picture.buffer.blitOpaque(from: part.buffer, part.bounds, to: PixelPoint(x: index * 320, y: 0))
  }
  let problem = Snapshot.mismatch(picture, "wallpapers")
  #expect(problem == nil)
}

@Test func snapshotOfTheCursors() throws {
  let picture = Bitmap(width: 11 * 56, height: 56)
  picture.buffer.fillRect(PixelRect(x: 0, y: 0, width: 308, height: 56), Color(0xF6F7F9))
  picture.buffer.fillRect(PixelRect(x: 308, y: 0, width: 308, height: 56), Color(0x33254F))
  var scene = Scene(width: 56, height: 56)
  let id = try scene.open([.borderless], 56, 56, at: (0, 0), Color(0xF6F7F9))
  scene.desktop.move(28, 28)
  for shape in 0..<11 {
    scene.surfaces.attach(id, PixelSize(width: 56, height: 56), Color(premultiplied: picture.buffer[shape * 56, 5]))
    scene.desktop.model.contentDamaged(id, PixelRect(x: 0, y: 0, width: 56, height: 56))
    scene.desktop.model.setCursor(id, CursorShape(rawValue: UInt32(shape)) ?? .arrow)
    scene.show()
    picture.buffer.blitOpaque(
      from: scene.display.buffer, scene.display.bounds, to: PixelPoint(x: shape * 56, y: 0))
  }
  let problem = Snapshot.mismatch(picture, "cursors")
  #expect(problem == nil)
}

@Test func snapshotOfTheOverview() throws {
  var scene = try office()
  scene.desktop.chord(superKey, KeyUsage.leftShift, digit(3))
  scene.desktop.chord(superKey, letter("w"))
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-overview")
  #expect(problem == nil)
}

@Test func snapshotOfAWindowMenu() throws {
  var scene = try office()
  let active = try #require(scene.desktop.model.active)
  scene.desktop.model.perform(.above, on: active)
  scene.desktop.chord(KeyUsage.leftAlt, KeyUsage.space)
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-window-menu")
  #expect(problem == nil)
}

@Test func snapshotOfTheShortcutSheet() throws {
  var scene = try office(.dark)
  scene.desktop.down(superKey)
  scene.desktop.model.advance(to: scene.desktop.time + 600_000_000)
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-shortcuts")
  #expect(problem == nil)
}

@Test func snapshotOfAHungProgramBelowATransparentWindow() throws {
  var scene = try office()
  let hung = try #require(scene.desktop.model.active)
  scene.desktop.chord(KeyUsage.a)
  scene.desktop.model.advance(to: scene.desktop.time + 5_000_000_000)
  let terminal = try #require(scene.desktop.model.order.first { scene.desktop.model.window($0)?.isListed == true })
  scene.desktop.model.perform(.above, on: terminal)
  scene.desktop.model.perform(.opacity, 190, on: terminal)
  scene.desktop.model.perform(.close, on: hung)
  scene.show()
  let problem = Snapshot.mismatch(scene.display, "desktop-hung")
  #expect(problem == nil)
}
