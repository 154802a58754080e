// Row filters: each byte as its difference to a prediction from its neighbours. Undoes and applies them.
//
// One of the module's unsafe files: pointers in the loops that each byte of an image goes through.
// Spec: PNG (third edition) section 9.

/// The five filters.
enum PNGFilter {
  static let none: UInt8 = 0
  static let sub: UInt8 = 1
  static let up: UInt8 = 2
  static let average: UInt8 = 3
  static let paeth: UInt8 = 4

  // MARK: - Undoing

  /// Undoes the filters of all rows of a pass: `height` rows of `rowLength` bytes, each behind its filter's number,
  /// from `start` of `data`. `distance`: bytes of a pixel, 1 at least.
  static func undo(
    _ data: inout [UInt8], from start: Int, rowLength: Int, height: Int, distance: Int
  ) throws(PNGError) {
    precondition(start >= 0 && rowLength > 0 && (rowLength + 1) * height <= data.count - start)
    let stride = rowLength + 1
    var isSound = true
    // SAFETY: the precondition keeps every row inside; a row's bytes are 1...rowLength behind its start, those of the
    // row above `stride` before them. The first row has none above: it takes a row of zeros.
    let zeros = [UInt8](repeating: 0, count: rowLength)
    unsafe data.withUnsafeMutableBufferPointer { data in
      unsafe zeros.withUnsafeBufferPointer { zeros in
        guard let base = data.baseAddress, let zeroRow = zeros.baseAddress else { return }
        var row = unsafe base + start
        var above = unsafe zeroRow
        for _ in 0..<height {
          let bytes = unsafe row + 1
          switch unsafe row[0] {
          case none: break
          case sub: unsafe undoSub(bytes, rowLength, distance)
          case up: for index in 0..<rowLength { unsafe bytes[index] &+= above[index] }
          case average: unsafe undoAverage(bytes, above, rowLength, distance)
          case paeth: unsafe undoPaeth(bytes, above, rowLength, distance)
          default: isSound = false
          }
          unsafe above = UnsafePointer(bytes)
          unsafe row += stride
        }
      }
    }
    if !isSound { throw .badData }
  }

  private static func undoSub(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ distance: Int) {
    // SAFETY: `count` bytes, promised by the caller, here and below.
    guard distance < count else { return }
    if distance == 3 || distance == 4 {
      return unsafe undoPixels(bytes, bytes, count, distance) { left, _, _ in left }
    }
    for index in distance..<count { unsafe bytes[index] &+= bytes[index - distance] }
  }

  private static func undoAverage(
    _ bytes: UnsafeMutablePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ count: Int, _ distance: Int
  ) {
    for index in 0..<min(distance, count) { unsafe bytes[index] &+= above[index] / 2 }
    guard distance < count else { return }
    if distance == 3 || distance == 4 {
      return unsafe undoPixels(bytes, above, count, distance) { left, up, _ in (left &+ up) >> 1 }
    }
    for index in distance..<count {
      let sum = unsafe UInt16(bytes[index - distance]) &+ UInt16(above[index])
      unsafe bytes[index] &+= UInt8(truncatingIfNeeded: sum / 2)
    }
  }

  private static func undoPaeth(
    _ bytes: UnsafeMutablePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ count: Int, _ distance: Int
  ) {
    for index in 0..<min(distance, count) { unsafe bytes[index] &+= above[index] }
    guard distance < count else { return }
    if distance == 3 || distance == 4 {
      return unsafe undoPixels(bytes, above, count, distance) { left, up, aboveLeft in predict(left, up, aboveLeft) }
    }
    for index in distance..<count {
      let prediction = unsafe predict(
        Int32(bytes[index - distance]), Int32(above[index]), Int32(above[index - distance]))
      unsafe bytes[index] &+= UInt8(truncatingIfNeeded: prediction)
    }
  }

  /// From a byte's neighbours on the left, above and above the left one to what is expected of it.
  private typealias Prediction = (_ left: Int32, _ up: Int32, _ aboveLeft: Int32) -> Int32

  /// Adds a prediction to all pixels but the first, which is done, where pixels have three or four bytes. The channels
  /// go side by side, each with its neighbours in registers: they do not wait for each other.
  @inline(__always) private static func undoPixels(
    _ bytes: UnsafeMutablePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ count: Int, _ distance: Int,
    _ prediction: Prediction
  ) {
    var first = unsafe Channel(bytes, above, 0)
    var second = unsafe Channel(bytes, above, 1)
    var third = unsafe Channel(bytes, above, 2)
    // Of three bytes there is no fourth, but a pixel behind them.
    var fourth = unsafe Channel(bytes, above, 3)
    var index = distance
    while index < count {
      unsafe first.undo(bytes, above, index, prediction)
      unsafe second.undo(bytes, above, index &+ 1, prediction)
      unsafe third.undo(bytes, above, index &+ 2, prediction)
      if distance == 4 { unsafe fourth.undo(bytes, above, index &+ 3, prediction) }
      index &+= distance
    }
  }

  /// One channel's way through a row.
  private struct Channel {
    private var left: Int32
    private var aboveLeft: Int32

    @inline(__always) init(_ bytes: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ index: Int) {
      left = unsafe Int32(bytes[index])
      aboveLeft = unsafe Int32(above[index])
    }

    @inline(__always) mutating func undo(
      _ bytes: UnsafeMutablePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ index: Int, _ prediction: Prediction
    ) {
      let up = unsafe Int32(above[index])
      left = unsafe (Int32(bytes[index]) &+ prediction(left, up, aboveLeft)) & 255
      unsafe bytes[index] = UInt8(truncatingIfNeeded: left)
      aboveLeft = up
    }
  }

  /// The neighbour that is nearest to left + above - above left.
  @inline(__always) static func predict(_ left: Int32, _ above: Int32, _ aboveLeft: Int32) -> Int32 {
    let toLeft = above &- aboveLeft
    let toAbove = left &- aboveLeft
    let (a, b, c) = (abs(toLeft), abs(toAbove), abs(toLeft &+ toAbove))
    // Choices rather than branches, which noise would mislead.
    let other = b <= c ? above : aboveLeft
    return a <= min(b, c) ? left : other
  }

  // MARK: - Applying

  /// `row` behind `filter`, and how large the differences are: a measure of how badly they compress.
  static func apply(
    _ filter: UInt8, _ row: [UInt8], above: [UInt8], distance: Int
  ) -> (bytes: [UInt8], cost: Int) {
    var result = [UInt8](repeating: 0, count: row.count + 1)
    result[0] = filter
    var cost = 0
    for index in row.indices {
      let left = index >= distance ? row[index - distance] : 0
      let prediction: UInt8 =
        switch filter {
        case sub: left
        case up: above[index]
        case average: UInt8((UInt16(left) + UInt16(above[index])) / 2)
        case paeth:
          UInt8(
            truncatingIfNeeded: predict(
              Int32(left), Int32(above[index]), index >= distance ? Int32(above[index - distance]) : 0))
        default: 0
        }
      let difference = row[index] &- prediction
      result[index + 1] = difference
      cost += Int(min(difference, 0 &- difference))
    }
    return (result, cost)
  }
}
