// What is to be started for a request that was granted.

public import Accounts

/// A program with everything that it gets.
public struct SudoPlan: Equatable, Sendable {
  public var user: UInt32
  public var group: UInt32
  /// An absolute path; empty where nothing is to be started (`sudo -v`).
  public var program: [UInt8] = []
  public var arguments: [[UInt8]] = []
  public var environment: [[UInt8]] = []
  public var directory: [UInt8] = []
}

/// What the judge says about a request.
public struct SudoJudgement: Equatable, Sendable {
  public enum Outcome: Equatable, Sendable {
    case granted(SudoPlan)
    /// With what is said to the person, and to the log.
    case denied(String)
    /// `sudo -l`.
    case listed([UInt8])
  }

  /// What follows once the proof is there.
  public var outcome: Outcome
  /// Whose password proves that the right person sits there; nil where none is wanted.
  public var proof: UserEntry?
  /// The person who asks, and who they want to be.
  public var caller: UserEntry
  public var target: UserEntry
  /// Whether a ticket stands for the password.
  public var takesTicket: Bool
}
