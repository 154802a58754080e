// What the boot loader and Arch know when Core starts. Addresses are physical.

import ABI

/// The machine as the kernel finds it.
public struct BootInformation {
  /// The top-level page table that the kernel itself runs on: its shared slots are copied into every address space.
  public var kernelRoot: UInt64 = 0
  /// The initfs; length 0: none.
  public var bootImage = MemoryRange(start: 0, length: 0)
  /// All zeros where there is no framebuffer.
  public var framebuffer = FramebufferDescription()
  public var commandLine: [UInt8] = []
  /// Vendor and model, for `sys:cpu`.
  public var processorName: [UInt8] = []
  /// Root system description pointer of ACPI, or 0.
  public var acpiRoot: UInt64 = 0

  public init() {}
}
