// What a program may want to know of the CPU that it runs on.

/// The CPU, as far as programs care.
public enum Processor {
  /// True where an emulator translates instructions one by one (QEMU without hardware help): vector instructions are
  /// slow there.
  public static var isEmulated: Bool { Platform.isEmulated }
}
