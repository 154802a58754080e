// Hostile files of every format: cut anywhere, or changed in a few places. They are refused, or decoded to some pixels
// within the limits; never a trap, never a hang.

import Graphics
import Testing

@Suite struct HostileImageTests {
  private static let limits = ImageLimits(pixels: 20_000, memory: 4 << 20)
  private static let mutations = 400

  private struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  static let seeds: [String: [String]] = [
    "jpg": [
      "420-17x33.jpg", "mixed-40x9-progressive.jpg", "script-40x9.jpg", "restart-block-17x33.jpg", "inks.jpg",
      "restart-row-17x33.jpg", "apart-40x9.jpg", "turned-6-big.jpg", "thirds-17x33.jpg",
    ],
    "gif": ["16-17x33-1.gif", "200-40x9-0.gif", "moving-2.gif", "moving-3.gif", "holes.gif"],
    "bmp": [
      "own1-40x9.bmp", "os2-4-40x9.bmp", "runs8-40x9.bmp", "runs4-40x9.bmp", "565-8x8.bmp", "v5-8x8-down.bmp",
      "24-8x8.bmp", "alpha-behind-8x8.bmp",
    ],
    "webp": [
      "photo-40x9-6.webp", "clear-40x9-3.webp", "2-17x33-6.webp", "16-40x9-3.webp", "17-131x67-6.webp",
      "256-100x75-6.webp", "1-8x8-0.webp",
    ],
    "ico": ["png-16.ico", "bmp-16.ico"],
  ]

  private func files(_ format: String) throws -> [[UInt8]] {
    let references = try PictureReferences.all()
    var files: [[UInt8]] = []
    for name in Self.seeds[format] ?? [] { files.append(try references.file(name)) }
    return files
  }

  /// Why a file is refused; nil when it is not.
  private func error(_ file: [UInt8], _ limits: ImageLimits = .standard) -> ImageError? {
    do {
      let bitmap = try ImageFile.decode(file.span, limits: limits)
      #expect(bitmap.width * bitmap.height <= limits.pixels)
      return nil
    } catch {
      return error
    }
  }

  private func tryAll(_ file: [UInt8]) {
    _ = error(file, Self.limits)
    if ImageFile.format(file.span) == .gif { try? play(file) }
  }

  /// Each frame takes some of the file.
  private func play(_ file: [UInt8]) throws {
    var animation = try ImageAnimation(file, limits: Self.limits)
    var frames = 0
    while try animation.next() != nil { frames += 1 }
    #expect(frames < file.count)
  }

  @Test(arguments: ["jpg", "gif", "bmp", "webp", "ico"]) func cutAnywhere(format: String) throws {
    for file in try files(format) {
      let step = max(1, file.count / 2_000)
      for count in stride(from: 0, to: file.count, by: step) { tryAll(Array(file[..<count])) }
    }
  }

  @Test(arguments: ["jpg", "gif", "bmp", "webp", "ico"]) func mutationsNeverTrap(format: String) throws {
    var generator = Generator(state: 11)
    for file in try files(format) {
      for _ in 0..<Self.mutations {
        var broken = file
        for _ in 0..<(1 + generator.next(4)) {
          // Headers decide most: they are hit more often.
          let place = generator.next(2) == 0 ? generator.next(min(64, broken.count)) : generator.next(broken.count)
          switch generator.next(4) {
          case 0: broken[place] = UInt8(generator.next(256))
          case 1: broken[place] ^= 1 << UInt8(generator.next(8))
          case 2: broken[place] = [0, 1, 0x7f, 0x80, 0xff][generator.next(5)]
          default: broken.removeSubrange(place..<min(broken.count, place + 1 + generator.next(8)))
          }
          if broken.isEmpty { break }
        }
        if !broken.isEmpty { tryAll(broken) }
      }
    }
  }

  @Test func mutatedQOI() throws {
    let picture = try PictureReferences.all().file("clear-40x9-3.webp")
    let bitmap = try ImageFile.decode(picture.span)
    let file = QOI.encode(bitmap.buffer)
    for count in 0..<file.count { #expect(error(Array(file[..<count])) != nil, "\(count)") }
    var generator = Generator(state: 3)
    for _ in 0..<4_000 {
      var broken = file
      for _ in 0..<(1 + generator.next(4)) { broken[generator.next(broken.count)] = UInt8(generator.next(256)) }
      tryAll(broken)
    }
  }

  /// A part of a sound file is never taken for the whole, but where only an end mark is missing.
  @Test(arguments: ["420-17x33.jpg", "own1-40x9.bmp", "photo-40x9-6.webp", "noise.gif"])
  func aPartIsNotTheWhole(name: String) throws {
    let file = try PictureReferences.all().file(name)
    for count in stride(from: 0, to: file.count - 4, by: 3) {
      #expect(error(Array(file[..<count])) != nil, "\(count) of \(file.count)")
    }
  }

  @Test func sizesThatLie() throws {
    let references = try PictureReferences.all()
    // Width and height of a JPEG frame: 65,535 each, and less than the limit but more than the file can hold.
    var jpeg = try references.file("420-17x33.jpg")
    let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
    jpeg.replaceSubrange((frame + 5)..<(frame + 9), with: [0xff, 0xff, 0xff, 0xff])
    #expect(error(jpeg) == .tooLarge)
    jpeg.replaceSubrange((frame + 5)..<(frame + 9), with: [0x10, 0, 0x10, 0])
    #expect(error(jpeg) == .truncated)
    var bmp = try references.file("24-8x8.bmp")
    bmp.replaceSubrange(18..<26, with: [0, 0x10, 0, 0, 0, 0x10, 0, 0])
    #expect(error(bmp) == .truncated)
    bmp.replaceSubrange(18..<26, with: [0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0x80])
    #expect(error(bmp) == .tooLarge)
    var gif = try references.file("noise.gif")
    gif.replaceSubrange(6..<10, with: [0xff, 0xff, 0xff, 0xff])
    #expect(error(gif) == .tooLarge)
  }

  /// A progressive image of many scans costs a walk over it for each: they are counted.
  @Test func endlessScansAreRefused() throws {
    let file = try PictureReferences.all().file("script-40x9.jpg")
    let scan = try #require(file.indices.first { file[$0] == 0xff && file[$0 + 1] == 0xda })
    let next = try #require(file.indices.dropFirst(scan + 2).first { file[$0] == 0xff && file[$0 + 1] != 0 })
    let again = Array(file[scan..<next])
    let long = Array(file[..<scan]) + Array(repeating: again, count: 300).flatMap { $0 } + file[scan...]
    #expect(error(long) == .badData)
  }
}
