// The line above the status bar that says what is being copied, how far it is, and lets it be stopped.

import FilesCore
import Graphics
import OrbToolkit

/// The progress of the running job; hidden without one.
final class JobStrip: Widget {
  private let title = Label("", .caption).lines(1, ellipsis: .middle)
  private let bar = ProgressBar(0)
  private let row: Row
  var onCancel: (() -> Void)?

  override init() {
    let box = CancelBox()
    let title = self.title
    let bar = self.bar
    row = Row(spacing: 12) {
      title.grow(2)
      bar.grow(1)
      Button("Cancel", style: .plain) { box.run?() }.with { $0.height = Metrics.toolbarControlHeight }
    }
    super.init()
    isVisible = false
    addChild(row)
    box.run = { [unowned(unsafe) self] in
      // SAFETY: the button is a part of this widget.
      unsafe onCancel?()
    }
  }

  private final class CancelBox {
    var run: (() -> Void)?
  }

  func show(_ operation: FileOperation) {
    let verb =
      switch operation.kind {
      case .copy: "Copying"
      case .move, .rename: "Moving"
      case .delete: "Deleting"
      case .trash: "Moving to the trash"
      case .create: "Making"
      }
    let name = operation.progress.current?.name?.text ?? ""
    let counted = "\(operation.progress.items) of \(operation.progress.totalItems)"
    title.text = "\(verb) \(name)  ·  \(counted)"
    bar.value = operation.progress.fraction
    isVisible = true
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let inner = context.measure(row, proposal.inset(by: Insets(horizontal: 12, vertical: 4)))
    return Size(width: inner.width + 24, height: 40)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    context.place(row, in: Rect(origin: .zero, size: size).inset(by: Insets(horizontal: 12, vertical: 5)))
  }

  override func paint(_ context: inout PaintContext) {
    context.painter.fill(Rect(x: 0, y: 0, width: bounds.width, height: 1), context.colors.line)
  }
}
