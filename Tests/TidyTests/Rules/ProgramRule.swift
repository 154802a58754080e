// What the assets name is built: programs of services, images of commands, and every command in its image.

struct ProgramRule {
  let lists: BuildLists

  /// The lists of the Makefile, against the products of the package.
  func complaints() -> [Complaint] {
    var found: [Complaint] = []
    if lists.bootImage.isEmpty || lists.root.isEmpty { found.append(Complaint("Makefile", 1, "lists no programs")) }
    found += (lists.bootImage + lists.root).filter { lists.products[$0] == nil }
      .map { Complaint("Makefile", 1, "\($0) is no product of Package.swift") }
    return found
  }

  func complaints(aboutServices file: SourceFile) -> [Complaint] {
    ServiceList(file).programs.compactMap { line, name in
      let (place, programs) = name.hasPrefix("initfs:") ? ("initfs:", lists.bootImage) : ("/bin/", lists.root)
      return name.hasPrefix(place) && programs.contains(String(name.dropFirst(place.count)))
        ? nil : file.complaint(line, "\(name) is in no list of programs of the Makefile")
    }
  }

  /// - Parameter commands: what the sources of an image define.
  func complaints(aboutCommands file: SourceFile, _ commands: (_ image: String) -> Set<String>) -> [Complaint] {
    var found: [Complaint] = []
    var listed: [String: Set<String>] = [:]
    for (index, line) in file.lines.enumerated() where !line.hasPrefix("#") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let image = String(line[..<colon])
      if !lists.root.contains(image) { found.append(file.complaint(index + 1, "\(image) is not in /bin")) }
      for name in line[line.index(after: colon)...].split(separator: " ").map(String.init) {
        listed[image, default: []].insert(name)
        if !commands(image).contains(name) { found.append(file.complaint(index + 1, "\(image) has no \(name)")) }
      }
    }
    for (image, names) in listed.sorted(by: { $0.key < $1.key }) {
      found += commands(image).subtracting(names).sorted()
        .map { file.complaint(1, "\($0) of \(image) has no name in /bin") }
    }
    return found
  }
}
