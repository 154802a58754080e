// The places of the sidebar.

import FilesCore
import Graphics
import OrbToolkit
import System

/// A folder that is one click away.
struct Place {
  let title: String
  let icon: VectorIcon
  let path: FilePath

  static var home: FilePath { FilePath(Environment["HOME"] ?? "/") }

  /// Where deleted things wait.
  static var trash: FilePath { home.appending(FileName(".Trash")) }

  /// Those that exist: home and its folders, the whole system, the trash.
  static func all() -> [Place] {
    let home = Place.home
    var places = [Place(title: "Home", icon: Symbols.home, path: home)]
    for (name, icon) in [
      ("Desktop", Symbols.desktop), ("Documents", Symbols.text), ("Downloads", Symbols.arrowDown),
      ("Pictures", Symbols.image),
    ] {
      let path = home.appending(FileName(name))
      if FileSystem.exists(path.text) { places.append(Place(title: name, icon: icon, path: path)) }
    }
    places.append(Place(title: "System", icon: Symbols.disk, path: .root))
    places.append(Place(title: "Trash", icon: Symbols.trash, path: Place.trash))
    return places
  }
}
