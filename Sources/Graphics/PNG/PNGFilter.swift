// Row filters: each byte as its difference to a prediction from its neighbours. Undoes and applies them.
//
// One of the module's unsafe files: four bytes at a time in the loops that each pixel of an image goes through.
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
      // The mean of two bytes without a ninth bit: what they share, and half of what they do not.
      return unsafe undoPixels(bytes, above, count, distance) { left, up, _ in (left & up) &+ ((left ^ up) &>> 1) }
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
      let prediction = unsafe predict(bytes[index - distance], above[index], above[index - distance])
      unsafe bytes[index] &+= prediction
    }
  }

  /// Adds a prediction to all pixels but the first, which is done, where pixels have three or four bytes: all channels
  /// of a pixel at once. Of three bytes the fourth is the next pixel's first; it is put back as it was.
  @inline(__always) private static func undoPixels(
    _ bytes: UnsafeMutablePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ count: Int, _ distance: Int,
    _ prediction: (_ left: SIMD4<UInt8>, _ up: SIMD4<UInt8>, _ aboveLeft: SIMD4<UInt8>) -> SIMD4<UInt8>
  ) {
    let channels: SIMD4<UInt8> = distance == 4 ? SIMD4(repeating: 255) : SIMD4(255, 255, 255, 0)
    var left = unsafe load(bytes)
    var aboveLeft = unsafe load(above)
    var index = distance
    guard index &+ 4 <= count else { return unsafe undoLast(bytes, above, index, left, aboveLeft, prediction) }
    var raw = unsafe load(bytes + index)
    while true {
      let up = unsafe load(above + index)
      let result = raw &+ (prediction(left, up, aboveLeft) & channels)
      let next = index &+ distance
      // The next pixel is read before this one is written: a read right behind an overlapping write would wait for it.
      let isLast = next &+ 4 > count
      if !isLast { raw = unsafe load(bytes + next) }
      unsafe store(result, bytes + index)
      (left, aboveLeft, index) = (result, up, next)
      if isLast { break }
    }
    if index < count { unsafe undoLast(bytes, above, index, left, aboveLeft, prediction) }
  }

  /// The last pixel of three bytes, behind which there may be no fourth.
  @inline(__always) private static func undoLast(
    _ bytes: UnsafeMutablePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ index: Int,
    _ left: SIMD4<UInt8>, _ aboveLeft: SIMD4<UInt8>,
    _ prediction: (_ left: SIMD4<UInt8>, _ up: SIMD4<UInt8>, _ aboveLeft: SIMD4<UInt8>) -> SIMD4<UInt8>
  ) {
    let up = unsafe SIMD4(above[index], above[index + 1], above[index + 2], 0)
    let result = prediction(left, up, aboveLeft)
    for channel in 0..<3 { unsafe bytes[index + channel] &+= result[channel] }
  }

  /// Of each channel's three neighbours the one that is nearest to left + above - above left.
  @inline(__always) private static func predict(
    _ left: SIMD4<UInt8>, _ up: SIMD4<UInt8>, _ aboveLeft: SIMD4<UInt8>
  ) -> SIMD4<UInt8> {
    let corner = wide(aboveLeft)
    let toLeft = wide(up) &- corner
    let toUp = wide(left) &- corner
    let (a, b, c) = (magnitude(toLeft), magnitude(toUp), magnitude(toLeft &+ toUp))
    var prediction = corner.replacing(with: wide(up), where: b .<= c)
    prediction.replace(with: wide(left), where: (a .<= b) .& (a .<= c))
    return SIMD4<UInt8>(truncatingIfNeeded: prediction)
  }

  @inline(__always) private static func load(_ bytes: UnsafePointer<UInt8>) -> SIMD4<UInt8> {
    // SAFETY: the caller has four bytes.
    unsafe UnsafeRawPointer(bytes).loadUnaligned(as: SIMD4<UInt8>.self)
  }

  @inline(__always) private static func store(_ value: SIMD4<UInt8>, _ bytes: UnsafeMutablePointer<UInt8>) {
    // SAFETY: the caller has four bytes.
    unsafe UnsafeMutableRawPointer(bytes).storeBytes(of: value, as: SIMD4<UInt8>.self)
  }

  @inline(__always) private static func wide(_ bytes: SIMD4<UInt8>) -> SIMD4<Int16> {
    SIMD4<Int16>(truncatingIfNeeded: bytes)
  }

  @inline(__always) private static func magnitude(_ value: SIMD4<Int16>) -> SIMD4<Int16> {
    let sign = value &>> 15
    return (value ^ sign) &- sign
  }

  /// The neighbour that is nearest to left + above - above left.
  @inline(__always) static func predict(_ left: UInt8, _ above: UInt8, _ aboveLeft: UInt8) -> UInt8 {
    let toLeft = Int16(above) &- Int16(aboveLeft)
    let toAbove = Int16(left) &- Int16(aboveLeft)
    let (a, b, c) = (abs(toLeft), abs(toAbove), abs(toLeft &+ toAbove))
    if a <= b && a <= c { return left }
    return b <= c ? above : aboveLeft
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
        case paeth: predict(left, above[index], index >= distance ? above[index - distance] : 0)
        default: 0
        }
      let difference = row[index] &- prediction
      result[index + 1] = difference
      cost += Int(min(difference, 0 &- difference))
    }
    return (result, cost)
  }
}
