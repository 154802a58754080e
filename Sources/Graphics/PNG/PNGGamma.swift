// The gAMA chunk: samples that are to become brightness in another way than the screen's.
//
// The screen's exponent is taken as 2.2, as libpng does; a difference of less than 5 % is not worth it. The chunk's
// number is 100,000 times the encoding exponent. Spec: PNG (third edition) sections 11.3.2.2 and 13.13.

/// Turns samples of a file into those of the screen.
struct PNGGamma: Equatable {
  static let standard = PNGGamma(number: 0)
  private static let screen = 220_000.0
  private static let scale = 100_000.0

  /// Samples, as 0...1, are raised to this; 1: they are right as they are.
  private let exponent: Double

  /// - Parameter number: as the chunk has it; 0 says nothing.
  init(number: Int) {
    let exponent = number > 0 ? Self.scale / Double(number) * (Self.scale / Self.screen) : 1
    self.exponent = (0.95...1.05).contains(exponent) ? 1 : exponent
  }

  /// For each sample of 8 bits the screen's; empty: the same.
  var curve: [UInt8] { curve(largest: 255) }

  /// The same for samples of 16 bits.
  var deepCurve: [UInt8] { curve(largest: 65_535) }

  private func curve(largest: Int) -> [UInt8] {
    guard exponent != 1 else { return [] }
    return (0...largest).map { sample in
      Color.byte(255 * Mathematics.power(Double(sample) / Double(largest), exponent))
    }
  }
}
