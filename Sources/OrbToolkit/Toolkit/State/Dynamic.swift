// A column (or row) whose children are built anew when a state changes.
//
// Children with a key keep their widget: with it focus, caret and scroll position. `ForEach` does this for a list of
// items.

import Graphics

/// Content that follows states.
public final class Dynamic: Linear {
  /// Builds the content now and after each change of any of the sources. Children with the same non-empty key are kept.
  public init(
    _ axis: Axis = .vertical, spacing: Double = Metrics.related, alignment: CrossAlignment? = nil,
    on sources: Source...,
    @WidgetBuilder content: @escaping () -> [Widget]
  ) {
    super.init(axis, spacing: spacing, alignment: alignment ?? (axis == .vertical ? .fill : .center), content())
    let reference = Unretained(self)
    for source in sources { follow(source) { reference.widget.replace(with: content()) } }
  }

  private func replace(with built: [Widget]) {
    setChildren(
      built.map { new in
        guard !new.key.isEmpty else { return new }
        return children.first { $0.key == new.key } ?? new
      })
  }
}

/// One widget for each item of a list, by key: a widget is made for a new key, told of a changed item, and removed with
/// it.
///
///   ForEach(tasks, key: { $0.name }) { task in Label(task.map { $0.title }) }
public final class ForEach<Item>: Linear {
  private var states: [(key: String, state: State<Item>)] = []

  public init(
    _ items: State<[Item]>, _ axis: Axis = .vertical, spacing: Double = Metrics.related,
    alignment: CrossAlignment? = nil, key: @escaping (Item) -> String, row: @escaping (State<Item>) -> Widget
  ) {
    super.init(axis, spacing: spacing, alignment: alignment ?? (axis == .vertical ? .fill : .center), [])
    bind(items) { list, items in list.update(items, key, row) }
  }

  private func update(_ items: [Item], _ key: (Item) -> String, _ row: (State<Item>) -> Widget) {
    var widgets: [Widget] = []
    var newStates: [(key: String, state: State<Item>)] = []
    for item in items {
      let name = key(item)
      if let at = states.firstIndex(where: { $0.key == name }), let widget = children.first(where: { $0.key == name }) {
        states[at].state.value = item
        newStates.append(states[at])
        widgets.append(widget)
      } else {
        let state = State(item)
        let widget = row(state)
        widget.key = name
        newStates.append((name, state))
        widgets.append(widget)
      }
    }
    states = newStates
    setChildren(widgets)
  }
}
