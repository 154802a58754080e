// Items with an order between some of them, sorted by it.
//
// Items without a predecessor come in the order of their names, those that become free later in the reverse of the
// order in which they were named behind the item that held them: the order of GNU's `tsort`.
//
// Specification: D. Knuth, The Art of Computer Programming, 2.2.3, Algorithm T.

public import UtilitySupport

/// A graph of items by their names.
public struct DependencyGraph {
  /// What sorting comes to, step by step.
  public enum Step {
    case item(Bytes)
    /// Items of which each waits for the next; one of the relations is dropped.
    case loop([Bytes])
  }

  private var names: [Bytes] = []
  private var numbers: [Bytes: Int] = [:]
  private var successors: [[Int]] = []
  private var predecessors: [Int] = []

  public init() {}

  private mutating func number(_ name: Bytes) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = names.count
    names.append(name)
    successors.append([])
    predecessors.append(0)
    return names.count - 1
  }

  /// `first` has to stand before `second`; an item before itself says only that it is there.
  public mutating func add(_ first: Bytes, before second: Bytes) {
    let (from, to) = (number(first), number(second))
    guard from != to else { return }
    successors[from].append(to)
    predecessors[to] += 1
  }

  /// Hands out every item once.
  public mutating func sort(_ body: (Step) -> Void) {
    let byName = names.indices.sorted { names[$0].lexicographicallyPrecedes(names[$1]) }
    var isDone = [Bool](repeating: false, count: names.count)
    var left = names.count
    var queue: [Int] = []
    var head = 0
    while left > 0 {
      for item in byName where !isDone[item] && predecessors[item] == 0 && !queue[head...].contains(item) {
        queue.append(item)
      }
      while head < queue.count {
        let item = queue[head]
        head += 1
        isDone[item] = true
        left -= 1
        body(.item(names[item]))
        for next in successors[item].reversed() {
          predecessors[next] -= 1
          if predecessors[next] == 0 { queue.append(next) }
        }
      }
      if left > 0 { breakLoop(byName, isDone, body) }
    }
  }

  /// Finds a loop among the items that are left, and drops one relation of it.
  private mutating func breakLoop(_ byName: [Int], _ isDone: [Bool], _ body: (Step) -> Void) {
    var waitsFor = [Int](repeating: -1, count: names.count)
    for item in byName.reversed() where !isDone[item] {
      for next in successors[item] where !isDone[next] { waitsFor[next] = item }
    }
    guard var item = byName.first(where: { !isDone[$0] }) else { return }
    // Every item that is left waits for another: walking back has to come to one for the second time.
    var order: [Int] = []
    var place = [Int](repeating: -1, count: names.count)
    while item >= 0, place[item] < 0 {
      place[item] = order.count
      order.append(item)
      item = waitsFor[item]
    }
    guard item >= 0 else { return }
    let loop = Array(order[place[item]...].reversed())
    let start = loop.indices.min { names[loop[$0]].lexicographicallyPrecedes(names[loop[$1]]) } ?? 0
    let turned = Array(loop[start...] + loop[..<start])
    body(.loop(turned.map { names[$0] }))
    let (from, to) = (turned[turned.count - 1], turned[0])
    if let index = successors[from].firstIndex(of: to) {
      successors[from].remove(at: index)
      predecessors[to] -= 1
    }
  }
}
