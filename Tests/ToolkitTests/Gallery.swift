// Every widget in every state, on one page: to be looked at, and compared with the last one that was found good.

import Graphics
import OrbToolkit

enum Gallery {
  static func window() -> Window {
    let window = Window(title: "Gallery", size: Size(width: 960, height: 720)) {
      MenuBar([
        ("File", { [.item("New") {}] }), ("Edit", { [.item("Undo") {}] }), ("View", { [.item("Zoom in") {}] }),
      ])
      toolbar()
      Splitter(position: 190, sidebar(), page())
      StatusBar(State("12 items, 3 selected  ·  4.2 MB free"))
    }
    return window
  }

  private static func toolbar() -> Widget {
    Toolbar {
      Toolbar.button(Action("back", "Back", icon: Symbols.arrowLeft) {})
      Toolbar.button(Action("forward", "Forward", icon: Symbols.arrowRight, isEnabled: false) {})
      Toolbar.button(Action("up", "Up", icon: Symbols.arrowUp) {})
      Breadcrumb(["Home", "Documents", "Letters"])
      Toolbar.button(Action("list", "List", icon: Symbols.list, isChecked: true) {})
      Toolbar.button(Action("grid", "Icons", icon: Symbols.grid, isChecked: false) {})
      TextField.search { _ in }.with { $0.height = Metrics.toolbarControlHeight }
    }
  }

  private static func sidebar() -> Widget {
    let places: [(String, VectorIcon)] = [
      ("Home", Symbols.home), ("Desktop", Symbols.desktop), ("Documents", Symbols.folder), ("Pictures", Symbols.image),
      ("Live medium", Symbols.disk), ("Trash", Symbols.trash),
    ]
    let list = ListView(count: places.count) { ListItem(places[$0].0, icon: places[$0].1) }
    list.isFramed = false
    list.select(2)
    return list
  }

  private static func page() -> Widget {
    ScrollView {
      Padding(Metrics.group) {
        Column(spacing: Metrics.group) {
          Row(spacing: 24, alignment: .start) {
            buttons().grow()
            choices().grow()
          }
          Row(spacing: 24, alignment: .start) {
            fields().grow()
            values().grow()
          }
          table().frame(height: 190)
        }
      }
    }
  }

  private static func buttons() -> Widget {
    Padding(Metrics.group, background: .card) {
      Column(spacing: 12) {
        Label("Buttons", .section)
        Row {
          Button("Cancel") {}
          Button("Save", style: .accent) {}
          Button("Erase", style: .destructive) {}
        }
        Row {
          Button("Cancel") {}.enabled(false)
          Button("Save", style: .accent) {}.enabled(false)
          Button("Erase", style: .destructive) {}.enabled(false)
        }
        Row {
          Button("New folder", icon: Symbols.newFolder) {}
          Button("", icon: Symbols.refresh) {}
          Button("Plain", style: .plain) {}
          Button("Learn more", style: .link) {}
        }
      }
    }
  }

  private static func choices() -> Widget {
    Padding(Metrics.group, background: .card) {
      Column(spacing: 8) {
        Label("Choices", .section)
        Row(spacing: 16) {
          CheckBox("Hidden files", isOn: true)
          CheckBox("Mixed").with { $0.isMixed = true }
          CheckBox("Off")
        }
        RadioGroup(["Small", "Medium", "Large"], axis: .horizontal, selected: 1)
        Switch("Reduced motion", isOn: true)
        Switch("Dark theme", isOn: false)
        ComboBox(["English (US)", "Deutsch", "Français"])
      }
    }
  }

  private static func fields() -> Widget {
    Column(spacing: 12) {
      Label("Text", .section)
      TextField("Ada Lovelace", placeholder: "Name")
      TextField(placeholder: "Search or type a path")
      TextField("secret").with { $0.isPassword = true }
      TextField("no such/name").with { $0.validationMessage = "A name cannot contain a slash" }
      TextField("cannot be changed").enabled(false)
    }
  }

  private static func values() -> Widget {
    Column(spacing: 12) {
      Label("Values", .section)
      Slider(0.4)
      ProgressBar(0.65)
      Tabs([
        (
          "General",
          Padding(12) { Label("Body text wraps at the end of a line, and its lines are twenty pixels apart.") }
        ),
        ("Display", Label("")), ("Sound", Label("")),
      ]).frame(height: 100)
      Label("Captions are dim and a little smaller.", .caption, tone: .dim)
      Row {
        Icon(Symbols.warning, tone: .warning)
        Label("Low space", tone: .warning)
        Icon(Symbols.warning, tone: .error)
        Label("Cannot write", tone: .error)
        Icon(Symbols.check, tone: .success)
        Label("Saved", tone: .success)
      }
    }
  }

  private static func table() -> Widget {
    let rows = [
      ("Letters", "3 items", "Today 14:02"),
      ("Report about the flight of the common swift in Europe, final version.txt", "24.1 KB", "Yesterday"),
      ("photo.png", "1.8 MB", "12 Nov"), (".profile", "312 B", "3 Oct"),
    ]
    let icons = [Symbols.folder, Symbols.text, Symbols.image, Symbols.file]
    let table = Table(
      [
        TableColumn("Name", grows: true), TableColumn("Size", width: 90, alignsRight: true),
        TableColumn("Changed", width: 130),
      ], count: rows.count, selection: .multiple
    ) { row, column in
      switch column {
      case 0: TableCell(rows[row].0, icon: icons[row], isDim: row == 3)
      case 1: TableCell(rows[row].1)
      default: TableCell(rows[row].2)
      }
    }
    table.sorting = (0, true)
    table.rows.select(1)
    return table
  }
}
