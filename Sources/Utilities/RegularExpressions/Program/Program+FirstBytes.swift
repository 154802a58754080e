// With which bytes a match can start.

extension Program {
  /// The bytes of which every match starts with one; nil when a match may be empty.
  var firstBytes: ByteSet? {
    var found = ByteSet()
    var seen = [Bool](repeating: false, count: code.count)
    var pending = [0]
    while let place = pending.popLast() {
      guard !seen[place] else { continue }
      seen[place] = true
      switch code[place] {
      case .set(let set): found.insert(contentsOf: sets[set])
      case .fork(let first, let second): pending += [first, second]
      case .jump(let target): pending.append(target)
      case .again(let target): pending += [target, place + 1]
      case .assert, .loopStart, .open, .close: pending.append(place + 1)
      case .backReference, .match: return nil
      }
    }
    return found
  }
}
