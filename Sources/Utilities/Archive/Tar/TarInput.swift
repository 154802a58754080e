// An archive that is read: from a file or the standard input, through a decoder if it is compressed.

import ABI
import Archive
import Compression
import System
import UtilitySupport

/// What an archive holds next.
enum TarItem {
  case member(TarMember)
  /// Bytes of the last member's content.
  case content(Bytes)
  case end
}

/// Reads an archive.
final class TarInput {
  private static let noArchive = "This does not look like a tar archive"

  private let run: TarRun
  private let name: String
  /// Kept open as long as this object lives; nil for the standard input.
  private let handle: Handle?
  private let raw: RawHandle
  private let decoder: (any StreamDecoder)?
  private var buffer = Bytes(repeating: 0, count: StreamCopy.chunk)
  private var piece = Bytes()
  private var position = 0
  private var stream = TarStream()
  private var hasMembers = false
  private var isLost = false
  private var hasEnded = false

  /// Whether the archive is compressed.
  var isCompressed: Bool { decoder != nil }
  /// Where the headers of a next member would stand.
  var nextStart: Int { stream.nextStart }

  /// Opens the archive that the options name.
  init(_ run: TarRun) throws(TarFatal) {
    self.run = run
    name = run.archive
    if name.isSame(as: "-") {
      guard !Terminal.isTerminal(Streams.input) else {
        throw TarFatal("Refusing to read archive contents from terminal (missing -f option?)")
      }
      handle = nil
      raw = Streams.input
    } else {
      let opened: Handle
      do throws(Errno) { opened = try Handle.open(name) } catch { throw TarFatal(name, "open", error) }
      raw = opened.raw
      handle = consume opened
    }
    var start = Bytes()
    do throws(StreamFailure) {
      while start.count < 4 {
        let more = try StreamCopy.read(raw, &buffer)
        if more.isEmpty { break }
        start += more
      }
    } catch { throw TarFatal(name, error) }
    if run.tool.has("z") || start.starts(with: [0x1f, 0x8b]) {
      decoder = GzipDecoder()
    } else if run.tool.has("zstd") || start.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
      decoder = ZstandardDecoder()
    } else {
      decoder = nil
    }
    if let decoder { decoder.feed(start[...]) } else { piece = start }
  }

  /// The next part of the archive.
  func next() throws(TarFatal) -> TarItem {
    while true {
      do throws(ArchiveError) {
        if let event = try stream.next(piece.span, &position) {
          switch event {
          case .member(let member):
            hasMembers = true
            isLost = false
            return .member(member)
          case .content(let range): return .content(Bytes(piece[range]))
          case .end: return .end
          }
        }
      } catch {
        if !isLost {
          if !hasMembers { run.fail(Self.noArchive) }
          run.fail("Skipping to next header")
        }
        isLost = true
        continue
      }
      if !hasEnded { hasEnded = !(try readMore()) }
      if hasEnded {
        guard stream.isBetweenMembers else { throw TarFatal("Unexpected EOF in archive") }
        if !hasMembers, !isLost { run.fail(Self.noArchive) }
        return .end
      }
    }
  }

  /// Fills `piece` anew; false at the end.
  private func readMore() throws(TarFatal) -> Bool {
    piece.removeAll(keepingCapacity: true)
    position = 0
    do throws(StreamFailure) {
      guard let decoder else {
        piece += try StreamCopy.read(raw, &buffer)
        return !piece.isEmpty
      }
      while true {
        let progress: StreamProgress
        do throws(CompressionError) { progress = try decoder.advance(into: &piece) } catch { throw .damaged(error) }
        if !piece.isEmpty { return true }
        switch progress {
        case .advanced: continue
        case .finished: return false
        case .needsInput:
          let more = try StreamCopy.read(raw, &buffer)
          if more.isEmpty { decoder.endInput() } else { decoder.feed(more) }
        }
      }
    } catch { throw TarFatal(name, error) }
  }

  /// Reads and drops what follows the end, where it comes from a pipe, which would break otherwise.
  func drain() throws(TarFatal) {
    guard raw == Streams.input else { return }
    while try readMore() {}
  }
}
