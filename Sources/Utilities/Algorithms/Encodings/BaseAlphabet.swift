// The alphabets of `base32`, `base64` and `basenc`.
//
// Specification: RFC 4648; for Z85: ZeroMQ RFC 32.

public import UtilitySupport

/// How bytes are written as text.
public enum BaseAlphabet: CaseIterable, Sendable {
  case base64, base64url, base32, base32hex, base16, base2msbf, base2lsbf, z85

  /// The digits by their value.
  var digits: Bytes {
    switch self {
    case .base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".bytes
    case .base64url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".bytes
    case .base32: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".bytes
    case .base32hex: "0123456789ABCDEFGHIJKLMNOPQRSTUV".bytes
    case .base16: "0123456789ABCDEF".bytes
    case .base2msbf, .base2lsbf: "01".bytes
    case .z85:
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".bytes
    }
  }

  /// Bytes that are written together.
  public var groupBytes: Int {
    switch self {
    case .base64, .base64url: 3
    case .base32, .base32hex: 5
    case .base16, .base2msbf, .base2lsbf: 1
    case .z85: 4
    }
  }

  /// Digits that such a group becomes.
  public var groupDigits: Int {
    switch self {
    case .base64, .base64url: 4
    case .base32, .base32hex, .base2msbf, .base2lsbf: 8
    case .base16: 2
    case .z85: 5
    }
  }

  /// Bits a digit; Z85 has no whole number of them.
  var bits: Int {
    switch self {
    case .base64, .base64url: 6
    case .base32, .base32hex: 5
    case .base16: 4
    case .base2msbf, .base2lsbf: 1
    case .z85: 0
    }
  }

  /// Whether a last group that is not full is filled up with `=`.
  var isPadded: Bool { bits > 4 }
}
