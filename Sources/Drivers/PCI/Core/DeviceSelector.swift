// How the manifest names the device that a driver is for: the part of `pci:claim/…` behind the slash.

/// A device by what it is, or by where it is.
public enum DeviceSelector: Equatable, Sendable {
  /// "1234:11e8"
  case product(vendor: UInt16, device: UInt16)
  /// "class/0c03" or "class/0c0330": base class, subclass and perhaps the programming interface.
  case classCode(UInt32, digits: Int)
  /// "00:1f.2"
  case address(FunctionAddress)

  /// Nil where the text is none of them.
  public init?(_ text: [UInt8]) {
    let word = Array("class/".utf8)
    if text.starts(with: word) {
      let digits = text.dropFirst(word.count)
      guard digits.count == 4 || digits.count == 6, let code = Hexadecimal.parse(digits) else { return nil }
      self = .classCode(UInt32(code), digits: digits.count)
    } else if let address = FunctionAddress(text) {
      self = .address(address)
    } else {
      guard text.count == 9, text[4] == 0x3A, let vendor = Hexadecimal.parse(text[0..<4]),
        let device = Hexadecimal.parse(text[5..<9])
      else { return nil }
      self = .product(vendor: UInt16(vendor), device: UInt16(device))
    }
  }

  public func matches(_ function: PCIFunction) -> Bool {
    switch self {
    case .product(let vendor, let device): function.vendor == vendor && function.device == device
    case .classCode(let code, let digits): function.classCode >> (digits == 4 ? 8 : 0) == code
    case .address(let address): function.address == address
    }
  }
}
