// All open windows, by id. Slots are used again, ids are not.

/// The windows, at most `Limits.windows`.
struct WindowTable {
  private var slots: [Window?] = []
  private var generations: [UInt32] = []
  private(set) var count = 0

  init() {}

  /// The window with this id; nil once it is closed. Writing to an id that names none does nothing.
  subscript(id: WindowID) -> Window? {
    get {
      guard id.slot < slots.count, let window = slots[id.slot], window.id == id else { return nil }
      return window
    }
    set {
      guard id.slot < slots.count, slots[id.slot]?.id == id, let newValue else { return }
      slots[id.slot] = newValue
    }
  }

  /// Makes room for a window and lets `body` build it; nil if the table is full.
  mutating func insert(_ body: (WindowID) -> Window) -> WindowID? {
    guard count < Limits.windows else { return nil }
    let slot = slots.firstIndex { $0 == nil } ?? slots.count
    if slot == slots.count {
      slots.append(nil)
      generations.append(0)
    }
    generations[slot] = (generations[slot] &+ 1) & 0xF_FFFF
    if generations[slot] == 0 { generations[slot] = 1 }
    let id = WindowID(slot: slot, generation: generations[slot])
    slots[slot] = body(id)
    count += 1
    return id
  }

  mutating func remove(_ id: WindowID) {
    guard self[id] != nil else { return }
    slots[id.slot] = nil
    count -= 1
  }
}
