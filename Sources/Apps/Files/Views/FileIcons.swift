// Which drawing stands for which type of file.

import FilesCore
import Graphics
import OrbToolkit

enum FileIcons {
  /// 16 px, in the current colour.
  static func symbol(_ entry: FileEntry) -> VectorIcon {
    if entry.isFolder { return Symbols.folder }
    switch FileType.of(entry).icon {
    case "text-x-generic", "x-office-document": return Symbols.text
    case "text-x-script", "text-html": return Symbols.code
    case "image-x-generic": return Symbols.image
    case "package-x-generic": return Symbols.archive
    case "application-x-executable": return Symbols.terminal
    case "drive-optical": return Symbols.disk
    default: return entry.kind == .link ? Symbols.link : Symbols.file
    }
  }

  /// 48 px, in colours.
  static func large(_ entry: FileEntry) -> VectorIcon {
    if entry.isFolder { return AppIcons.folder }
    switch FileType.of(entry).icon {
    case "image-x-generic": return AppIcons.picture
    case "application-x-executable", "text-x-script": return AppIcons.program
    default: return AppIcons.document
    }
  }
}
