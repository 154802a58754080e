// Patches that are not what they should be: nothing traps, and no name leads out of the folder.

import Foundation
import TestSupport
import Testing
import UtilityAlgorithms
import UtilitySupport

/// Patches of every form.
private let samples: [Bytes] = [
  "--- a/x\t2020-01-01\n+++ b/x\n@@ -1,4 +1,4 @@ head\n one\n-two\n+2\n three\n four\n@@ -9 +9,2 @@\n nine\n+ten\n",
  "*** x\t2020\n--- y\n***************\n*** 1,3 ****\n  one\n! two\n  three\n--- 1,3 ----\n  one\n! 2\n  three\n",
  "Index: x\n2,3c2\n< two\n< three\n---\n> 2\n9a9,10\n> ten\n> eleven\n12d12\n< twelve\n",
  "diff --git a/x b/y\nold mode 100644\nnew mode 100755\nrename from x\nrename to y\n--- a/x\n+++ b/y\n@@ "
    + "-1 +1 @@\n-a\n+b\n",
  "--- /dev/null\n+++ \"b/\\303\\244 x\"\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n",
].map { $0.bytes }

private func readAll(_ patch: Bytes) -> (hunks: Int, error: PatchError?) {
  var reader = PatchReader(patch)
  var count = 0
  var target = PatchTarget("one\ntwo\nthree\nfour\nfive\n".bytes)
  do throws(PatchError) {
    while try reader.nextHeader() != nil {
      while let hunk = try reader.nextHunk() {
        count += 1
        for each in [hunk, hunk.reversed] {
          if let place = target.locate(each, fuzz: 0) ?? target.locate(each, fuzz: 2) {
            target.apply(each, at: place)
          } else {
            target.pass(each)
          }
          _ = (each.unified(offset: 3), each.context(offset: -3))
        }
      }
    }
  } catch {
    return (count, error)
  }
  _ = target.finish()
  return (count, nil)
}

@Test func patchesOfEveryFormAreRead() {
  #expect(samples.map { readAll($0).hunks } == [2, 1, 3, 1, 1])
  #expect(samples.allSatisfy { readAll($0).error == nil })
}

@Test func changedPatchesDoNoHarm() {
  // A generator of its own: the same changes in every run.
  var state: UInt64 = 0x5eed
  func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, limit)
  }
  let pieces = [
    "9", "0", ",", "-", "+", "@@", "\n", " ", "--- ", "*** ", "99999999999999999999", "\t", "\\", "\"", "c",
  ]
  for _ in 0..<20_000 {
    var patch = samples[random(samples.count)]
    for _ in 0...random(4) {
      let place = random(patch.count)
      switch random(4) {
      case 0: patch.remove(at: place)
      case 1: patch[place] = UInt8(random(256))
      case 2: patch.insert(contentsOf: pieces[random(pieces.count)].utf8, at: place)
      default: patch.removeSubrange(place..<min(patch.count, place + random(20)))
      }
      if patch.isEmpty { patch = [0x0a] }
    }
    _ = readAll(patch)
  }
}

@Test(arguments: [
  "../x", "a/../../x", "/etc/passwd", "", "..", "a/..", "sys:kill", "file:/etc/passwd", "a\0b",
]) func dangerousNamesAreRefused(_ name: String) {
  #expect(!PatchNames.isSafe(name.bytes))
}

@Test func harmlessNamesAreTaken() {
  for name in ["x", "a/b", "..x", "a/..b/c", "./x", "a/b:c"] { #expect(PatchNames.isSafe(name.bytes), "\(name)") }
}

@Test func hugeNumbersOfLinesTakeNoMemory() {
  let text = "--- x\n+++ x\n@@ -1,999999999999 +1,999999999999 @@\n a\n"
  #expect(readAll(text.bytes).error == .ends(line: 5))
  let far = readAll("--- x\n+++ x\n@@ -9999999999999999 +9999999999999999 @@\n-a\n+b\n".bytes)
  #expect(far.hunks == 1 && far.error == nil)
}
