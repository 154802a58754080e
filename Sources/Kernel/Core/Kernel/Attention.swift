// Which CPUs must look around before their programs go on, and how to keep programs away from what is being changed.
//
// The one thing of the kernel that its objects know: whoever changes something that concerns a running program says so
// here. What there is to look at, `Kernel.next` finds out.

/// Calls CPUs to attention.
final class Attention {
  /// A bit for each CPU that must look around.
  private(set) var needed: CPUSet = 0
  /// The bit of the CPU that is in the kernel.
  var here: CPUSet = 1
  /// Brings CPUs into the kernel, where they wait for this one to leave it. Set by the kernel, once.
  var bringIn: (CPUSet) -> Void = { _ in }
  /// Marks that a CPU has more to do before it goes on. Set by the kernel, once.
  var addWork: (Int) -> Void = { _ in }
  /// The page that the last `AccessFailure.missing` was about.
  var missing: MissingPage?

  /// The CPU in the kernel has to look around.
  @inline(__always)
  var isNeeded: Bool { needed & here != 0 }

  @inline(__always)
  func call() { needed |= here }

  @inline(__always)
  func call(_ cpus: CPUSet) { needed |= cpus }

  /// The CPU in the kernel has more to do when it looks around (`Kernel.finishWork`).
  func callForWork() {
    addWork(here.trailingZeroBitCount)
    call()
  }

  /// The CPU in the kernel looks around now.
  @inline(__always)
  func answer() { needed &= ~here }

  /// Keeps `cpus` from running programs until this CPU leaves the kernel; they look around before they go on.
  @inline(__always)
  func gather(_ cpus: CPUSet) {
    needed |= cpus
    if cpus & ~here != 0 { bringIn(cpus & ~here) }
  }
}
