// The errors that a call can return: one closed list with the numbers and names that people know from errno.h.

/// Why a call failed.
public enum Errno: Int32, Error, Sendable, CaseIterable {
  case notPermitted = 1  // EPERM
  case noSuchEntry = 2  // ENOENT
  case noSuchProcess = 3  // ESRCH
  case interrupted = 4  // EINTR
  case inputOutput = 5  // EIO
  case noSuchAddress = 6  // ENXIO
  case argumentListTooLong = 7  // E2BIG
  case badExecutable = 8  // ENOEXEC
  case badHandle = 9  // EBADF
  case noChild = 10  // ECHILD
  case wouldBlock = 11  // EAGAIN
  case outOfMemory = 12  // ENOMEM
  case accessDenied = 13  // EACCES
  case badAddress = 14  // EFAULT
  case busy = 16  // EBUSY
  case exists = 17  // EEXIST
  case crossDevice = 18  // EXDEV
  case noSuchDevice = 19  // ENODEV: no such scheme in the caller's namespace
  case notDirectory = 20  // ENOTDIR
  case isDirectory = 21  // EISDIR
  case invalidArgument = 22  // EINVAL
  case tooManyHandles = 24  // EMFILE
  case notTerminal = 25  // ENOTTY
  case fileTooLarge = 27  // EFBIG
  case noSpace = 28  // ENOSPC
  case illegalSeek = 29  // ESPIPE
  case readOnly = 30  // EROFS
  case tooManyLinks = 31  // EMLINK
  case brokenPipe = 32  // EPIPE
  case outOfRange = 34  // ERANGE
  case nameTooLong = 36  // ENAMETOOLONG
  case notSupported = 38  // ENOSYS
  case notEmpty = 39  // ENOTEMPTY
  case tooManySymbolicLinks = 40  // ELOOP
  case timedOut = 110  // ETIMEDOUT
  case serverDied = 112  // EHOSTDOWN: the server of the scheme ended before it answered
  case canceled = 125  // ECANCELED

  /// The name in errno.h, for logs and scripts.
  public var name: StaticString {
    switch self {
    case .notPermitted: "EPERM"
    case .noSuchEntry: "ENOENT"
    case .noSuchProcess: "ESRCH"
    case .interrupted: "EINTR"
    case .inputOutput: "EIO"
    case .noSuchAddress: "ENXIO"
    case .argumentListTooLong: "E2BIG"
    case .badExecutable: "ENOEXEC"
    case .badHandle: "EBADF"
    case .noChild: "ECHILD"
    case .wouldBlock: "EAGAIN"
    case .outOfMemory: "ENOMEM"
    case .accessDenied: "EACCES"
    case .badAddress: "EFAULT"
    case .busy: "EBUSY"
    case .exists: "EEXIST"
    case .crossDevice: "EXDEV"
    case .noSuchDevice: "ENODEV"
    case .notDirectory: "ENOTDIR"
    case .isDirectory: "EISDIR"
    case .invalidArgument: "EINVAL"
    case .tooManyHandles: "EMFILE"
    case .notTerminal: "ENOTTY"
    case .fileTooLarge: "EFBIG"
    case .noSpace: "ENOSPC"
    case .illegalSeek: "ESPIPE"
    case .readOnly: "EROFS"
    case .tooManyLinks: "EMLINK"
    case .brokenPipe: "EPIPE"
    case .outOfRange: "ERANGE"
    case .nameTooLong: "ENAMETOOLONG"
    case .notSupported: "ENOSYS"
    case .notEmpty: "ENOTEMPTY"
    case .tooManySymbolicLinks: "ELOOP"
    case .timedOut: "ETIMEDOUT"
    case .serverDied: "EHOSTDOWN"
    case .canceled: "ECANCELED"
    }
  }

  /// A sentence's worth of explanation, as command-line programs print it.
  public var message: StaticString {
    switch self {
    case .notPermitted: "Operation not permitted"
    case .noSuchEntry: "No such file or directory"
    case .noSuchProcess: "No such process"
    case .interrupted: "Interrupted"
    case .inputOutput: "Input/output error"
    case .noSuchAddress: "No such device or address"
    case .argumentListTooLong: "Argument list too long"
    case .badExecutable: "Exec format error"
    case .badHandle: "Bad file descriptor"
    case .noChild: "No child processes"
    case .wouldBlock: "Resource temporarily unavailable"
    case .outOfMemory: "Cannot allocate memory"
    case .accessDenied: "Permission denied"
    case .badAddress: "Bad address"
    case .busy: "Device or resource busy"
    case .exists: "File exists"
    case .crossDevice: "Invalid cross-device link"
    case .noSuchDevice: "No such scheme"
    case .notDirectory: "Not a directory"
    case .isDirectory: "Is a directory"
    case .invalidArgument: "Invalid argument"
    case .tooManyHandles: "Too many open files"
    case .notTerminal: "Inappropriate ioctl for device"
    case .fileTooLarge: "File too large"
    case .noSpace: "No space left on device"
    case .illegalSeek: "Illegal seek"
    case .readOnly: "Read-only file system"
    case .tooManyLinks: "Too many links"
    case .brokenPipe: "Broken pipe"
    case .outOfRange: "Numerical result out of range"
    case .nameTooLong: "File name too long"
    case .notSupported: "Function not implemented"
    case .notEmpty: "Directory not empty"
    case .tooManySymbolicLinks: "Too many levels of symbolic links"
    case .timedOut: "Connection timed out"
    case .serverDied: "The service ended before it answered"
    case .canceled: "Operation canceled"
    }
  }

  /// The value that a system call returns in rax for this error.
  public var syscallResult: Int64 { -Int64(rawValue) }
}
