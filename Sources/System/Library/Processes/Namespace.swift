// A set of schemes as a handle: what a program that is started with it can name. Not on the host.

public import ABI

/// Schemes that programs can be started with.
public struct Namespace: ~Copyable, Sendable {
  /// For `SpawnRequest.namespace`, or for somebody who is to start programs with more than he sees himself.
  public let handle: Handle

  /// Those of `schemes` that this process sees.
  public init(_ schemes: [String]) throws(Errno) {
    let own = try Handle.open("proc:namespace")
    // A duplicate without a name would be the whole: the empty name is the root's, which is everybody's.
    handle = try own.derive("\n" + schemes.joined(separator: "\n"))
  }

  /// Takes over a handle that came with a message.
  public init(owning handle: consuming Handle) { self.handle = handle }
}
