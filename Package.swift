// swift-tools-version: 6.2
// The one package of Apus: kernel, drivers, window system, toolkit and apps, for the host and for the OS.
//
// Two graphs come out of it. On the host (`swift test`, `make preview`) every core is built and tested as ordinary
// Swift. With APUS=kernel or APUS=programs in the environment the same sources are built as Embedded Swift for the
// bare machine: the kernel with its own flags (no vector registers), the programs with theirs.
// Rule of the house: a target depends only on targets that stand above it in this file's list of floors.

import PackageDescription

enum World { case host, kernel, programs }
let world: World =
  switch Context.environment["APUS"] {
  case "kernel": .kernel
  case "programs": .programs
  default: .host
  }

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatWarning("StrictMemorySafety", as: .error),
  ] + (world == .host ? [] : [.enableExperimentalFeature("Volatile")])

var targets: [Target] = []
var products: [Product] = []

/// A module without I/O (or a library of the system), built in every world that needs it.
/// - Parameter hot: its inner loops are optimised in the host's debug builds, too: tests would draw desktops for
///   minutes. (Never a different level for single modules of the programs: Embedded Swift emits one function in several
///   modules, and the linker keeps one of them; constants that were outlined at another level do not fit it.)
@MainActor func module(
  _ name: String, _ path: String, _ dependencies: [String] = [], exclude: [String] = [], hot: Bool = false
) {
  targets.append(
    .target(
      name: name, dependencies: dependencies.map { .byName(name: $0) }, path: "Sources/\(path)", exclude: exclude,
      swiftSettings: settings + (hot && world == .host ? [.unsafeFlags(["-O"])] : [])))
}

/// Assembly and C headers: the few instructions that Swift cannot say.
@MainActor func assembly(_ name: String, _ path: String) {
  targets.append(.target(name: name, path: path, publicHeadersPath: "include"))
}

/// A program of the OS. `portable` ones are built on the host, too.
@MainActor func program(_ name: String, _ path: String, _ dependencies: [String], portable: Bool = false) {
  guard world == .programs || (portable && world == .host) else { return }
  targets.append(
    .executableTarget(
      name: name, dependencies: dependencies.map { .byName(name: $0) }, path: path, swiftSettings: settings))
  products.append(.executable(name: name, targets: [name]))
}

/// Host tests of one module, in the folder that mirrors it.
@MainActor func tests(_ name: String, _ path: String, _ dependencies: [String], resources: [Resource] = []) {
  guard world == .host else { return }
  targets.append(
    .testTarget(
      name: name, dependencies: (dependencies + ["TestSupport"]).map { .byName(name: $0) }, path: "Tests/\(path)",
      exclude: [], resources: resources, swiftSettings: settings))
}

// MARK: - Kernel

module("ABI", "Kernel/ABI")
if world != .programs { module("KernelCore", "Kernel/Core", ["ABI"]) }
if world == .kernel {
  assembly("KernelEntry", "Sources/Kernel/Arch/x86_64/Entry")
  module("KernelArch", "Kernel/Arch/x86_64/Machine", ["ABI", "KernelCore", "KernelEntry"])
  targets.append(
    .executableTarget(
      name: "kernel", dependencies: ["ABI", "KernelCore", "KernelArch"], path: "Sources/Kernel/Main",
      swiftSettings: settings))
  products.append(.executable(name: "kernel", targets: ["kernel"]))
}

// MARK: - What every program links

if world != .kernel {
  if world == .programs { assembly("SystemEntry", "Sources/System/Entry") }
  if world == .host { assembly("HostEntry", "Sources/System/HostEntry") }
  module("Protocols", "System/Protocols")
  module(
    "System", "System/Library", ["ABI", "Protocols", world == .programs ? "SystemEntry" : "HostEntry"],
    exclude: [world == .programs ? "Platform/Linux" : "Platform/Apus"])
  if world == .programs { module("SchemeServer", "System/SchemeServer", ["ABI", "System", "SystemEntry"]) }
  module("Archive", "System/Archive", ["ABI"])
  module("Accounts", "System/Accounts", ["ABI", "System"], hot: true)
  module("Compression", "System/Compression", hot: true)
}

// MARK: - Cores without I/O

if world != .kernel {
  module("Graphics", "Graphics", ["Compression"], hot: true)
  module("ShellCore", "Shell/Core", hot: true)
  module("TerminalCore", "Apps/Terminal/Core", hot: true)
  module("EditorCore", "Apps/Editor/Core", hot: true)
  module("CalculatorCore", "Apps/Calculator/Core")
  module("FilesCore", "Apps/Files/Core")
  module("LauncherCore", "Apps/Launcher/Core")
  module("InitCore", "Init/Core", ["ABI"])
  module("DriverSupport", "Drivers/Support", ["ABI"])
  module("PS2Core", "Drivers/PS2/Core", ["Protocols", "DriverSupport"])
  module("InputCore", "Drivers/Input/Core", ["Protocols"])
  module("DisplayCore", "Drivers/Display/Core", ["ABI", "Protocols"])
  module("PCICore", "Drivers/PCI/Core", ["ABI"])
  module("ACPICore", "Drivers/ACPI/Core", ["ABI"])
  module("PseudoTerminalCore", "Drivers/PseudoTerminal/Core", ["ABI", "Protocols"])
  module("RandomCore", "Drivers/Random/Core", ["ABI"])
  module("LogCore", "Drivers/Log/Core", ["ABI"])
  module("SudoCore", "Services/Sudo/Core", ["ABI", "Accounts"])
  module("RamFileSystemCore", "FileSystem/RamFileSystem/Core", ["ABI", "Archive"], hot: true)
  module("OrbitalModel", "Orbital/Model", ["ABI", "Protocols", "Graphics"])
  module("OrbitalCompositor", "Orbital/Compositor", ["ABI", "Protocols", "Graphics", "OrbitalModel"], hot: true)
}

// MARK: - Daemons

program("init", "Sources/Init/Daemon", ["ABI", "System", "SchemeServer", "InitCore", "Archive"])
program("ps2d", "Sources/Drivers/PS2/Daemon", ["ABI", "Protocols", "System", "DriverSupport", "PS2Core"])
program("inputd", "Sources/Drivers/Input/Daemon", ["ABI", "Protocols", "System", "SchemeServer", "InputCore"])
program("vesad", "Sources/Drivers/Display/Daemon", ["ABI", "Protocols", "System", "SchemeServer", "DisplayCore"])
program("acpid", "Sources/Drivers/ACPI/Daemon", ["ABI", "System", "SchemeServer", "DriverSupport", "ACPICore"])
if world == .programs { assembly("PCIInstructions", "Sources/Drivers/PCI/Instructions") }
program(
  "pcid", "Sources/Drivers/PCI/Daemon", ["ABI", "System", "SchemeServer", "PCICore", "PCIInstructions"])
program(
  "ptyd", "Sources/Drivers/PseudoTerminal/Daemon", ["ABI", "Protocols", "System", "SchemeServer", "PseudoTerminalCore"])
program(
  "randd", "Sources/Drivers/Random/Daemon", ["ABI", "System", "SystemEntry", "SchemeServer", "RandomCore"])
program("consoled", "Sources/Drivers/SerialConsole/Daemon", ["ABI", "Protocols", "System"])
program("nulld", "Sources/Drivers/Null/Daemon", ["ABI", "System", "SchemeServer"])
program("logd", "Sources/Drivers/Log/Daemon", ["ABI", "System", "SchemeServer", "LogCore"])
program(
  "sudod", "Sources/Services/Sudo/Daemon",
  ["ABI", "Protocols", "System", "SchemeServer", "Accounts", "SudoCore"])
program(
  "ramfs", "Sources/FileSystem/RamFileSystem/Daemon",
  ["ABI", "System", "SchemeServer", "RamFileSystemCore", "Archive", "Compression"])
program(
  "orbital", "Sources/Orbital/Server",
  ["ABI", "Protocols", "System", "SchemeServer", "Graphics", "OrbitalModel", "OrbitalCompositor"])

// MARK: - Toolkit

if world != .kernel {
  if world == .host {
    targets.append(
      .systemLibrary(
        name: "CSDL2", path: "Sources/OrbToolkit/Backends/SDL/CSDL2", pkgConfig: "sdl2",
        providers: [.apt(["libsdl2-dev"])]))
    module("ToolkitSDL", "OrbToolkit/Backends/SDL/Backend", ["Graphics", "System", "OrbToolkit", "CSDL2"])
  }
  module("OrbToolkit", "OrbToolkit/Toolkit", ["ABI", "Graphics", "System"])
  if world == .programs {
    module("ToolkitOrbital", "OrbToolkit/Backends/Orbital", ["ABI", "Protocols", "Graphics", "System", "OrbToolkit"])
  }
}

// MARK: - Apps

/// An app: a library with its views, which the tests and benchmarks of the host use, and the program that opens them.
/// For the OS the two are one module: as two, the toolkit's code that the views use would be compiled twice over (in
/// Embedded Swift each module has its own copy), and an edit would take twice as long.
@MainActor func app(_ name: String, _ dependencies: [String] = []) {
  let dependencies = ["ABI", "Protocols", "System", "Graphics", "OrbToolkit"] + dependencies
  switch world {
  case .kernel: break
  case .host:
    module("\(name)App", "Apps/\(name)/Views", dependencies)
    program(
      name.lowercased(), "Sources/Apps/\(name)/Program", dependencies + ["\(name)App", "ToolkitSDL"], portable: true)
  case .programs:
    targets.append(
      .executableTarget(
        name: name.lowercased(), dependencies: (dependencies + ["ToolkitOrbital"]).map { .byName(name: $0) },
        path: "Sources/Apps/\(name)", exclude: dependencies.contains("\(name)Core") ? ["Core"] : [],
        sources: ["Views", "Program"], swiftSettings: settings))
    products.append(.executable(name: name.lowercased(), targets: [name.lowercased()]))
  }
}
app("Calculator", ["CalculatorCore"])
app("Editor", ["EditorCore", "FilesCore"])
app("Terminal", ["TerminalCore"])
app("Files", ["FilesCore"])
app("Launcher", ["LauncherCore"])
app("Welcome")

// MARK: - Shell and command-line programs

if world != .kernel {
  module("RegularExpressions", "Utilities/RegularExpressions", hot: true)
  module("UtilitySupport", "Utilities/Support", ["ABI", "System", "RegularExpressions"])
  module("TextCore", "Utilities/Text/Core", ["RegularExpressions"], hot: true)
}
program("sh", "Sources/Shell/Program", ["ABI", "Protocols", "System", "ShellCore"], portable: true)
if world != .kernel { module("UtilityAlgorithms", "Utilities/Algorithms", ["UtilitySupport"]) }
program(
  "coreutils", "Sources/Utilities/Core",
  ["ABI", "Protocols", "RegularExpressions", "System", "ShellCore", "UtilityAlgorithms", "UtilitySupport"],
  portable: true)
program(
  "textutils", "Sources/Utilities/Text/Programs",
  ["ABI", "Protocols", "System", "UtilitySupport", "RegularExpressions", "TextCore"], portable: true)
program(
  "archiveutils", "Sources/Utilities/Archive",
  ["ABI", "System", "UtilitySupport", "Archive", "Compression"], portable: true)
program(
  "extrautils", "Sources/Utilities/Extra", ["ABI", "Protocols", "System", "UtilitySupport", "CalculatorCore"],
  portable: true)
program(
  "sysutils", "Sources/Utilities/System", ["ABI", "Protocols", "RegularExpressions", "System", "UtilitySupport"])
program(
  "userutils", "Sources/Utilities/Users",
  ["ABI", "Protocols", "System", "Accounts", "SudoCore", "UtilitySupport"], portable: true)
if world != .kernel {
  module("TextEditors", "Utilities/Editors/Core", ["EditorCore", "TerminalCore", "RegularExpressions"], hot: true)
}
program(
  "editors", "Sources/Utilities/Editors/Program",
  ["ABI", "Protocols", "System", "UtilitySupport", "TextEditors"], portable: true)
if world == .programs { module("PCIClient", "Drivers/PCI/Client", ["ABI", "System"]) }
program("edutest", "Tests/OnTarget/EduDriver", ["ABI", "System", "PCIClient"])
if world == .programs { assembly("Instructions", "Tests/OnTarget/Instructions") }
program("ostests", "Tests/OnTarget/Suite", ["ABI", "System", "SchemeServer", "Instructions"])
program("osbench", "Tests/OnTarget/Bench", ["ABI", "Protocols", "System"])
program("osfuzz", "Tests/OnTarget/Fuzz", ["ABI", "System", "Instructions"])

// MARK: - Build tools and tests on the host

if world == .host {
  targets.append(
    .executableTarget(
      name: "imagebuilder", dependencies: ["ABI", "Archive", "Compression", "InitCore"],
      path: "installer/ImageBuilder", swiftSettings: settings))
  for (name, package, apt) in [
    ("CFreeType", "freetype2", "libfreetype-dev"), ("CPNG", "libpng", "libpng-dev"), ("CZlib", "zlib", "zlib1g-dev"),
    ("CTurboJPEG", "libturbojpeg", "libturbojpeg0-dev"),
  ] {
    targets.append(
      .systemLibrary(
        name: name, path: "Tests/Reference/\(name)", pkgConfig: package, providers: [.apt([apt])]))
  }
  targets.append(
    .executableTarget(
      name: "hostbench",
      dependencies: [
        "ABI", "Compression", "Graphics", "System", "TerminalCore", "EditorCore", "EditorApp", "OrbToolkit",
        "CFreeType", "CPNG", "CTurboJPEG",
        "CZlib",
      ],
      path: "Tests/Benchmarks", swiftSettings: settings))
  targets.append(
    .target(
      name: "TestSupport", dependencies: ["ABI", "Graphics", "System"], path: "Tests/Support",
      swiftSettings: settings))
}
tests("KernelTests", "KernelTests", ["ABI", "KernelCore"])
tests("SystemTests", "SystemTests", ["ABI", "System", "Archive", "Compression"])
tests("GraphicsTests", "GraphicsTests", ["Compression", "Graphics", "CFreeType", "CPNG"])
tests("ShellTests", "ShellTests", ["ShellCore"])
tests("UtilityTests", "UtilityTests", ["RegularExpressions", "UtilityAlgorithms", "UtilitySupport"])
tests("AccountTests", "AccountTests", ["ABI", "System", "Accounts", "SudoCore"])
tests("TextTests", "TextTests", ["RegularExpressions", "TextCore"])
tests("AppCoreTests", "AppCoreTests", ["TerminalCore", "EditorCore", "CalculatorCore", "FilesCore", "LauncherCore"])
tests(
  "DriverTests", "DriverTests",
  [
    "ABI", "Protocols", "DriverSupport", "PS2Core", "InputCore", "DisplayCore", "ACPICore", "PseudoTerminalCore",
    "RandomCore",
    "LogCore", "RamFileSystemCore", "InitCore", "Archive", "PCICore",
  ])
tests("OrbitalTests", "OrbitalTests", ["ABI", "Protocols", "Graphics", "OrbitalModel", "OrbitalCompositor"])
tests("ToolkitTests", "ToolkitTests", ["Graphics", "System", "OrbToolkit", "ToolkitSDL"])
tests(
  "AppTests", "AppTests",
  [
    "Graphics", "System", "OrbToolkit", "FilesCore", "CalculatorApp", "EditorApp", "TerminalApp", "FilesApp",
    "LauncherApp", "WelcomeApp",
  ])
tests("EditorToolTests", "EditorToolTests", ["EditorCore", "System", "TerminalCore", "TextEditors"])
tests("TidyTests", "TidyTests", [])

let package = Package(name: "Apus", products: products, targets: targets)
