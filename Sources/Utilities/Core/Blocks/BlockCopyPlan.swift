// What the operands of `dd` ask for.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// The operands of dd.
struct BlockCopyPlan {
  /// What is reported.
  enum Report {
    case all, noTransfer, none, progress
  }

  /// A number of blocks, or of bytes.
  struct Amount {
    var number: Int
    var isBytes = false

    /// Bytes, of blocks of this size.
    func bytes(_ block: Int) -> Int {
      let (value, overflow) = number.multipliedReportingOverflow(by: isBytes ? 1 : block)
      return overflow ? .max : value
    }
  }

  private(set) var input: String?
  private(set) var output: String?
  private(set) var inputBlock = 512
  private(set) var outputBlock = 512
  private(set) var recordLength = 0
  private(set) var count: Amount?
  private(set) var skip = Amount(number: 0)
  private(set) var seek = Amount(number: 0)
  private(set) var conversions: [String] = []
  private(set) var inputFlags: [String] = []
  private(set) var outputFlags: [String] = []
  private(set) var report = Report.all
  /// Blocks go out as they come in.
  private(set) var hasOneSize = false

  private static let conversionNames = [
    "ascii", "ebcdic", "ibm", "block", "unblock", "lcase", "ucase", "sparse", "swab", "sync", "excl", "nocreat",
    "notrunc", "noerror", "fdatasync", "fsync",
  ]
  private static let flagNames = [
    "append", "binary", "cio", "direct", "directory", "dsync", "noatime", "nocache", "noctty", "nofollow", "nolinks",
    "nonblock", "sync", "text", "fullblock", "count_bytes", "skip_bytes", "seek_bytes",
  ]
  /// The largest block: two of them have to fit into the memory.
  private static let largestBlock = 1 << 30

  /// Nil when an operand is wrong; the message has been written.
  init?(_ tool: Tool) {
    for operand in tool.operands {
      let parts = operand.bytes.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, take(tool, Bytes(parts[0]), Bytes(parts[1]), operand) else {
        if parts.count < 2 { _ = tool.usageError("unrecognized operand \(quoted(operand))") }
        return nil
      }
    }
    guard isConsistent(tool) else { return nil }
    if recordLength == 0 { conversions.removeAll { $0.isSame(as: "block") || $0.isSame(as: "unblock") } }
    if inputFlags.contains(where: { $0.isSame(as: "count_bytes") }) { count?.isBytes = true }
    if inputFlags.contains(where: { $0.isSame(as: "skip_bytes") }) { skip.isBytes = true }
    if outputFlags.contains(where: { $0.isSame(as: "seek_bytes") }) { seek.isBytes = true }
  }

  func has(_ conversion: String) -> Bool { conversions.contains { $0.isSame(as: conversion) } }

  private mutating func take(_ tool: Tool, _ name: Bytes, _ value: Bytes, _ operand: String) -> Bool {
    switch name {
    case "if": input = value.text
    case "of": output = value.text
    case "conv":
      guard let found = names(tool, value, Self.conversionNames, "conversion") else { return false }
      conversions += found
    case "iflag":
      guard let found = names(tool, value, Self.flagNames, "input flag") else { return false }
      inputFlags += found
    case "oflag":
      guard let found = names(tool, value, Self.flagNames, "output flag") else { return false }
      outputFlags += found
    case "status":
      switch value {
      case "none": report = .none
      case "noxfer": report = .noTransfer
      case "progress": report = .progress
      default:
        _ = tool.usageError("invalid status level: \(quoted(value))")
        return false
      }
    case "bs", "ibs", "obs", "cbs": return takeBlock(tool, name, value)
    case "count", "skip", "iseek", "seek", "oseek":
      guard let number = number(tool, value, least: 0) else { return false }
      let amount = Amount(number: number, isBytes: value.last == UInt8(ascii: "B") && !endsWithUnit(value))
      switch name {
      case "count": count = amount
      case "skip", "iseek": skip = amount
      default: seek = amount
      }
    default:
      _ = tool.usageError("unrecognized operand \(quoted(operand))")
      return false
    }
    return true
  }

  private mutating func takeBlock(_ tool: Tool, _ name: Bytes, _ value: Bytes) -> Bool {
    guard let number = number(tool, value, least: 1) else { return false }
    guard number <= Self.largestBlock else {
      tool.report("memory exhausted by input buffer of size \(number) bytes")
      return false
    }
    switch name {
    case "bs": (inputBlock, outputBlock, hasOneSize) = (number, number, true)
    case "ibs": inputBlock = hasOneSize ? inputBlock : number
    case "obs": outputBlock = hasOneSize ? outputBlock : number
    default: recordLength = number
    }
    return true
  }

  /// The names of a list, or nil when one is wrong.
  private func names(_ tool: Tool, _ value: Bytes, _ known: [String], _ what: String) -> [String]? {
    var found: [String] = []
    for word in value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard let name = known.first(where: { $0.utf8.elementsEqual(word) }) else {
        _ = tool.usageError("invalid \(what): \(quoted(Bytes(word)))")
        return nil
      }
      found.append(name)
    }
    return found
  }

  private func isConsistent(_ tool: Tool) -> Bool {
    for (group, text) in [
      (["ascii", "ebcdic", "ibm"], "any two of {ascii,ebcdic,ibm}"), (["block", "unblock"], "block and unblock"),
      (["lcase", "ucase"], "lcase and ucase"), (["excl", "nocreat"], "excl and nocreat"),
    ] where group.count(where: has) > 1 {
      tool.report("cannot combine \(text)")
      return false
    }
    return true
  }

  // MARK: Numbers

  /// Whether a `B` at the end belongs to a unit such as `kB`.
  private func endsWithUnit(_ text: Bytes) -> Bool {
    text.count > 1 && "kKMGTPEZY".utf8.contains(text[text.count - 2])
  }

  /// A number with units and products; reported when it is none.
  private func number(_ tool: Tool, _ text: Bytes, least: Int) -> Int? {
    var product = 1
    var isTooLarge = false
    for part in text.split(separator: UInt8(ascii: "x"), omittingEmptySubsequences: false) {
      guard let (value, fits) = Self.factor(part) else {
        tool.report("invalid number: \(quoted(text))")
        return nil
      }
      if value == 0, part.elementsEqual("0".utf8), text.contains(UInt8(ascii: "x")) {
        tool.report("warning: '0x' is a zero multiplier; use '00x' if that is intended")
      }
      let (scaled, overflow) = product.multipliedReportingOverflow(by: value)
      isTooLarge = isTooLarge || overflow || !fits
      product = scaled
    }
    if isTooLarge {
      tool.report("invalid number: \(quoted(text)): Value too large for defined data type")
      return nil
    }
    if product < least {
      tool.report("invalid number: \(quoted(text))")
      return nil
    }
    return product
  }

  /// Digits and a unit; whether they fit.
  private static func factor(_ text: ArraySlice<UInt8>) -> (value: Int, fits: Bool)? {
    let digits = text.prefix(while: Character8.isDigit)
    guard !digits.isEmpty else { return nil }
    let unit = Bytes(text.dropFirst(digits.count))
    var factor = 1
    var power = 0
    switch unit {
    case "", "c", "B": break
    case "w": factor = 2
    case "b": factor = 512
    default:
      guard let letter = unit.first, let index = "KMGTPE".bytes.firstIndex(of: letter == 0x6b ? 0x4b : letter)
      else {
        return nil
      }
      let rest = Bytes(unit.dropFirst())
      guard rest.isEmpty || rest.elementsEqual("B".utf8) || rest.elementsEqual("iB".utf8) else { return nil }
      factor = rest.elementsEqual("B".utf8) ? 1000 : 1024
      power = index
    }
    guard var value = digits.decimal else { return (0, false) }
    for _ in 0...power {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: factor)
      if overflow { return (0, false) }
      value = scaled
    }
    return (value, true)
  }
}
