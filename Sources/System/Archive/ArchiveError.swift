// What can be wrong with an archive. Both formats of this module throw this one type.

/// Why an archive, or an entry for one, was refused.
public enum ArchiveError: Error, Equatable, Sendable {
  /// The bytes end before the archive does.
  case truncated
  /// This is no archive of the format, or one of a later version.
  case badHeader
  /// A header's checksum is wrong.
  case badChecksum
  /// A number is no number, or lies outside the archive or its limits.
  case badNumber
  /// A name is empty, too long, absolute, or leads out of the archive by "..".
  case unsafePath
  /// Two entries have one name.
  case duplicateName
  /// More entries than the format's limit.
  case tooManyEntries
}
