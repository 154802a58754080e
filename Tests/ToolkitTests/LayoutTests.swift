// Layout: who gets how much room, and that each child is measured once for each proposal.

import Graphics
import OrbToolkit
import Testing

/// A block of a size that counts how often it is measured.
private final class Block: Widget {
  let ideal: Size
  let least: Double
  var measured = 0

  init(_ width: Double, _ height: Double, least: Double? = nil) {
    ideal = Size(width: width, height: height)
    self.least = least ?? width
    super.init()
  }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    measured += 1
    return Size(width: proposal.width.map { max(least, min($0, ideal.width)) } ?? ideal.width, height: ideal.height)
  }
}

@Test func aRowSharesTheRestAmongThoseThatGrow() {
  let one = Block(50, 20)
  let two = Block(50, 20).grow()
  let three = Block(50, 20).grow(3)
  let harness = TestHarness(size: Size(width: 366, height: 100)) {
    Row(spacing: 8) {
      one; two; three
    }
  }
  _ = harness
  #expect(one.frame.width == 50)
  #expect(two.frame.width == 100)
  #expect(three.frame.width == 200)
  #expect(three.frame.maxX == 366)
}

@Test func aRowThatIsTooNarrowShrinksWhatCanShrink() {
  let fixed = Block(100, 20)
  let soft = Block(200, 20, least: 40)
  let harness = TestHarness(size: Size(width: 200, height: 100)) {
    Row(spacing: 0) {
      fixed; soft
    }
  }
  _ = harness
  #expect(fixed.frame.width == 100)
  #expect(soft.frame.width == 100)
}

@Test func growingStopsAtTheMaximum() {
  let one = Block(50, 20).grow().frame(maxWidth: 80)
  let two = Block(50, 20).grow()
  let harness = TestHarness(size: Size(width: 300, height: 100)) {
    Row(spacing: 0) {
      one; two
    }
  }
  _ = harness
  #expect(one.frame.width == 80)
  #expect(two.frame.width == 220)
}

@Test func hiddenChildrenTakeNoRoomNorSpacing() {
  let shown = State(true)
  let one = Block(50, 20).visible(shown)
  let two = Block(50, 20)
  let harness = TestHarness(size: Size(width: 300, height: 100)) {
    Row(spacing: 8) {
      one; two
    }
  }
  #expect(two.frame.minX == 58)
  shown.value = false
  harness.settle()
  #expect(two.frame.minX == 0)
}

@Test func aChangeMeasuresNobodyTwiceForOneProposal() {
  let text = State("a")
  let other = Block(50, 20)
  let harness = TestHarness(size: Size(width: 300, height: 100)) {
    Column {
      Label(text)
      other
    }
  }
  let before = other.measured
  text.value = "longer"
  harness.settle()
  #expect(other.measured == before, "the sibling's answers are still cached")
}

@Test func gridColumnsShareTheirEdges() {
  let narrow = Block(30, 20)
  let wide = Block(90, 20)
  let right = Block(10, 20).grow()
  let harness = TestHarness(size: Size(width: 300, height: 100)) {
    Grid(columns: 2, spacing: 10) {
      narrow; Block(10, 20); wide; right
    }
  }
  _ = harness
  #expect(narrow.frame.width == 90)
  #expect(right.frame.minX == 100)
  #expect(right.frame.maxX == 300)
}

@Test func uniformGridsFillTheirRoom() {
  let last = Block(10, 10)
  let harness = TestHarness(size: Size(width: 210, height: 100)) {
    Grid(columns: 2, spacing: 10, isUniform: true) {
      Block(10, 10); Block(10, 10); Block(10, 10); last
    }.grow()
  }
  _ = harness
  #expect(last.frame == Rect(x: 110, y: 55, width: 100, height: 45))
}

@Test func framesLieOnDevicePixelsAtAnyScale() {
  let one = Block(33.3, 20)
  let two = Block(33.3, 20)
  let harness = TestHarness(size: Size(width: 200, height: 100), scale: 1.5) {
    Row(spacing: 5.1) {
      one; two
    }
  }
  _ = harness
  let edge = two.frame.minX * 1.5
  #expect((edge - edge.rounded()).magnitude < 1e-9)
}

@Test func scrollingBringsTheFocusIntoView() throws {
  let harness = TestHarness(size: Size(width: 200, height: 100)) {
    ScrollView {
      Column { for number in 0..<20 { Button("Button \(number)") {} } }
    }
  }
  harness.key(.tab, count: 12)
  let rect = try #require(harness.node("Button 12")?.rect)
  #expect(rect.minY >= 0 && rect.maxY <= 100 && rect.height > 20)
  #expect(harness.incrementalPaintIsComplete())
}

@Test func aSplitterStaysWithinItsBounds() throws {
  let first = Block(10, 10)
  let second = Block(10, 10)
  let splitter = Splitter(position: 150, first, second)
  let harness = TestHarness(size: Size(width: 500, height: 100)) { splitter }
  harness.drag(from: Point(x: 150, y: 50), to: Point(x: 20, y: 50))
  #expect(first.frame.width == 120)
  harness.drag(from: Point(x: 120, y: 50), to: Point(x: 490, y: 50))
  #expect(first.frame.width == 300)
  #expect(second.frame.maxX == 500)
}
