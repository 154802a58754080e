// lspci: what is on the PCI bus.

import ABI
import System
import UtilitySupport

/// What the class codes of PCs' devices mean (PCI Code and ID Assignment Specification 1.11): class and subclass.
private let kinds: [(code: UInt64, name: String)] = [
  (0x0100, "SCSI controller"), (0x0101, "IDE controller"), (0x0106, "SATA controller"), (0x0107, "SAS controller"),
  (0x0108, "NVMe controller"), (0x0200, "Ethernet controller"), (0x0280, "Network controller"),
  (0x0300, "VGA controller"), (0x0302, "3D controller"), (0x0380, "Display controller"),
  (0x0400, "Video device"), (0x0401, "Audio device"), (0x0403, "HD audio controller"), (0x0500, "RAM"),
  (0x0600, "Host bridge"), (0x0601, "ISA bridge"), (0x0604, "PCI bridge"), (0x0680, "Bridge"),
  (0x0700, "Serial controller"), (0x0780, "Communication controller"), (0x0805, "SD host controller"),
  (0x0806, "IOMMU"), (0x0880, "System peripheral"), (0x0C03, "USB controller"), (0x0C05, "SMBus"),
  (0x1180, "Signal processor"),
]

let lspciProgram = Utility(
  "lspci", "[-n]", "Show the devices on the PCI bus.", [OptionDescription("-n", "classes as numbers")]
) { tool in
  do throws(Errno) {
    let text = try FileSystem.readFile("pci:", limit: 1 << 20)
    for line in text.split(separator: 0x0A) {
      let fields = line.split(separator: 0x09).map { Bytes($0) }
      guard fields.count == 6 else { continue }
      let code = fields[2].text
      let name = kinds.first { hexadecimal($0.code).elementsEqual(fields[2].prefix(4)) }?.name
      let kind = tool.has("n") ? code : name ?? "Class \(code)"
      var shown = "\(fields[0].text) \(kind): \(fields[1].text) (rev \(fields[3].text))"
      if !fields[4].elementsEqual("-".utf8) { shown += " irq \(fields[4].text)" }
      if !fields[5].elementsEqual("-".utf8) { shown += " [\(fields[5].text)]" }
      tool.output.write(shown + "\n")
    }
    return 0
  } catch {
    tool.report("pci:", error)
    return 1
  }
}

/// Four digits.
private func hexadecimal(_ code: UInt64) -> Bytes {
  let digits = Array("0123456789abcdef".utf8)
  return (0..<4).reversed().map { digits[Int(code >> UInt64($0 * 4) & 15)] }
}
