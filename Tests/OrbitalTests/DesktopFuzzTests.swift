// Random people and programs, by seed: the invariants of the model hold whatever happens.

import Graphics
import OrbitalModel
import Protocols
import Testing

/// A small generator with a seed that a failure can be replayed with (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// People and programs doing anything, in any order, a few thousand times.
@Test(arguments: 1...24)
func invariantsHoldWhateverHappens(_ seed: Int) { act(seed, steps: 1500) }

@Test func invariantsHoldForTenThousandEventsInARow() { act(2026, steps: 10_000) }

private func act(_ seed: Int, steps: Int) {
  var random = SeededGenerator(state: UInt64(seed))
  var desktop = Desktop(width: 1024, height: 768)
  var ids: [WindowID] = []
  var trace: [String] = []
  for step in 0..<steps {
    trace.append(fuzzStep(&desktop, &ids, &random))
    var broken = desktop.model.invariantViolations()
    if trace.last == "a deadline that stays" { broken.append("a deadline stays") }
    if !broken.isEmpty {
      Issue.record("seed \(seed), step \(step): \(broken.map { "\($0)" }) after \(trace.suffix(6))")
      return
    }
    desktop.collect()
    for case .damage(let rect) in desktop.log where trace.last != "screen" && !desktop.model.screen.contains(rect) {
      Issue.record("damage outside the screen: \(rect)")
    }
    desktop.forget()
  }
}

private let fuzzKeys: [UInt16] = [
  KeyUsage.tab, KeyUsage.left, KeyUsage.right, KeyUsage.up, KeyUsage.down, KeyUsage.f4, KeyUsage.f11, KeyUsage.escape,
  KeyUsage.letter("d") ?? 0, KeyUsage.letter("m") ?? 0, KeyUsage.letter("q") ?? 0, KeyUsage.leftSuper,
  KeyUsage.leftAlt, KeyUsage.leftShift, KeyUsage.leftControl, KeyUsage.a, 0xFFFF, KeyUsage.letter("w") ?? 0,
  KeyUsage.letter("y") ?? 0, KeyUsage.letter("g") ?? 0, KeyUsage.digit1, KeyUsage.digit1 + 1, KeyUsage.digit1 + 2,
  KeyUsage.enter, KeyUsage.space, KeyUsage.delete,
]

/// A client of an old compositor, with whatever it says it kept.
private func fuzzRestore(_ desktop: inout Desktop, _ random: inout SeededGenerator) -> [WindowID] {
  let flags = WindowFlags(rawValue: .random(in: 0..<2048, using: &random) & .random(in: 0..<2048, using: &random))
  let request = WindowRequest(flags: flags, width: 300, height: 200)
  guard let id = try? desktop.model.open(request, client: .random(in: 1...4, using: &random)) else { return [] }
  var place = WindowPlace()
  place.x = .random(in: -2000...2000, using: &random)
  place.y = .random(in: -2000...2000, using: &random)
  place.width = .random(in: -10...3000, using: &random)
  place.height = .random(in: -10...3000, using: &random)
  place.placement = .random(in: 0...10, using: &random)
  place.state = .random(in: 0...3, using: &random)
  place.rank = .random(in: 0...50, using: &random)
  desktop.model.restore(id, place)
  desktop.model.map(id)
  return [id]
}

private func fuzzStep(
  _ desktop: inout Desktop, _ ids: inout [WindowID], _ random: inout SeededGenerator
) -> String {
  let id = ids.randomElement(using: &random) ?? WindowID(number: UInt32.random(in: 0...10000, using: &random))
  switch Int.random(in: 0..<100, using: &random) {
  case 0..<8:
    let flags = WindowFlags(
      rawValue: UInt16.random(in: 0..<2048, using: &random) & .random(in: 0..<2048, using: &random))
    let position = (Int.random(in: -500...2000, using: &random), Int.random(in: -500...2000, using: &random))
    let new = try? desktop.open(
      flags, .random(in: 0...1500, using: &random), .random(in: 0...1200, using: &random),
      at: Bool.random(using: &random) ? position : nil, client: .random(in: 1...4, using: &random))
    if let new { ids.append(new) }
    return "open \(flags.rawValue)"
  case 8..<12:
    desktop.model.close(id)
    return "close"
  case 12..<13:
    desktop.model.closeAll(client: .random(in: 1...4, using: &random))
    return "client dies"
  case 13..<18:
    let action = WindowAction(rawValue: .random(in: 1...9, using: &random)) ?? .focus
    let argument = UInt32.random(in: 0...300, using: &random)
    if Bool.random(using: &random) {
      desktop.model.perform(action, argument % 12, on: id)
    } else {
      desktop.model.performOwn(action, argument, on: id)
    }
    return "\(action)"
  case 18..<20:
    desktop.model.setScreen(
      width: .random(in: 100...2000, using: &random), height: .random(in: 100...1500, using: &random),
      scale: [256, 256, 384, 512].randomElement(using: &random) ?? 256)
    return "screen"
  case 20..<24:
    desktop.model.setFrame(
      id,
      content: PixelRect(
        x: .random(in: -5000...5000, using: &random), y: .random(in: -5000...5000, using: &random),
        width: .random(in: 0...3000, using: &random), height: .random(in: 0...3000, using: &random)))
    return "setFrame"
  case 24..<25:
    desktop.model.startMove(id)
    if Bool.random(using: &random) { desktop.model.showWorkspace(.random(in: -1...9, using: &random)) }
    return "startMove, showWorkspace"
  case 25..<28:
    ids.append(contentsOf: fuzzRestore(&desktop, &random))
    return "restore"
  case 28..<30:
    desktop.model.tookEvents(id)
    return "took"
  case 30..<32:
    desktop.time += UInt64.random(in: 0...6_000_000_000, using: &random)
    desktop.model.advance(to: desktop.time)
    if let next = desktop.model.nextDeadline, next <= desktop.time { return "a deadline that stays" }
    return "time"
  case 32..<34:
    desktop.send(
      InputEvent(.scroll, b: .random(in: -200...200, using: &random), modifiers: desktop.modifiers, time: desktop.time))
    return "scroll"
  case 34..<60:
    desktop.move(.random(in: 0...1024, using: &random), .random(in: 0...768, using: &random))
    return "pointer"
  case 60..<80:
    desktop.button([.left, .left, .right, .middle].randomElement(using: &random) ?? .left, .random(using: &random))
    return "button"
  default:
    let key = fuzzKeys.randomElement(using: &random) ?? 0
    if Bool.random(using: &random) { desktop.down(key) } else { desktop.up(key) }
    return "key \(key)"
  }
}
