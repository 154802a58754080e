// What the terminal has to show: rows of cells, and the cursor. A value, built anew for each change and compared with
// what the terminal shows already.

/// Rows of cells.
struct Picture: Equatable {
  /// One character in one or two columns.
  struct Cell: Equatable {
    /// Where its bytes start in the row.
    var start: Int
    var length: Int
    var columns: Int
    /// A Style, or a style of the prompt (see PromptText).
    var style: UInt8
  }

  /// One row.
  struct Row: Equatable {
    var bytes = Bytes()
    var cells: [Cell] = []
    /// The columns that its cells take.
    var columns = 0

    /// The columns without the blanks at the end.
    var inkedColumns: Int {
      var columns = columns
      for cell in cells.reversed() {
        guard cell.length == 1, bytes[cell.start] == ASCII.space else { break }
        columns -= cell.columns
      }
      return columns
    }

    func bytes(of cell: Cell) -> ArraySlice<UInt8> { bytes[cell.start..<cell.start + cell.length] }
  }

  /// A row and a column.
  struct Place: Equatable {
    var row = 0
    var column = 0
  }

  var rows: [Row] = [Row()]
  /// Where the cursor stands; nil while the picture is only looked at: then it stands at the end.
  var cursor: Place?
  /// The place behind the text, before what stands below it.
  var end = Place()
}
