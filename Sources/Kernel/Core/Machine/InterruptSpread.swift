// Which CPU takes which interrupt: a new one goes to the CPU that has the fewest, and stays there.
//
// Not: telling the controllers and devices, which is Arch's.

/// The CPUs of the lines.
public struct InterruptSpread {
  private struct Member {
    let number: Int
    var lines: Int
  }

  private var members: [Member] = []
  /// By line: a place in `members`, -1 where nobody has asked yet.
  private var homes: [Int]

  /// - Parameter lines: how many there are.
  public init(lines: Int) { homes = Array(repeating: -1, count: lines) }

  /// This CPU takes interrupts from now on. The first one joins before the first question.
  public mutating func join(_ number: Int) { members.append(Member(number: number, lines: 0)) }

  /// The CPU of a line.
  public mutating func home(of line: Int) -> Int {
    guard homes.indices.contains(line), !members.isEmpty else { return 0 }
    if homes[line] >= 0 { return members[homes[line]].number }
    var best = 0
    for place in members.indices where members[place].lines < members[best].lines { best = place }
    members[best].lines += 1
    homes[line] = best
    return members[best].number
  }

  /// The line is not in use any more; it will get a new home.
  public mutating func release(_ line: Int) {
    guard homes.indices.contains(line), homes[line] >= 0 else { return }
    members[homes[line]].lines -= 1
    homes[line] = -1
  }
}
