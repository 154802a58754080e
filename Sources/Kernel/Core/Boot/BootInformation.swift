// What the boot loader and Arch know when Core starts. Addresses are physical.

import ABI

/// The machine as the kernel finds it.
public struct BootInformation {
  /// The top-level page table that the kernel itself runs on: its shared slots are copied into every address space.
  public var kernelRoot: UInt64 = 0
  /// The initfs; length 0: none.
  public var bootImage = MemoryRange(start: 0, length: 0)
  /// The kernel itself.
  public var kernelImage = MemoryRange(start: 0, length: 0)
  /// All zeros where there is no framebuffer.
  public var framebuffer = FramebufferDescription()
  public var commandLine: [UInt8] = []
  /// Vendor and model, for `sys:cpu`.
  public var processorName: [UInt8] = []
  /// In the order of their directory, the DSDT included; empty on a machine without ACPI. All of them can be read
  /// through the window on physical memory.
  public var acpiTables: [AcpiTable] = []
  /// The ports that `acpi:registers` reaches.
  public var acpiPorts: [FixedDescription.Ports] = []

  public init() {}

  /// True when a part of the range holds code that runs, the kernel's or that of the programs in the initfs.
  func isCode(_ start: UInt64, _ length: UInt64) -> Bool {
    let (sum, overflow) = start.addingReportingOverflow(length)
    let end = overflow ? .max : sum
    return [kernelImage, bootImage].contains { $0.start < end && start < $0.start + $0.length }
  }
}
