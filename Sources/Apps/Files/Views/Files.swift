// The window of the file browser.

import ABI
import FilesCore
import Graphics
public import OrbToolkit
import System

/// The file browser.
public enum Files {
  /// A window on a folder; nil: the home folder.
  public static func window(_ path: String? = nil) -> Window {
    window(path.map { FilePath($0, base: Place.home, home: Place.home) } ?? Place.home, places: Place.all())
  }

  static func window(
    _ start: FilePath, home: FilePath = Place.home, places: [Place],
    freeSpace: @escaping (FilePath) -> UInt64 = Files.freeSpace
  ) -> Window {
    let controller = FilesController(start: start, home: home, places: places, freeSpace: freeSpace)
    controller.makeActions()
    let window = Window(title: "Files", size: Size(width: 860, height: 560), minimumSize: Size(width: 480, height: 320))
    {
      MenuBar(controller.menus())
      toolbar(controller)
      split(controller)
      controller.jobStrip
      StatusBar(controller.status)
    }
    controller.attach(to: window)
    window.initialFocus = controller.itemView
    window.actions = controller.actions.all
    controller.content.contextMenu { controller.contextMenu() }
    // The views hold the controller unretained; this is what keeps it.
    window.activationDidChange = { active in if active { controller.refreshIfIdle() } }
    controller.arrive(selecting: [])
    return window
  }

  static func freeSpace(_ folder: FilePath) -> UInt64 {
    (try? FileSystem.capacity(folder.text))?.freeBytes ?? 0
  }

  private static func toolbar(_ controller: FilesController) -> Widget {
    controller.pathField.isVisible = false
    controller.pathField.height = Metrics.toolbarControlHeight
    controller.filterField.height = Metrics.toolbarControlHeight
    return Toolbar {
      Toolbar.button(controller.actions["back"])
      Toolbar.button(controller.actions["forward"])
      Toolbar.button(controller.actions["up"])
      controller.breadcrumb.grow().margin(Insets(horizontal: 4, vertical: 0))
      controller.pathField.grow().margin(Insets(horizontal: 4, vertical: 0))
      controller.filterField.frame(width: 150)
      Toolbar.button(controller.actions["list"])
      Toolbar.button(controller.actions["icons"])
    }
  }

  private static func split(_ controller: FilesController) -> Widget {
    controller.sidebar.reload(count: controller.places.count)
    let splitter = Splitter(position: 176, controller.sidebar, controller.content)
    splitter.leastFirst = 120
    splitter.leastSecond = 260
    controller.splitter = splitter
    return splitter
  }
}

extension FilesController {
  /// Another program may have changed the folder while this window was in the background.
  func refreshIfIdle() {
    if jobs?.isBusy != true && renaming == nil { refresh() }
  }
}
