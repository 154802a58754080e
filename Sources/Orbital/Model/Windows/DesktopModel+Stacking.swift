// The order of windows from back to front.

import Graphics

extension DesktopModel {
  func layer(_ id: WindowID) -> WindowLayer {
    windows[id]?.layer(isActive: id == active) ?? .normal
  }

  /// Puts a new window on top of its layer.
  mutating func insertInOrder(_ id: WindowID) {
    let own = layer(id)
    let place = order.firstIndex { layer($0) > own } ?? order.count
    order.insert(id, at: place)
  }

  /// Brings a window to the top of its layer, its dialogs above it.
  mutating func raise(_ id: WindowID) {
    guard let window = windows[id] else { return }
    let wasTop = order.last { layer($0) == layer(id) } == id
    order.removeAll { $0 == id }
    insertInOrder(id)
    if !wasTop { damageWhole(window) }
    if window.rank == 0 || window.rank != highestRank {
      highestRank += 1
      windows[id]?.rank = highestRank
      placeChanged(id)
    }
    for dialog in dialogs(of: id) { raise(dialog) }
  }

  /// The dialogs of a window, from the lowest to the highest.
  func dialogs(of id: WindowID) -> [WindowID] {
    order.filter { other in
      guard let window = windows[other] else { return false }
      return window.parent == id && window.flags.contains(.dialog) && window.isVisible
    }
  }

  /// The dialog that has to be answered before its window is used again.
  func blocker(of id: WindowID) -> WindowID? { dialogs(of: id).last { windows[$0]?.takesFocus == true } }

  /// Sorts by layer and keeps the order within: after a change of layers.
  mutating func restack() {
    // Insertion sort: stable, and the list is almost sorted already.
    for index in order.indices.dropFirst() {
      let id = order[index]
      let own = layer(id)
      var place = index
      while place > 0, layer(order[place - 1]) > own {
        order[place] = order[place - 1]
        place -= 1
      }
      if place != index {
        order[place] = id
        if let window = windows[id] { damageWhole(window) }
      }
    }
  }
}
