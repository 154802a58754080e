// The declarative front: lists of widgets with `if`, `switch` and `for`.

/// Collects the widgets of a block.
@resultBuilder public enum WidgetBuilder {
  public static func buildExpression(_ widget: Widget) -> [Widget] { [widget] }
  public static func buildExpression(_ widgets: [Widget]) -> [Widget] { widgets }
  public static func buildExpression(_ widget: Widget?) -> [Widget] { widget.map { [$0] } ?? [] }
  public static func buildPartialBlock(first: [Widget]) -> [Widget] { first }
  public static func buildPartialBlock(accumulated: [Widget], next: [Widget]) -> [Widget] { accumulated + next }
  public static func buildBlock() -> [Widget] { [] }
  public static func buildOptional(_ widgets: [Widget]?) -> [Widget] { widgets ?? [] }
  public static func buildEither(first: [Widget]) -> [Widget] { first }
  public static func buildEither(second: [Widget]) -> [Widget] { second }
  public static func buildArray(_ widgets: [[Widget]]) -> [Widget] { widgets.flatMap { $0 } }
}
