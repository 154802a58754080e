// The initfs: reads the image that the boot loader handed over, and writes it on the host.
//
// The layout is the ABI's (BootImage.swift there). Contents are not copied: an entry says where its bytes lie, on a
// page of their own, so that whoever holds the image maps a program straight from it.

import ABI

/// One file of an initfs, as a place in the image.
public struct BootImageFile: Equatable, Sendable {
  /// UTF-8, without a leading slash.
  public let name: [UInt8]
  /// From the start of the image, a multiple of the page size.
  public let offset: Int
  /// Bytes.
  public let length: Int
}

/// Reader and writer of the initfs format.
public enum BootImage {
  private static let pageSize = Int(AddressSpace.pageSize)
  /// Offsets of the fields in `BootImageHeader` and `BootImageEntry`.
  private enum Field {
    static let version = 8
    static let count = 12
    static let imageLength = 16
    static let headerSize = 32
    static let entryOffset = BootImageEntry.nameCapacity
    static let entryLength = BootImageEntry.nameCapacity + 8
    static let entrySize = BootImageEntry.nameCapacity + 24
  }

  /// The files of `image`, each inside of it.
  public static func files(_ image: Span<UInt8>) throws(ArchiveError) -> [BootImageFile] {
    guard let magic = image.number64(at: 0), let version = image.number32(at: Field.version),
      let count = image.number32(at: Field.count), let length = image.number64(at: Field.imageLength)
    else { throw .truncated }
    guard magic == BootImageHeader.magic, version == BootImageHeader.currentVersion else { throw .badHeader }
    guard count <= BootImageLimits.entries else { throw .tooManyEntries }
    guard length <= UInt64(image.count) else { throw .truncated }

    var files: [BootImageFile] = []
    let contentStart = Field.headerSize + Int(count) * Field.entrySize
    for index in 0..<Int(count) {
      let start = Field.headerSize + index * Field.entrySize
      guard let nameField = image.field(at: start, BootImageEntry.nameCapacity),
        let offset = image.number64(at: start + Field.entryOffset),
        let size = image.number64(at: start + Field.entryLength)
      else { throw .truncated }
      guard offset % AddressSpace.pageSize == 0, offset >= UInt64(contentStart), offset <= length,
        size <= length - offset
      else { throw .badNumber }
      files.append(BootImageFile(name: try name(nameField), offset: Int(offset), length: Int(size)))
    }
    return files
  }

  /// The file called `name`, if there is one.
  public static func file(named name: [UInt8], in image: Span<UInt8>) throws(ArchiveError) -> BootImageFile? {
    for file in try files(image) where file.name == name { return file }
    return nil
  }

  /// An image with these files, in this order.
  public static func build(_ files: [(name: [UInt8], content: [UInt8])]) throws(ArchiveError) -> [UInt8] {
    guard files.count <= BootImageLimits.entries else { throw .tooManyEntries }
    var offset = roundedUp(Field.headerSize + files.count * Field.entrySize)
    var table: [UInt8] = []
    var names = Set<[UInt8]>()
    for file in files {
      guard isName(file.name.span) else { throw .unsafePath }
      guard names.insert(file.name).inserted else { throw .duplicateName }
      table += file.name
      table += repeatElement(0, count: BootImageEntry.nameCapacity - file.name.count)
      table.append64(UInt64(offset))
      table.append64(UInt64(file.content.count))
      table.append64(0)
      offset += roundedUp(file.content.count)
    }
    var image: [UInt8] = []
    image.reserveCapacity(offset)
    image.append64(BootImageHeader.magic)
    image.append32(BootImageHeader.currentVersion)
    image.append32(UInt32(files.count))
    image.append64(UInt64(offset))
    image.append64(0)
    image += table
    image.pad(to: pageSize)
    for file in files {
      image += file.content
      image.pad(to: pageSize)
    }
    return image
  }

  private static func roundedUp(_ length: Int) -> Int { (length + pageSize - 1) / pageSize * pageSize }

  private static func name(_ field: Span<UInt8>) throws(ArchiveError) -> [UInt8] {
    var name: [UInt8] = []
    for index in field.indices {
      if field[index] == 0 { break }
      name.append(field[index])
    }
    guard isName(name.span) else { throw .unsafePath }
    return name
  }

  /// Whether `name` fits with its ending zero, and is a relative path without "." and "..".
  private static func isName(_ name: Span<UInt8>) -> Bool {
    name.count < BootImageEntry.nameCapacity && ArchivePath.isSafe(name)
  }
}
