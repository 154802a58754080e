// One service of the manifest: what is started, with which schemes and handles, and what happens when it ends.

public import ABI

/// A program that `init` starts and looks after.
public struct Service: Equatable, Sendable {
  public enum Restart: Equatable, Sendable {
    /// Whenever it ends.
    case always
    /// When it ends with a status other than 0, or by a signal or fault.
    case onFailure
    case never
  }

  /// A handle that the service inherits under a name.
  public struct Grant: Equatable, Sendable {
    public var name: String
    /// What `init` opens for it: "irq:1", "memory:ports/60/5" …
    public var path: String
  }

  public var name: String
  /// Line of the manifest, for messages.
  public var line: Int
  /// "initfs:NAME" for a program of the boot image, else a path.
  public var program = ""
  /// Behind the program's name.
  public var arguments: [String] = []
  /// Schemes that it registers; it counts as ready when all of them are.
  public var provides: [String] = []
  /// Schemes that have to be registered before it starts.
  public var requires: [String] = []
  /// Its namespace: the schemes that it may open (and those it provides).
  public var schemes: [String] = []
  public var grants: [Grant] = []
  public var restart = Restart.always
  public var priority = Priority.normal
  /// Milliseconds after which it counts as hung, 0: never (`SpawnBlock.hangLimit`).
  public var hang: UInt32 = 0
  public var user: UInt32 = 0
  public var group: UInt32 = 0
  public var environment: [String] = []
  public var directory = "/"
  /// Not started at boot, only by request.
  public var manual = false
  /// Whether what it writes goes to the log under its name, and not to the console.
  public var writesToLog = false
  /// A program that is run at its times, rather than kept running.
  public var isTimer = false
  /// Of a timer.
  public var schedule: Schedule?
}
