// What a boot loader may say about the framebuffer, and what a client may say about rectangles.

import ABI
import Protocols
import Testing

@testable import DisplayCore

private func description(
  _ width: UInt32 = 1280, _ height: UInt32 = 800, stride: UInt32? = nil, bits: UInt8 = 32
) -> FramebufferDescription {
  var result = FramebufferDescription()
  result.width = width
  result.height = height
  result.stride = stride ?? width &* 4
  result.bitsPerPixel = bits
  return result
}

@Test func displayTakesAnOrdinaryFramebuffer() throws {
  let display = try #require(DisplayGeometry(description(1366, 768, stride: 5504)))
  #expect(display.mode.width == 1366 && display.mode.height == 768)
  #expect(display.mode.length == 5504 * 768)
}

@Test func displayRefusesWhatMakesNoSense() {
  #expect(DisplayGeometry(FramebufferDescription()) == nil)
  #expect(DisplayGeometry(description(1280, 800, bits: 24)) == nil)
  #expect(DisplayGeometry(description(1280, 800, stride: 100)) == nil)
  #expect(DisplayGeometry(description(.max, .max)) == nil)
  #expect(DisplayGeometry(description(1280, 800, stride: .max - 3)) == nil)
  var twice = description()
  twice.greenShift = twice.redShift
  #expect(DisplayGeometry(twice) == nil)
  twice.greenShift = 200
  #expect(DisplayGeometry(twice) == nil)
}

@Test func displayClipsFlushes() throws {
  let display = try #require(DisplayGeometry(description(100, 50)))
  #expect(
    display.clipped(DisplayRectangle(x: -10, y: 40, width: 30, height: 30))
      == DisplayRectangle(x: 0, y: 40, width: 20, height: 10))
  #expect(display.clipped(DisplayRectangle(x: 100, y: 0, width: 5, height: 5)) == nil)
  #expect(display.clipped(DisplayRectangle(x: 0, y: 0, width: -5, height: 5)) == nil)
  #expect(
    display.clipped(DisplayRectangle(x: .min, y: .min, width: .max, height: .max)) == nil)
  #expect(
    display.clipped(DisplayRectangle(x: 1, y: 1, width: .max, height: .max))
      == DisplayRectangle(x: 1, y: 1, width: 99, height: 49))
}

@Test func displayMapsOnlyItself() throws {
  let display = try #require(DisplayGeometry(description(1024, 768)))
  let length: UInt64 = 1024 * 768 * 4
  #expect(display.canMap(offset: 0, length: length))
  #expect(display.canMap(offset: 4096, length: length - 4096))
  #expect(!display.canMap(offset: 4096, length: length))
  #expect(!display.canMap(offset: 1, length: 10))
  #expect(!display.canMap(offset: 0, length: 0))
  #expect(!display.canMap(offset: .max - 4095, length: .max))
}
