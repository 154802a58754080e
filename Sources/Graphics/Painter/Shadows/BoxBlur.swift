// A blur of coverage by three box blurs in a row.
//
// They are a Gaussian to within three percent (central limit), and cost the same whatever their width.

enum BoxBlur {
  /// The width of each box.
  static func box(_ sigma: Double) -> Int { max(1, roundInteger(sigma * 1.88)) }

  /// How far the blur of something reaches beyond it.
  static func reach(_ sigma: Double) -> Int { (3 * box(sigma) + 1) / 2 + 1 }

  /// Blurs a picture of one channel with 16 bits (so that three blurs lose nothing); outside is nothing.
  static func blur(_ mask: inout [UInt16], width: Int, height: Int, sigma: Double) {
    let box = box(sigma)
    for _ in 0..<3 {
      blur(&mask, count: width, lines: height, step: 1, jump: width, box: box)
      blur(&mask, count: height, lines: width, step: width, jump: 1, box: box)
    }
  }

  /// One box blur along lines of `count` elements that lie `step` apart.
  private static func blur(_ mask: inout [UInt16], count: Int, lines: Int, step: Int, jump: Int, box: Int) {
    var line = [UInt16](repeating: 0, count: count)
    let before = box / 2
    let after = box - 1 - before
    for index in 0..<lines {
      var sum = 0
      for place in 0..<count { line[place] = mask[index * jump + place * step] }
      for place in 0..<min(after, count) { sum += Int(line[place]) }
      for place in 0..<count {
        if place + after < count { sum += Int(line[place + after]) }
        mask[index * jump + place * step] = UInt16(truncatingIfNeeded: sum / box)
        if place >= before { sum -= Int(line[place - before]) }
      }
    }
  }
}
