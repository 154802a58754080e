// Heights of a font: `hhea`, or the typographic values of `OS/2` where the file asks for them, in font units.

struct VerticalMetrics {
  var ascender: Double
  var descender: Double
  var lineGap: Double
  var xHeight: Double
  var capHeight: Double
  var weightClass: Int

  init(hhea: FontTable, os2: FontTable) {
    ascender = Double(hhea.signed16(4) ?? 0)
    descender = -Double(hhea.signed16(6) ?? 0)
    lineGap = Double(hhea.signed16(8) ?? 0)
    let version = os2.unsigned16(0) ?? 0
    // USE_TYPO_METRICS, or nothing of use in hhea.
    if (os2.unsigned16(62) ?? 0) & 0x80 != 0 || ascender + descender <= 0, let typographic = os2.signed16(68) {
      ascender = Double(typographic)
      descender = -Double(os2.signed16(70) ?? 0)
      lineGap = Double(os2.signed16(72) ?? 0)
    }
    xHeight = version >= 2 ? Double(os2.signed16(86) ?? 0) : 0
    capHeight = version >= 2 ? Double(os2.signed16(88) ?? 0) : 0
    weightClass = os2.unsigned16(4) ?? 400
  }
}
