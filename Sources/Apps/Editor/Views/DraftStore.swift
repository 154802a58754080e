// Text that was not saved, kept in a folder so that a crash or a power cut does not take it: one file a text, the first
// line its path (empty for none), the rest the text.

import ABI
import System

/// A folder of drafts.
public final class DraftStore {
  /// An unsaved text.
  public struct Draft {
    public var path: String?
    public var text: [UInt8]

    public init(path: String?, text: [UInt8]) {
      self.path = path
      self.text = text
    }
  }

  /// Texts that are kept; a text that is larger than `sizeLimit` is not.
  private static let countLimit = 20
  private static let sizeLimit = 8 << 20
  private let folder: String

  public init(folder: String) { self.folder = folder }

  /// The user's own folder of drafts.
  public static var standard: DraftStore { DraftStore(folder: (Environment["HOME"] ?? "/tmp") + "/.editor-drafts") }

  private func path(_ index: Int) -> String { "\(folder)/draft-\(index)" }

  /// Replaces all drafts. A failure is silent: this is the second line of defence, and there is nobody to tell.
  public func store(_ drafts: [Draft]) {
    let kept = drafts.filter { $0.text.count <= DraftStore.sizeLimit }.prefix(DraftStore.countLimit)
    if !kept.isEmpty && !FileSystem.exists(folder) { try? FileSystem.makeDirectory(folder, mode: 0o700) }
    for (index, draft) in kept.enumerated() {
      try? FileSystem.writeFile(path(index), Array((draft.path ?? "").utf8) + [0x0A] + draft.text, mode: 0o600)
    }
    for index in kept.count..<DraftStore.countLimit where FileSystem.exists(path(index)) {
      try? FileSystem.unlink(path(index))
    }
  }

  /// All drafts.
  public func load() -> [Draft] {
    var result: [Draft] = []
    for index in 0..<DraftStore.countLimit {
      guard let bytes = try? FileSystem.readFile(path(index), limit: DraftStore.sizeLimit + 4096),
        let end = bytes.firstIndex(of: 0x0A)
      else { continue }
      let path = end == 0 ? nil : String(decoding: bytes[..<end], as: UTF8.self)
      result.append(Draft(path: path, text: Array(bytes[(end + 1)...])))
    }
    return result
  }
}
