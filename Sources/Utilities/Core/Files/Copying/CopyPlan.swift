// What a call of `cp` or `mv` asks for.

import System
import UtilityAlgorithms
import UtilitySupport

/// The options of cp and mv.
struct CopyPlan {
  enum Holes {
    case never, auto, always
  }

  let isMove: Bool
  private(set) var isRecursive: Bool
  private(set) var keepsMode: Bool
  private(set) var keepsOwner: Bool
  private(set) var keepsTimes: Bool
  private(set) var keepsHardLinks: Bool
  /// Whether new files have the default permissions, not those of the source.
  private(set) var dropsMode = false
  private(set) var holes = Holes.auto
  let backups: BackupNames?

  private static let attributes = ["mode", "timestamps", "ownership", "links", "context", "xattr", "all"]

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    isMove = tool.name.isSame(as: "mv")
    let isArchive = isMove || tool.has("a")
    isRecursive = isArchive || tool.has("r") || tool.has("R")
    let keeps = isArchive || tool.has("p")
    (keepsMode, keepsOwner, keepsTimes) = (keeps, keeps, keeps)
    keepsHardLinks = isArchive || tool.has("d")
    guard let backups = BackupNames.read(tool) else { return nil }
    self.backups = backups
    if backups != nil, tool.options.last(of: ["f", "i", "n"]).map({ $0.isSame(as: "n") }) ?? false {
      _ = tool.usageError("options --backup and --no-clobber are mutually exclusive")
      return nil
    }
    for (key, value) in tool.options.all(of: ["preserve", "no-preserve"]) {
      let keeps = key.isSame(as: "preserve")
      if value == nil { (keepsMode, keepsOwner, keepsTimes) = (true, true, true) }
      for word in value?.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) ?? [] {
        guard let name = tool.choice(Bytes(word), of: Self.attributes, "--\(key)") else { return nil }
        set(name.bytes, keeps)
      }
    }
    if let word = tool.options.value("sparse") {
      guard let name = tool.choice(word, of: ["never", "auto", "always"], "--sparse") else { return nil }
      holes = name.isSame(as: "never") ? .never : name.isSame(as: "auto") ? .auto : .always
    }
    if let word = tool.options.value("reflink") {
      guard tool.choice(word, of: ["auto", "always", "never"], "--reflink") != nil else { return nil }
    }
    if tool.has("l"), tool.has("s") {
      _ = tool.usageError("cannot make both hard and symbolic links")
      return nil
    }
  }

  private mutating func set(_ name: Bytes, _ keeps: Bool) {
    switch name {
    case "mode": (keepsMode, dropsMode) = (keeps, !keeps)
    case "timestamps": keepsTimes = keeps
    case "ownership": keepsOwner = keeps
    case "links": keepsHardLinks = keeps
    case "all":
      (keepsMode, dropsMode) = (keeps, !keeps)
      (keepsTimes, keepsOwner, keepsHardLinks) = (keeps, keeps, keeps)
    default: break
    }
  }
}
