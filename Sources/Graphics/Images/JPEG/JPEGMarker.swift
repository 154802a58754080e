// The markers of a JPEG file: the second byte behind 0xff. Spec: T.81 table B.1.

enum JPEGMarker {
  static let baseline = 0xc0
  static let extended = 0xc1
  static let progressive = 0xc2
  static let huffmanTables = 0xc4
  static let firstRestart = 0xd0
  static let start = 0xd8
  static let end = 0xd9
  static let scan = 0xda
  static let quantization = 0xdb
  static let numberOfLines = 0xdc
  static let restartInterval = 0xdd
  static let exif = 0xe1
  static let adobe = 0xee
  static let jfif = 0xe0

  /// Whether nothing but the marker itself is there: no length and no content.
  static func isAlone(_ marker: Int) -> Bool { marker == 0x01 || (0xd0...0xd8).contains(marker) }

  /// Why a frame with this marker is not read; nil when it is, or when this starts no frame.
  static func refusal(_ marker: Int) -> ImageFeature? {
    switch marker {
    case 0xc3: .jpegLossless
    case 0xc5...0xc7: .jpegHierarchical
    case 0xc9...0xcf: .jpegArithmetic
    case 0xde: .jpegHierarchical
    case numberOfLines: .jpegLayout
    default: nil
    }
  }
}
