// The few functions of pixman that are measured, found with dlopen.

import Glibc
import Graphics

@safe final class Pixman {
  /// Numbers from pixman's interface: operators, and the format of 32 bits with alpha first.
  enum Operation { case source, over, overMasked, tint }

  private typealias Create =
    @convention(c) (
      UInt32, Int32, Int32, UnsafeMutablePointer<UInt32>?, Int32
    ) -> OpaquePointer?
  private typealias Solid = @convention(c) (UnsafeRawPointer) -> OpaquePointer?
  private typealias Composite =
    @convention(c) (
      Int32, OpaquePointer?, OpaquePointer?, OpaquePointer?, Int16, Int16, Int16, Int16, Int16, Int16, UInt16, UInt16
    ) -> Void
  private typealias Fill =
    @convention(c) (
      UnsafeMutablePointer<UInt32>, Int32, Int32, Int32, Int32, Int32, Int32, UInt32
    ) -> Int32

  private let width: Int
  private let height: Int
  private let sourcePixels: UnsafeMutablePointer<UInt32>
  private let targetPixels: UnsafeMutablePointer<UInt32>
  private let source: OpaquePointer?
  private let target: OpaquePointer?
  private let mask: OpaquePointer?
  private let tint: OpaquePointer?
  private let compositeFunction: Composite
  private let fillFunction: Fill

  /// SAFETY (of the whole class): the types above are those of pixman's header; both pixel blocks are as large as the
  /// images say and are never freed; this is a benchmark, and runs once.
  init?(width: Int, height: Int, _ bitmap: Bitmap) {
    guard let library = unsafe dlopen("libpixman-1.so.0", RTLD_NOW),
      let create = unsafe dlsym(library, "pixman_image_create_bits"),
      let solid = unsafe dlsym(library, "pixman_image_create_solid_fill"),
      let composite = unsafe dlsym(library, "pixman_image_composite"), let fill = unsafe dlsym(library, "pixman_fill")
    else { return nil }
    self.width = width
    self.height = height
    unsafe sourcePixels = .allocate(capacity: width * height)
    unsafe targetPixels = .allocate(capacity: width * height)
    for index in 0..<(width * height) {
      unsafe sourcePixels[index] = bitmap.buffer[index % width, index / width]
      unsafe targetPixels[index] = 0xFF12_3456
    }
    let makeImage = unsafe unsafeBitCast(create, to: Create.self)
    let makeSolid = unsafe unsafeBitCast(solid, to: Solid.self)
    let format: UInt32 = 0x2002_8888
    unsafe source = makeImage(format, Int32(width), Int32(height), sourcePixels, Int32(width * 4))
    unsafe target = makeImage(format, Int32(width), Int32(height), targetPixels, Int32(width * 4))
    let seventyPercent: [UInt16] = [0, 0, 0, 0xB333]
    let blue: [UInt16] = [0x1797, 0x2DAD, 0x6868, 0x8080]
    unsafe mask = seventyPercent.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe makeSolid($0) }
    }
    unsafe tint = blue.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe makeSolid($0) }
    }
    unsafe compositeFunction = unsafeBitCast(composite, to: Composite.self)
    unsafe fillFunction = unsafeBitCast(fill, to: Fill.self)
  }

  func fill() {
    _ = unsafe fillFunction(targetPixels, Int32(width), 32, 0, 0, Int32(width), Int32(height), 0xFF33_6699)
  }

  func composite(_ operation: Operation) {
    let image = unsafe operation == .tint ? tint : source
    let cover = unsafe operation == .overMasked ? mask : nil
    unsafe compositeFunction(
      operation == .source ? 1 : 3, image, cover, target, 0, 0, 0, 0, 0, 0, UInt16(width), UInt16(height))
  }
}
