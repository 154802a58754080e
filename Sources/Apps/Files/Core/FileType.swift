// What a file is, by its name: a word for people, an icon, and the apps that open it. A table, because the system has
// no better knowledge without reading the file.

/// The type of a file.
public struct FileType: Equatable, Sendable {
  /// A word for people ("PNG image").
  public let name: String
  /// The icon's name, after the freedesktop naming.
  public let icon: String
  /// Identifiers of apps that open it, the preferred one first.
  public let apps: [String]

  public static let folder = FileType(name: "Folder", icon: "folder", apps: ["files"])
  public static let unknown = FileType(name: "File", icon: "text-x-generic", apps: ["editor"])
  private static let program = FileType(name: "Program", icon: "application-x-executable", apps: ["terminal"])
  private static let text = FileType(name: "Text", icon: "text-x-generic", apps: ["editor"])
  private static let markdown = FileType(name: "Markdown text", icon: "text-x-generic", apps: ["editor"])
  private static let script = FileType(name: "Script", icon: "text-x-script", apps: ["editor", "terminal"])
  private static let code = FileType(name: "Source code", icon: "text-x-script", apps: ["editor"])
  private static let settings = FileType(name: "Settings", icon: "text-x-generic", apps: ["editor"])
  private static let page = FileType(name: "Web page", icon: "text-html", apps: ["editor"])
  private static let image = FileType(name: "Image", icon: "image-x-generic", apps: ["viewer"])
  private static let audio = FileType(name: "Audio", icon: "audio-x-generic", apps: [])
  private static let video = FileType(name: "Video", icon: "video-x-generic", apps: [])
  private static let archive = FileType(name: "Archive", icon: "package-x-generic", apps: [])
  private static let font = FileType(name: "Font", icon: "font-x-generic", apps: [])
  private static let document = FileType(name: "Document", icon: "x-office-document", apps: [])
  private static let diskImage = FileType(name: "Disk image", icon: "drive-optical", apps: [])

  /// The type of an entry.
  public static func of(_ entry: FileEntry) -> FileType {
    if entry.isFolder { return .folder }
    return of(entry.name)
  }

  /// The type by the name alone.
  public static func of(_ name: FileName) -> FileType {
    switch String(decoding: name.pathExtension, as: UTF8.self) {
    case "txt", "log", "text", "csv", "tsv": text
    case "md", "markdown": markdown
    case "sh", "bash", "py", "pl", "rb", "lua", "fish": script
    case "swift", "c", "h", "cpp", "hpp", "cc", "rs", "go", "s", "asm", "java", "js", "ts", "zig": code
    case "json", "toml", "yaml", "yml", "ini", "conf", "cfg", "xml", "plist", "manifest": settings
    case "html", "htm", "css": page
    case "png", "jpg", "jpeg", "gif", "bmp", "webp", "svg", "qoi", "ppm": image
    case "mp3", "ogg", "opus", "flac", "wav", "m4a": audio
    case "mp4", "mkv", "webm", "avi", "mov": video
    case "zip", "tar", "gz", "tar.gz", "tgz", "xz", "tar.xz", "zst", "tar.zst", "bz2", "tar.bz2", "7z": archive
    case "ttf", "otf", "woff", "woff2", "pcf": font
    case "pdf", "odt", "ods", "odp", "doc", "docx": document
    case "iso", "img", "qcow2": diskImage
    case "elf", "exe", "bin": program
    default: unknown
    }
  }
}
