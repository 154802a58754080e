// The composed picture: what is on top, round and soft where it should be, and what a frame costs.

import Graphics
import OrbitalModel
import Protocols
import Testing

@testable import OrbitalCompositor

private let red = Color(0xC04040)
private let green = Color(0x40A040)

@Test func windowsCoverEachOtherInOrder() throws {
  var scene = Scene()
  let lower = try scene.open(.resizable, 300, 200, at: (100, 100), red)
  _ = try scene.open(.resizable, 300, 200, at: (250, 200), green)
  scene.show()
  #expect(scene.pixel(120, 120) == red)
  #expect(scene.pixel(300, 250) == green, "the newer one is on top")
  #expect(scene.pixel(300, 180) == scene.compositor.theme.window, "its title bar")
  scene.desktop.model.perform(.focus, on: lower)
  scene.show()
  #expect(scene.pixel(300, 250) == red)
  scene.desktop.model.perform(.minimize, on: lower)
  scene.show()
  #expect(scene.pixel(120, 120) == Color(premultiplied: scene.compositor.wallpaper.buffer[120, 120]))
}

@Test func cornersAreRoundAndShadowsSoft() throws {
  var scene = Scene()
  let id = try scene.open(.resizable, 300, 200, at: (100, 100), red)
  scene.show()
  let frame = scene.desktop.frame(id)
  let sky = Color(premultiplied: scene.compositor.wallpaper.buffer[frame.minX, frame.maxY - 1])
  #expect(scene.pixel(frame.minX, frame.maxY - 1).luminance <= sky.luminance, "shadow, not red, in the corner")
  #expect(scene.pixel(frame.minX, frame.maxY - 1) != red)
  #expect(scene.pixel(frame.minX + 10, frame.maxY - 1) == red)
  func darkness(_ distance: Int) -> Double {
    let wall = Color(premultiplied: scene.compositor.wallpaper.buffer[250, frame.maxY + distance])
    return wall.luminance - scene.pixel(250, frame.maxY + distance).luminance
  }
  #expect(darkness(4) > darkness(16) && darkness(16) > darkness(30) && darkness(43) < 0.01)
  scene.desktop.model.perform(.maximize, on: id)
  scene.surfaces.attach(id, scene.desktop.content(id).size, red)
  scene.show()
  #expect(scene.pixel(0, 599) == red && scene.pixel(799, 599) == red, "a maximised window has square corners")
}

@Test func transparentWindowsAreBlended() throws {
  var scene = Scene()
  _ = try scene.open([.panel, .transparent, .borderless], 0, 44, client: 9, Color(0xFFFFFF, alpha: 0.5))
  scene.show()
  let wall = Color(premultiplied: scene.compositor.wallpaper.buffer[400, 570])
  let shown = scene.pixel(400, 570)
  #expect(shown.luminance > wall.luminance && shown != .white)
}

@Test func aBufferThatIsTooSmallLeavesNoHole() throws {
  var scene = Scene()
  let id = try scene.open(.resizable, 300, 200, at: (100, 100), red)
  scene.show()
  scene.desktop.model.setFrame(id, content: PixelRect(x: 100, y: 100, width: 400, height: 300))
  scene.show()
  #expect(scene.pixel(150, 150) == red)
  #expect(scene.pixel(450, 150) == scene.compositor.theme.window)
  #expect(scene.pixel(450, 350) == scene.compositor.theme.window)
  #expect(scene.pixel(150, 350) == scene.compositor.theme.window)
}

@Test func movingThePointerCopiesTwoSmallRectanglesOnly() throws {
  var scene = Scene()
  _ = try scene.open(.resizable, 300, 200, at: (100, 100), red)
  scene.desktop.move(600, 500)
  scene.show()
  scene.desktop.move(300, 200)
  scene.show()
  #expect(scene.compositor.statistics.copied == 2 * 24 * 24)
  #expect(scene.copied.count == 2)
  #expect(firstDifference(scene.display, scene.fresh()) == nil)
  scene.desktop.move(305, 203)
  scene.show()
  #expect(scene.compositor.statistics.copied < 2 * 24 * 24, "where they overlap each pixel is written once")
}

@Test func anIdleDesktopCopiesNothing() throws {
  var scene = Scene()
  _ = try scene.open(.resizable, 300, 200, at: (100, 100), red)
  scene.show()
  scene.show()
  #expect(scene.copied.isEmpty && !scene.compositor.needsPresent(scene.desktop.model))
}

@Test func draggingOverOthersComposesLittleMoreThanItsDamage() throws {
  var scene = Scene(width: 1280, height: 800)
  for (index, place) in [(40, 80), (190, 320), (420, 160), (690, 90), (720, 360)].enumerated() {
    _ = try scene.open(.resizable, 500, 320, at: place, client: UInt32(index + 2), green)
  }
  let id = try scene.open(.resizable, 600, 364, at: (300, 200), red)
  scene.show()
  let grip = scene.desktop.titlePoint(id)
  scene.desktop.move(grip.0, grip.1)
  scene.desktop.button(.left, true)
  var damaged = 0
  var composed = 0
  for step in 1...20 {
    scene.desktop.move(grip.0 + step * 8, grip.1 + step * 5)
    scene.show()
    damaged += scene.compositor.statistics.damaged
    composed += scene.compositor.statistics.composed
  }
  #expect(Double(composed) <= 1.3 * Double(damaged), "\(composed) for \(damaged)")
  #expect(damaged / 20 < 900 * 600, "the damage is the window, not the screen")
}

/// Whatever happens, the picture that grew by damage is the one that a fresh start would draw.
@Test(arguments: 1...16)
func damageNeverForgetsAPixel(_ seed: Int) throws {
  var random = SeededGenerator(state: UInt64(seed) &* 77)
  var scene = Scene(width: 320, height: 240)
  var ids: [WindowID] = []
  let colors = [red, green, Color(0x4060C0), Color(0xC0A030), Color(0x803080)]
  for step in 0..<80 {
    let id = ids.randomElement(using: &random) ?? WindowID(number: 1)
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1:
      let flags: [WindowFlags] = [
        .resizable, .resizable, [.popup], [.dialog], [.transparent, .borderless], [.panel, .borderless, .transparent],
      ]
      let color = colors.randomElement(using: &random) ?? red
      ids.append(
        try scene.open(
          flags.randomElement(using: &random) ?? [], .random(in: 20...300, using: &random),
          .random(in: 20...200, using: &random),
          at: (.random(in: 0...400, using: &random), .random(in: 0...300, using: &random)),
          client: .random(in: 1...3, using: &random), color.withAlpha(1)))
    case 2: scene.desktop.model.close(id)
    case 3:
      let action = WindowAction(rawValue: .random(in: 1...9, using: &random)) ?? .focus
      scene.desktop.model.perform(action, .random(in: 0...2, using: &random) * 100, on: id)
    case 12: scene.desktop.chord(superKey, [letter("w"), digit(2), digit(1)].randomElement(using: &random) ?? 0)
    case 13:
      if Bool.random(using: &random) { scene.desktop.down(superKey) } else { scene.desktop.up(superKey) }
      scene.desktop.time += 700_000_000
      scene.desktop.model.advance(to: scene.desktop.time)
    case 14:
      scene.desktop.chord(KeyUsage.leftAlt, [KeyUsage.space, KeyUsage.f4].randomElement(using: &random) ?? 0)
      scene.desktop.chord([KeyUsage.down, KeyUsage.left, KeyUsage.escape].randomElement(using: &random) ?? 0)
    case 15:
      scene.desktop.time += 5_000_000_000
      scene.desktop.model.advance(to: scene.desktop.time)
      if Bool.random(using: &random) { scene.desktop.model.tookEvents(id) }
    case 4: scene.desktop.model.setTitle(id, Array("T\(step)".utf8))
    case 5:
      let content = scene.desktop.content(id)
      if !content.isEmpty, scene.surfaces.surface(of: id) != nil {
        scene.surfaces.attach(id, content.size, colors.randomElement(using: &random) ?? red)
        scene.desktop.model.contentDamaged(id, PixelRect(origin: .zero, size: content.size))
      }
    case 6: scene.desktop.chord(KeyUsage.leftAlt, KeyUsage.tab)
    case 7: scene.desktop.button(.left, .random(using: &random))
    default: scene.desktop.move(.random(in: 0..<320, using: &random), .random(in: 0..<240, using: &random))
    }
    scene.show()
    if let place = firstDifference(scene.display, scene.fresh()) {
      Issue.record(
        "seed \(seed), step \(step): a pixel at \(place) is stale, \(String(describing: scene.desktop.model.overlay))")
      return
    }
  }
}

@Test func rectListsStayDisjointAndComplete() {
  var random = SeededGenerator(state: 5)
  for _ in 0..<50 {
    var list = RectList()
    var covered = Set<Int>()
    for _ in 0..<120 {
      let rect = PixelRect(
        x: .random(in: 0..<60, using: &random), y: .random(in: 0..<60, using: &random),
        width: .random(in: 0..<8, using: &random), height: .random(in: 0..<8, using: &random))
      list.add(rect)
      for y in rect.minY..<rect.maxY { for x in rect.minX..<rect.maxX { covered.insert(y * 100 + x) } }
    }
    var seen = Set<Int>()
    for rect in list.rects {
      for y in rect.minY..<rect.maxY {
        for x in rect.minX..<rect.maxX {
          let isNew = seen.insert(y * 100 + x).inserted
          if !isNew { Issue.record("rectangles overlap") }
        }
      }
    }
    #expect(covered.isSubset(of: seen))
    #expect(list.rects.count <= RectList.limit)
  }
}
