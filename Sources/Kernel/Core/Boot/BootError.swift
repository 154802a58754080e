// Why the kernel cannot start: each is shown to the person at the machine, so each has a sentence.

/// What was wrong with what the boot loader handed over.
public enum BootError: Error, Sendable {
  /// The boot loader is not a Multiboot2 one.
  case noMultiboot
  /// The information structure contradicts itself.
  case damagedInformation
  case noMemoryMap
  /// No module "initfs" was loaded beside the kernel.
  case noInitfs
  /// Less RAM than the system needs.
  case tooLittleMemory

  public var message: StaticString {
    switch self {
    case .noMultiboot: "The kernel was not started by a Multiboot2 boot loader."
    case .damagedInformation: "The boot loader's information is damaged."
    case .noMemoryMap: "The boot loader gave no memory map."
    case .noInitfs: "The boot loader did not load the initfs beside the kernel."
    case .tooLittleMemory: "This machine has too little memory."
    }
  }
}
