// The settings file: read with care, changed without losing what others wrote.

import LauncherCore
import Testing

private func settings(_ text: String) -> DesktopSettings { DesktopSettings(text: Array(text.utf8)) }

@Test(
  arguments: [
    ("", nil), ("theme = dark\n", true), ("theme=light", false), ("  theme\t=  dark \r\n", true),
    ("theme = blue\n", nil),
    ("themes = dark\n", nil), ("theme\n", nil), ("theme = dark\ntheme = light\n", false), ("= dark\n=\n\n", nil),
  ] as [(String, Bool?)])
func themeIsRead(text: String, isDark: Bool?) {
  #expect(settings(text).isDark == isDark)
}

@Test func changesKeepTheOtherLines() {
  var changed = settings("# mine\ntheme = light\nsound = off\ntheme = light\nodd line")
  changed.isDark = true
  #expect(String(decoding: changed.text, as: UTF8.self) == "# mine\ntheme = dark\nsound = off\nodd line\n")
  changed.isDark = nil
  #expect(String(decoding: changed.text, as: UTF8.self) == "# mine\nsound = off\nodd line\n")
  var fresh = DesktopSettings()
  fresh.isDark = false
  #expect(String(decoding: fresh.text, as: UTF8.self) == "theme = light\n")
}

@Test func anyBytesAreASettingsFile() {
  let noise = (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
  var odd = DesktopSettings(text: noise)
  odd.isDark = true
  #expect(odd.isDark == true)
}
