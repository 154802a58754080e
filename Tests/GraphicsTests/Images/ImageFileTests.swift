// Every picture that other programs wrote is read as they read it: exactly, but for inks.

import Graphics
import Testing

@Suite struct ImageFileTests {
  /// Compares all pictures of a format. `bound`: how far a channel may be off, by the picture's name.
  private func compare(_ ending: String, bound: (String) -> Int = { _ in 0 }) throws {
    let references = try PictureReferences.all()
    for name in try PictureReferences.names(ending) {
      let expected = try #require(try references.frames(name).first)
      do {
        let file = try references.file(name)
        let bitmap = try ImageFile.decode(file.span)
        let difference = expected.difference(to: bitmap)
        #expect(difference.map { $0 <= bound(name) } == true, "\(name): off by \(difference ?? -1)")
      } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }

  /// Inks are mixed with one rounding here and with two there.
  @Test func jpegAsLibjpeg() throws { try compare("jpg") { $0.hasSuffix("inks.jpg") ? 1 : 0 } }
  @Test func gif() throws { try compare("gif") }
  @Test func bmp() throws { try compare("bmp") }
  @Test func webPAsLibwebp() throws { try compare("webp") }

  @Test func iconsOfEachSize() throws {
    let references = try PictureReferences.all()
    for kind in ["png", "bmp"] {
      for side in [16, 32, 48, 64] {
        let name = "\(kind)-\(side).ico"
        let file = try references.file(name)
        let icon = try IconFile.decode(file.span, side: side)
        #expect(try references.frames(name)[0].difference(to: icon.bitmap) == 0, "\(name)")
      }
      let file = try references.file("\(kind)-16.ico")
      #expect(try ImageFile.decode(file.span).width == 64)
      #expect(try IconFile.decode(file.span, side: 33).bitmap.width == 48)
      #expect(try IconFile.decode(file.span, side: 65).bitmap.width == 64)
      #expect(try IconFile.decode(file.span, side: 1).bitmap.width == 16)
    }
  }

  @Test func movingPictures() throws {
    let references = try PictureReferences.all()
    for disposal in 0...3 {
      let name = "moving-\(disposal).gif"
      var animation = try ImageAnimation(references.file(name))
      #expect(animation.plays == (disposal == 0 ? nil : disposal + 1))
      for _ in 0..<2 {
        for (index, frame) in try references.frames(name).enumerated() {
          let ours = try #require(try animation.next(), "\(name), \(index)")
          #expect(frame.difference(to: ours.bitmap) == 0, "\(name), \(index)")
          #expect(ours.milliseconds == frame.milliseconds, "\(name), \(index)")
        }
        #expect(try animation.next() == nil)
        #expect(try animation.next() == nil)
        try animation.rewind()
      }
    }
  }

  @Test func stillPicturesAreOneFrame() throws {
    let references = try PictureReferences.all()
    var animation = try ImageAnimation(references.file("24-17x33.bmp"))
    #expect(animation.plays == 1 && animation.size == PixelSize(width: 17, height: 33))
    #expect(try animation.next()?.bitmap.width == 17)
    #expect(try animation.next() == nil)
  }

  @Test func whatIsNotReadIsNamed() throws {
    let references = try PictureReferences.all()
    for (name, feature) in [
      ("arithmetic", .jpegArithmetic), ("deep", .jpegPrecision), ("lossless", .jpegLossless), ("lossy", .webPLossy),
      ("animated", .webPAnimation),
    ] as [(String, ImageFeature)] {
      let file = try references.file(name + ".refused")
      #expect(throws: ImageError.notSupported(feature), "\(name)") { try ImageFile.decode(file.span) }
    }
  }

  @Test func formatsAreKnownByTheirFirstBytes() throws {
    let references = try PictureReferences.all()
    for (name, format) in [
      ("444-8x8.jpg", .jpeg), ("noise.gif", .gif), ("24-8x8.bmp", .bmp), ("photo-8x8-0.webp", .webP),
      ("png-16.ico", .icon),
    ] as [(String, ImageFormat)] {
      let file = try references.file(name)
      #expect(ImageFile.format(file.span) == format, "\(name)")
    }
    let (png, qoi) = (PNG.encode(Bitmap(width: 1, height: 1).buffer), QOI.encode(Bitmap(width: 1, height: 1).buffer))
    #expect(ImageFile.format(png.span) == .png)
    #expect(ImageFile.format(qoi.span) == .qoi)
    for bytes in [[], [0xff], Array("GIF88a".utf8), [0, 0, 3, 0], Array("hello, world".utf8)] as [[UInt8]] {
      #expect(ImageFile.format(bytes.span) == nil)
      #expect(throws: ImageError.unknownFormat) { try ImageFile.decode(bytes.span) }
    }
  }

  @Test func limitsHold() throws {
    let references = try PictureReferences.all()
    for name in ["444-17x33.jpg", "16-17x33-1.gif", "24-17x33.bmp", "runs8-17x33.bmp", "photo-17x33-0.webp"] {
      let file = try references.file(name)
      let pixels = 17 * 33
      #expect(throws: Never.self) { try ImageFile.decode(file.span, limits: ImageLimits(pixels: pixels)) }
      #expect(throws: ImageError.tooLarge, "\(name)") {
        try ImageFile.decode(file.span, limits: ImageLimits(pixels: pixels - 1))
      }
      #expect(throws: ImageError.tooLarge, "\(name)") {
        try ImageFile.decode(file.span, limits: ImageLimits(memory: pixels * 4 - 1))
      }
    }
  }
}
