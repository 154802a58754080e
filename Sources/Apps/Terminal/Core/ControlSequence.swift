// The parameters of a CSI or DCS sequence as they were written: numbers separated by ";" and sub-parameters by ":".
// Bounded and reused from sequence to sequence, so that parsing allocates nothing.

/// One CSI sequence, or the introducer of a DCS string.
public struct ControlSequence: Sendable {
  /// The private marker ("<", "=", ">" or "?"), 0 for none.
  public internal(set) var marker: UInt8 = 0
  /// At most two intermediate bytes, the last in the low byte; 0 for none.
  public internal(set) var intermediates: UInt16 = 0
  /// The byte that names the function.
  public internal(set) var final: UInt8 = 0
  /// The numbers; an omitted one is 0.
  public internal(set) var parameters: [UInt16] = []
  /// Bit n: parameter n was introduced by ":".
  var subparameterMask: UInt64 = 0
  private var overflowed = false

  init() { parameters.reserveCapacity(Parser.Limit.parameters) }

  mutating func reset() {
    marker = 0
    intermediates = 0
    final = 0
    parameters.removeAll(keepingCapacity: true)
    subparameterMask = 0
    overflowed = false
  }

  /// Takes a digit, ";" or ":".
  mutating func take(_ byte: UInt8) {
    if overflowed { return }
    if parameters.isEmpty { parameters.append(0) }
    if byte == 0x3B || byte == 0x3A {
      if parameters.count == Parser.Limit.parameters {
        overflowed = true
        return
      }
      if byte == 0x3A { subparameterMask |= 1 << UInt64(parameters.count) }
      parameters.append(0)
      return
    }
    let last = parameters.count - 1
    let value = UInt32(parameters[last]) * 10 + UInt32(byte & 0x0F)
    parameters[last] = UInt16(truncatingIfNeeded: min(value, UInt32(UInt16.max)))
  }

  mutating func take(intermediate: UInt8) { intermediates = intermediates << 8 | UInt16(intermediate) }

  /// Parameter `index`, or 0 if it is missing.
  public func parameter(_ index: Int) -> Int { index < parameters.count ? Int(parameters[index]) : 0 }

  /// Parameter `index`, where a missing or zero one means `standard`.
  public func parameter(_ index: Int, or standard: Int) -> Int {
    let value = parameter(index)
    return value == 0 ? standard : value
  }

  /// Whether parameter `index` is a sub-parameter of the one before it.
  public func isSubparameter(_ index: Int) -> Bool {
    index < parameters.count && subparameterMask >> UInt64(index) & 1 == 1
  }
}
