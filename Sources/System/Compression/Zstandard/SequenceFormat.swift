// The numbers of Zstandard's sequences: what the codes of lengths stand for, and the codes that need no description.
//
// Spec: RFC 8878 sections 3.1.1.3.2.1.1 and 3.1.1.3.2.2.

/// Constants of RFC 8878.
enum SequenceFormat {
  /// The largest tables of literal lengths, offsets and match lengths, as powers of two.
  static let literalLog = 9
  static let offsetLog = 8
  static let matchLog = 9

  static let literalSymbols = 36
  static let offsetSymbols = 32
  static let matchSymbols = 53

  static let literalBase: [Int] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1_024,
    2_048, 4_096, 8_192, 16_384, 32_768, 65_536,
  ]
  static let literalExtra: [Int] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
  ]
  static let matchBase: [Int] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33,
    34, 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1_027, 2_051, 4_099, 8_195, 16_387, 32_771, 65_539,
  ]
  static let matchExtra: [Int] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3,
    3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
  ]

  /// The predefined codes, in parts of 64, 32 and 64.
  static let literalDefault: [Int] = [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
  ]
  static let literalDefaultLog = 6
  static let offsetDefault: [Int] = [
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
  ]
  static let offsetDefaultLog = 5
  static let matchDefault: [Int] = [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ]
  static let matchDefaultLog = 6
}
