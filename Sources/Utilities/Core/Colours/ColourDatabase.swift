// The list of colours that dircolors has built in: the colours that people know from other systems.

import UtilitySupport

/// The list, in the form that dircolors reads.
enum ColourDatabase {
  static var text: Bytes {
    var lines = [
      "# The colours of ls: KIND COLOUR, .ENDING COLOUR or *ENDING COLOUR. Lines behind TERM or COLORTERM count",
      "# for terminals that fit one of the patterns. Colours: 01 bold, 04 underlined, 07 reversed; letters 30 black,",
      "# 31 red, 32 green, 33 yellow, 34 blue, 35 magenta, 36 cyan, 37 white; grounds 40 to 47 likewise.",
      "COLORTERM ?*",
    ]
    lines += words(terminals).map { "TERM \($0)" }
    lines += kinds.map { "\($0.0) \($0.1)" }
    for (title, colour, names) in endings {
      lines.append("# \(title)")
      lines += words(names).map { "\($0.utf8.first == UInt8(ascii: "*") ? $0 : "." + $0) \(colour)" }
    }
    return lines.flatMap { $0.bytes + [0x0a] }
  }

  private static func words(_ text: String) -> [String] { text.bytes.split(separator: 0x20).map { Bytes($0).text } }

  private static let terminals =
    "Eterm ansi *color* con[0-9]*x[0-9]* cons25 console cygwin *direct* dtterm gnome hurd jfbterm konsole kterm linux "
    + "linux-c mlterm putty rxvt* screen* st terminator tmux* vt100 xterm*"

  private static let kinds = [
    ("RESET", "0"), ("DIR", "01;34"), ("LINK", "01;36"), ("MULTIHARDLINK", "00"), ("FIFO", "40;33"),
    ("SOCK", "01;35"), ("DOOR", "01;35"), ("BLK", "40;33;01"), ("CHR", "40;33;01"), ("ORPHAN", "40;31;01"),
    ("MISSING", "00"), ("SETUID", "37;41"), ("SETGID", "30;43"), ("CAPABILITY", "00"),
    ("STICKY_OTHER_WRITABLE", "30;42"), ("OTHER_WRITABLE", "34;42"), ("STICKY", "37;44"), ("EXEC", "01;32"),
  ]

  private static let endings = [
    (
      "Archives", "01;31",
      "tar tgz arc arj taz lha lz4 lzh lzma tlz txz tzo t7z zip z dz gz lrz lz lzo xz zst tzst bz2 bz tbz tbz2 tz deb "
        + "rpm jar war ear sar rar alz ace zoo cpio 7z rz cab wim swm dwm esd"
    ),
    (
      "Pictures and films", "01;35",
      "avif jpg jpeg mjpg mjpeg gif bmp pbm pgm ppm tga xbm xpm tif tiff png svg svgz mng pcx mov mpg mpeg m2v mkv "
        + "webm webp ogm mp4 m4v mp4v vob qt nuv wmv asf rm rmvb flc avi fli flv gl dl xcf xwd yuv cgm emf ogv ogx"
    ),
    ("Sounds", "00;36", "aac au flac m4a mid midi mka mp3 mpc ogg ra wav oga opus spx xspf"),
    (
      "Copies that were kept", "00;90",
      "*~ *# bak old orig part rej swp tmp dpkg-dist dpkg-old ucf-dist ucf-new ucf-old rpmnew rpmorig rpmsave"
    ),
  ]
}
