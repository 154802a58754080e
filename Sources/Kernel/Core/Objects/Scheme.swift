// The name in front of the colon: who serves it, and who waits for that.

import ABI

/// A scheme's name with its server. Readable while it is served.
final class Scheme: EventSource {
  let name: [UInt8]
  /// Place in the registry: the bit in a namespace.
  let number: Int
  let kernel: KernelScheme?
  var server: SchemeServer?
  var watches: [SchemeWatch] = []

  init(name: [UInt8], number: Int, kernel: KernelScheme?) {
    self.name = name
    self.number = number
    self.kernel = kernel
    super.init()
    if kernel != nil { readiness = .readable }
  }
}

/// `:NAME` opened to be watched: readable from a registration until the count was read.
final class SchemeWatch: EventSource {
  let scheme: Scheme
  /// Registrations since the last read.
  var registrations: UInt64 = 0

  init(_ scheme: Scheme) { self.scheme = scheme }
}

/// The schemes that the kernel itself serves.
enum KernelScheme: UInt8, CaseIterable {
  case root, debug, event, pipe, memory, time, proc, sys, irq, acpi

  var name: StaticString {
    switch self {
    case .root: ""
    case .debug: "debug"
    case .event: "event"
    case .pipe: "pipe"
    case .memory: "memory"
    case .time: "time"
    case .proc: "proc"
    case .sys: "sys"
    case .irq: "irq"
    case .acpi: "acpi"
    }
  }
}

/// The schemes that a process may name: one bit each.
struct Namespace: Equatable {
  private var bits: InlineArray<4, UInt64> = .init(repeating: 0)
  /// Everything, names that are not known yet included (init).
  private(set) var isAll = false

  static let all: Namespace = {
    var all = Namespace()
    all.isAll = true
    return all
  }()

  static func == (one: Namespace, other: Namespace) -> Bool {
    var same = one.isAll == other.isAll
    for word in 0..<4 where one.bits[word] != other.bits[word] { same = false }
    return same
  }

  func contains(_ number: Int) -> Bool { isAll || bits[number / 64] & (1 << UInt64(number % 64)) != 0 }

  mutating func insert(_ number: Int) { bits[number / 64] |= 1 << UInt64(number % 64) }
}

/// `proc:namespace`: a set of schemes that can be handed on. Whoever holds it may start programs that see them, be they
/// in its own namespace or not.
final class NamespaceObject: KernelObject {
  let schemes: Namespace

  init(_ schemes: Namespace) { self.schemes = schemes }
}

/// All names that were ever heard of, the kernel's first.
struct SchemeRegistry {
  private(set) var schemes: [Scheme] = []
  /// One for each scheme: a look-up touches no other names than those that have this length and this end.
  private var digests: [UInt64] = []

  init() {
    for scheme in KernelScheme.allCases {
      var name = TextBuffer()
      name.text(scheme.name)
      enter(name.bytes, scheme)
    }
  }

  @discardableResult
  private mutating func enter(_ name: [UInt8], _ kernel: KernelScheme?) -> Scheme {
    let scheme = Scheme(name: name, number: schemes.count, kernel: kernel)
    schemes.append(scheme)
    digests.append(Self.digest(name, 0..<name.count))
    return scheme
  }

  /// Length and last seven bytes.
  private static func digest(_ text: [UInt8], _ range: Range<Int>) -> UInt64 {
    var digest: UInt64 = 0
    for place in range { digest = digest << 8 | UInt64(text[place]) }
    return digest << 8 | UInt64(truncatingIfNeeded: range.count)
  }

  /// The scheme with this name.
  func find(_ text: [UInt8], _ range: Range<Int>) -> Scheme? {
    let digest = Self.digest(text, range)
    for number in digests.indices where digests[number] == digest {
      let scheme = schemes[number]
      guard scheme.name.count == range.count else { continue }
      var place = 0
      while place < range.count && scheme.name[place] == text[range.lowerBound + place] { place += 1 }
      if place == range.count { return scheme }
    }
    return nil
  }

  /// The scheme with this name, new if need be; nil when it is no name or the registry is full.
  mutating func findOrAdd(_ text: [UInt8], _ range: Range<Int>) -> Scheme? {
    if let known = find(text, range) { return known }
    guard range.count > 0, range.count <= KernelLimits.schemeName, schemes.count < KernelLimits.schemes else {
      return nil
    }
    var name: [UInt8] = []
    for place in range {
      guard text[place] > 0x20, text[place] < 0x7F, text[place] != 0x2F, text[place] != 0x3A else { return nil }
      name.append(text[place])
    }
    return enter(name, nil)
  }
}
