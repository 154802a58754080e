// The window of user space that an element shows, and how it is fitted into a rectangle (SVG 2, 8.2).

struct SVGViewBox {
  let rect: Rect

  /// nil if the element has none.
  init?(_ element: SVGElement) {
    guard let text = element["viewBox"] else { return nil }
    let numbers = SVGScanner.numbers(text)
    guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
    rect = Rect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }

  init(_ rect: Rect) { self.rect = rect }

  /// From this window to a rectangle, as `preserveAspectRatio` of the element wants it.
  func placed(in target: Rect, _ element: SVGElement) -> Transform {
    let text = element["preserveAspectRatio"] ?? []
    func has(_ word: String) -> Bool {
      let word = Array(word.utf8)
      return text.count >= word.count
        && (0...(text.count - word.count)).contains { text[$0..<($0 + word.count)].elementsEqual(word) }
    }
    var scaleX = target.width / rect.width
    var scaleY = target.height / rect.height
    if !has("none") {
      scaleX = has("slice") ? max(scaleX, scaleY) : min(scaleX, scaleY)
      scaleY = scaleX
    }
    let restX = target.width - rect.width * scaleX
    let restY = target.height - rect.height * scaleY
    let x = target.minX + (has("xMin") ? 0 : has("xMax") ? restX : restX / 2)
    let y = target.minY + (has("YMin") ? 0 : has("YMax") ? restY : restY / 2)
    let move = Transform(a: scaleX, b: 0, c: 0, d: scaleY, tx: x, ty: y)
    return move(Transform.translation(x: -rect.minX, y: -rect.minY))
  }
}
