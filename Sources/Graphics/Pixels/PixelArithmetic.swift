// Which of two ways pixels are blended: in vector registers, or in ordinary ones.
//
// On a CPU vectors are several times faster. An emulator that translates instructions one by one (QEMU without
// hardware help) calls a function for each vector instruction, and there ordinary ones are two to five times faster.
// Both give the same pixels. The module cannot ask the CPU; the program says what it runs on.

/// The choice between vector and ordinary arithmetic for a whole program.
public enum PixelArithmetic {
  nonisolated(unsafe) private static var vectors = true

  /// True (the default) on a real CPU. Set it at start-up, before anything is drawn.
  public static var usesVectors: Bool {
    // SAFETY: one byte, set before other threads exist; either value gives the same pixels.
    get { unsafe vectors }
    set { unsafe vectors = newValue }
  }
}
