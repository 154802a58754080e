// The manifest that the image carries is valid, and says what the design promises.

import ABI
import Foundation
import InitCore
import Testing

struct ShippedManifestTests {
  static let manifest: Manifest? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try? String(contentsOf: root.appendingPathComponent("assets/services"), encoding: .utf8)
    return text.flatMap { try? Manifest(parsing: $0) }
  }()

  @Test func isValid() throws { _ = try #require(Self.manifest) }

  @Test func onlyDriversHoldHardware() throws {
    for service in try #require(Self.manifest).services where !service.grants.isEmpty {
      #expect(service.program.hasPrefix("initfs:"), "\(service.name) holds hardware")
      #expect(service.user == 0)
    }
  }

  @Test func theDesktopRunsAsTheUserWithoutDriverSchemes() throws {
    for name in ["launcher", "welcome"] {
      let service = try #require(Self.manifest?.service(named: name))
      #expect(service.user == 1000)
      for scheme in ["irq", "display", "input", "acpi"] { #expect(!service.schemes.contains(scheme)) }
    }
  }

  /// Their end costs nobody anything. (ramfs has the files, and ptyd's end is the end of every shell.)
  @Test func whoServesAnythingMayNotHang() throws {
    for service in try #require(Self.manifest).services
    where !service.provides.isEmpty && !["ramfs", "ptyd"].contains(service.name) {
      #expect(service.hang > 0, "\(service.name) may hang")
    }
    for service in try #require(Self.manifest).services where service.priority == .interrupt {
      #expect(service.hang > 0, "\(service.name) may hang")
    }
  }

  /// A fault may also let a service leave its loop and end as if nothing had happened.
  @Test func whoServesAnythingComesBackHoweverItEnded() throws {
    for service in try #require(Self.manifest).services where !service.provides.isEmpty {
      #expect(service.restart == .always, "\(service.name) stays away after an orderly end")
    }
  }
}
