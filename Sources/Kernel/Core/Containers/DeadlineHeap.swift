// Everything that waits for the clock, the earliest on top: a binary heap whose members know their place.

/// One moment that something waits for.
final class Deadline {
  enum Target {
    case thread(Unretained<Thread>)
    case timer(Unretained<Timer>)
    case sampler(Unretained<TraceStream>)
    case server(Unretained<SchemeServer>)
    case interrupt(Unretained<InterruptLine>)
    /// The machine's clock has to be looked at.
    case clock
  }
  /// Monotonic nanoseconds.
  var time: UInt64 = 0
  /// Place in the heap, -1: not armed.
  var place = -1
  let target: Target

  init(_ target: Target) { self.target = target }
  var isArmed: Bool { place >= 0 }
}

/// Deadlines in order. Insertion and removal cost O(log n), the earliest is at hand.
struct DeadlineHeap {
  private var items: [Deadline] = []
  /// Of the earliest deadline; `.max`: none.
  private(set) var earliestTime = UInt64.max

  init() { items.reserveCapacity(64) }

  var earliest: Deadline? { items.first }
  var count: Int { items.count }

  /// Arms `deadline` for `time`, or moves it there.
  mutating func set(_ deadline: Deadline, to time: UInt64) {
    remove(deadline)
    deadline.time = time
    deadline.place = items.count
    items.append(deadline)
    rise(deadline.place)
    earliestTime = items.first?.time ?? .max
  }

  mutating func remove(_ deadline: Deadline) {
    let place = deadline.place
    guard place >= 0 else { return }
    deadline.place = -1
    if let last = items.popLast(), place < items.count {
      items[place] = last
      last.place = place
      rise(place)
      sink(last.place)
    }
    earliestTime = items.first?.time ?? .max
  }

  /// Takes the earliest when it is due.
  mutating func popDue(at now: UInt64) -> Deadline? {
    guard let first = items.first, first.time <= now else { return nil }
    remove(first)
    return first
  }

  private mutating func rise(_ start: Int) {
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      guard items[place].time < items[parent].time else { return }
      exchange(place, parent)
      place = parent
    }
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in 2 * place + 1...2 * place + 2 where child < items.count && items[child].time < items[least].time {
        least = child
      }
      guard least != place else { return }
      exchange(place, least)
      place = least
    }
  }

  private mutating func exchange(_ one: Int, _ other: Int) {
    items.swapAt(one, other)
    items[one].place = one
    items[other].place = other
  }
}
