// Events as bytes: there and back, and bytes that are too few.

import Protocols
import Testing

@Test func inputEventsTravelAsTheyAre() throws {
  let event = InputEvent(
    .scroll, code: 0xABCD, state: 2, a: -5, b: .max, modifiers: [.shift, .numLock], time: 0x0123_4567_89AB_CDEF)
  var bytes: [UInt8] = [9]
  event.append(to: &bytes)
  #expect(bytes.count == 1 + InputEvent.length)
  #expect(InputEvent(bytes.span, at: 1) == event)
  #expect(InputEvent(bytes.span, at: 2) == nil)
  #expect(InputEvent(bytes.span, at: -1) == nil)
  #expect(InputEvent(bytes.span, at: .max) == nil)
  #expect(MemoryLayout<InputEvent>.size == InputEvent.length)
}
