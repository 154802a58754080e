// The keyboard layouts: United States, United Kingdom, Germany, France.
//
// Rows from top to bottom: 13 keys (` to =), 12 (Q to ]), 12 (A to the key at Enter), 11 (the key at left Shift to /).

/// A layout as it is written down.
struct Layout {
  var name: String
  var plain: String
  var shift: String
  var altGraph = ""
  var shiftAltGraph = ""
}

extension Keymap {
  static let us = Layout(
    name: "us",
    plain: #"`1234567890-="# + "qwertyuiop[]" + #"asdfghjkl;'\"# + #"\zxcvbnm,./"#,
    shift: "~!@#$%^&*()_+" + "QWERTYUIOP{}" + #"ASDFGHJKL:"|"# + "|ZXCVBNM<>?")

  static let gb = Layout(
    name: "gb",
    plain: "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'#" + #"\zxcvbnm,./"#,
    shift: #"¬!"£$%^&*()_+"# + "QWERTYUIOP{}" + "ASDFGHJKL:@~" + "|ZXCVBNM<>?",
    altGraph: "¦   €        " + "  é   úíó   " + "á           " + "           ",
    shiftAltGraph: "             " + "  É   ÚÍÓ   " + "Á           " + "           ")

  static let de = Layout(
    name: "de",
    plain: "\u{302}1234567890ß\u{301}" + "qwertzuiopü+" + "asdfghjklöä#" + "<yxcvbnm,.-",
    shift: "°!\"§$%&/()=?\u{300}" + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + ">YXCVBNM;:_",
    altGraph: #"  ²³   {[]}\ "# + "@ €        ~" + "            " + "|      µ   ",
    shiftAltGraph: "           ẞ ")

  static let fr = Layout(
    name: "fr",
    plain: #"²&é"'(-è_çà)="# + "azertyuiop\u{302}$" + "qsdfghjklmù*" + "<wxcvbn,;:!",
    shift: " 1234567890°+" + "AZERTYUIOP\u{308}£" + "QSDFGHJKLM%µ" + ">WXCVBN?./§",
    altGraph: "  \u{303}#{[|\u{300}\\^@]}" + "  €        ¤" + "            " + "           ")
}
