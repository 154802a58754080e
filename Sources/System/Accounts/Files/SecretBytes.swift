// Random bytes that are fit for secrets.

public import ABI
import System

/// Bytes that nobody can guess.
public enum SecretBytes {
  public static func random(_ count: Int) throws(Errno) -> [UInt8] {
    #if os(Linux)
      let source = try Handle.open("/dev/urandom")
    #else
      let source = try Handle.open("rand:")
    #endif
    var bytes = [UInt8](repeating: 0, count: count)
    guard try source.read(into: &bytes) == count else { throw .inputOutput }
    return bytes
  }
}
