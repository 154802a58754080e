// The floors of the house: which modules the files of a folder may import.

import Testing

struct FloorTests {
  private static let toolkit: Set<String> = ["ABI", "Graphics", "OrbToolkit", "Protocols", "System"]
  private static let daemon: Set<String> = [
    "ABI", "Archive", "Compression", "Protocols", "SchemeServer", "System", "*Core",
  ]

  static let house = ImportRule(floors: [
    ("Sources/Kernel/ABI", []),
    ("Sources/Kernel/Core", ["ABI"]),
    ("Sources/Kernel/Arch", ["ABI", "KernelCore", "KernelEntry"]),
    ("Sources/Kernel/Main", ["ABI", "KernelCore", "KernelArch"]),

    ("Sources/System/Protocols", []),
    ("Sources/System/Library", ["ABI", "Protocols", "SystemEntry"]),
    ("Sources/System/Library/Platform/Linux", ["ABI", "HostEntry", "Glibc", "Protocols"]),
    ("Sources/System/SchemeServer", ["ABI", "System", "SystemEntry"]),
    ("Sources/System/Archive", ["ABI"]),
    ("Sources/System/Accounts", ["ABI", "System"]),
    ("Sources/System/Compression", []),
    ("Sources/Graphics", ["Compression", "Synchronization"]),

    ("Sources/Init/Core", ["ABI"]),
    ("Sources/Shell/Core", []),
    ("Sources/Drivers/Support", ["ABI"]),
    ("Sources/Drivers/*/Core", ["ABI", "DriverSupport", "Protocols"]),
    ("Sources/FileSystem/*/Core", ["ABI", "Archive"]),
    ("Sources/Orbital/Model", ["ABI", "Graphics", "Protocols"]),
    ("Sources/Orbital/Compositor", ["ABI", "Graphics", "OrbitalModel", "Protocols"]),
    ("Sources/Services/*/Core", ["ABI", "Accounts"]),
    ("Sources/Apps/*/Core", []),

    ("Sources/Init/Daemon", daemon),
    ("Sources/Drivers/*/Daemon", daemon.union(["DriverSupport", "PCIClient"])),
    ("Sources/Drivers/PCI/Client", ["ABI", "System"]),
    ("Sources/Drivers/PCI/Daemon", daemon.union(["PCIInstructions"])),
    ("Sources/Drivers/Random/Daemon", daemon.union(["SystemEntry"])),
    ("Sources/FileSystem/*/Daemon", daemon),
    ("Sources/Orbital/Server", daemon.union(["Graphics", "OrbitalModel", "OrbitalCompositor"])),
    ("Sources/Services/*/Daemon", daemon.union(["Accounts"])),

    ("Sources/OrbToolkit/Toolkit", ["ABI", "Graphics", "System"]),
    ("Sources/OrbToolkit/Backends/Orbital", toolkit),
    ("Sources/OrbToolkit/Backends/SDL", toolkit.union(["CSDL2"])),
    ("Sources/Apps/*/Views", toolkit.union(["*Core"])),
    ("Sources/Apps/*/Program", toolkit.union(["*Core", "*App", "ToolkitOrbital", "ToolkitSDL"])),

    ("Sources/Shell/Program", ["ABI", "Glibc", "Protocols", "ShellCore", "System"]),
    (
      "Sources/Utilities",
      ["ABI", "Protocols", "RegularExpressions", "ShellCore", "System", "UtilityAlgorithms", "UtilitySupport"]
    ),
    ("Sources/Utilities/Algorithms", ["UtilitySupport"]),
    ("Sources/Utilities/Archive", ["ABI", "Archive", "Compression", "System", "UtilitySupport"]),
    ("Sources/Utilities/Extra", ["ABI", "CalculatorCore", "Protocols", "System", "UtilitySupport"]),
    ("Sources/Utilities/Users", ["ABI", "Accounts", "Protocols", "SudoCore", "System", "UtilitySupport"]),
    ("Sources/Utilities/RegularExpressions", []),
    ("Sources/Utilities/Text/Core", ["RegularExpressions"]),
    (
      "Sources/Utilities/Text/Programs",
      ["ABI", "Protocols", "RegularExpressions", "System", "TextCore", "UtilitySupport"]
    ),
    ("Sources/Utilities/Editors/Core", ["EditorCore", "RegularExpressions", "TerminalCore"]),
    ("Sources/Utilities/Editors/Program", ["ABI", "Protocols", "System", "TextEditors", "UtilitySupport"]),
  ])

  @Test func theTree() {
    let files = SourceTree.repository.swift.filter { $0.lies(in: "Sources") }
    #expect(files.contains { !ImportRule.imports(of: $0).isEmpty }, "the rule finds no imports")
    report(files.flatMap(Self.house.complaints))
  }

  private func complaints(_ path: String, _ text: String) -> [String] {
    Self.house.complaints(about: SourceFile(path, text)).map(\.description)
  }

  @Test(arguments: [
    ("Sources/Kernel/Core/Calls/A.swift", "System", "Sources/Kernel/Core"),
    ("Sources/Kernel/ABI/A.swift", "KernelCore", "Sources/Kernel/ABI"),
    ("Sources/Graphics/Text/A.swift", "OrbToolkit", "Sources/Graphics"),
    ("Sources/OrbToolkit/Toolkit/Core/A.swift", "FilesApp", "Sources/OrbToolkit/Toolkit"),
    ("Sources/Orbital/Model/A.swift", "System", "Sources/Orbital/Model"),
    ("Sources/Orbital/Compositor/A.swift", "System", "Sources/Orbital/Compositor"),
    ("Sources/Drivers/PS2/Core/A.swift", "System", "Sources/Drivers/*/Core"),
    ("Sources/Drivers/PS2/Daemon/A.swift", "SystemEntry", "Sources/Drivers/*/Daemon"),
    ("Sources/Apps/Editor/Core/A.swift", "System", "Sources/Apps/*/Core"),
    ("Sources/Apps/Editor/Views/A.swift", "ToolkitSDL", "Sources/Apps/*/Views"),
  ])
  func wayUp(path: String, module: String, folder: String) {
    let what = "imports \(module), which is not below \(folder)"
    #expect(complaints(path, "// A file.\n\nimport \(module)\n") == ["\(path):3: \(what)"])
    #expect(complaints(path, "public import struct \(module).Thing\n") == ["\(path):1: \(what)"])
    #expect(complaints(path, "#if a\n  @testable import \(module)\n#endif\n") == ["\(path):2: \(what)"])
    #expect(complaints(path, "// import \(module)\n/*\nimport \(module)\n*/\nlet a = \"import \(module)\"\n").isEmpty)
  }

  @Test func wayDown() {
    #expect(complaints("Sources/Drivers/PS2/Daemon/A.swift", "import PS2Core\nimport System\n").isEmpty)
    #expect(complaints("Sources/Drivers/Random/Daemon/A.swift", "import SystemEntry\n").isEmpty)
    #expect(complaints("Sources/Kernel/Core/A.swift", "@_exported import ABI\n").isEmpty)
  }

  @Test func everyFolderStandsOnAFloor() {
    #expect(complaints("Sources/New/A.swift", "") == ["Sources/New/A.swift:1: stands on no floor that is known"])
  }
}
