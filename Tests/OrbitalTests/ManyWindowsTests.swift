// A desktop with far more windows than anybody has: nothing is lost, slow or left behind.

import Graphics
import OrbitalModel
import Protocols
import Testing

@testable import OrbitalCompositor

@Test func twoHundredWindowsAreOpenedShownAndClosed() throws {
  var scene = Scene(width: 640, height: 480)
  var ids: [WindowID] = []
  for index in 0..<200 {
    ids.append(
      try scene.open(
        .resizable, 200, 120, client: UInt32(index / 20), title: "Window \(index)",
        Color(0x4060C0).mix(.white, Double(index % 7) / 8)))
  }
  scene.show()
  #expect(scene.desktop.model.windowCount == 200 && scene.desktop.model.invariantViolations().isEmpty)
  #expect(scene.desktop.model.active == ids.last)
  #expect(scene.compositor.titles.count <= 200)
  scene.desktop.chord(superKey, letter("w"))
  scene.show()
  #expect(scene.desktop.model.overviewLayout().windows.count == 200)
  #expect(firstDifference(scene.display, scene.fresh()) == nil)
  scene.desktop.chord(KeyUsage.escape)
  scene.desktop.chord(superKey, letter("y"))
  scene.show()
  #expect(scene.desktop.model.invariantViolations().isEmpty)
  #expect(firstDifference(scene.display, scene.fresh()) == nil)
  scene.desktop.down(KeyUsage.leftAlt)
  for _ in 0..<150 { scene.desktop.chord(KeyUsage.tab) }
  scene.show()
  #expect(firstDifference(scene.display, scene.fresh()) == nil)
  scene.desktop.up(KeyUsage.leftAlt)
  for client in 0..<10 { scene.desktop.model.closeAll(client: UInt32(client)) }
  scene.show()
  scene.compositor.prune(scene.desktop.model)
  #expect(scene.desktop.model.windowCount == 0 && scene.desktop.model.active == nil)
  #expect(scene.compositor.titles.count == 0, "no picture outlives its window")
  #expect(firstDifference(scene.display, scene.fresh()) == nil)
}
