// What the administrator of the machine has to say about services: which start at boot, and which there are besides
// those of the boot image.

public import ABI

extension Supervisor {
  /// Whether a service starts only when there are files: whether it does can then stand in one.
  public func isChoosable(_ index: Int) -> Bool {
    // Services that are known to wait for the files, and those that wait for what these provide.
    var provided = ["file"]
    while true {
      let waiting = entries.filter { entry in
        entry.service.requires.contains { scheme in provided.contains { $0.utf8.elementsEqual(scheme.utf8) } }
      }
      if waiting.contains(where: { $0.service.name.utf8.elementsEqual(entries[index].service.name.utf8) }) {
        return true
      }
      let more = waiting.flatMap { $0.service.provides }.filter { scheme in
        !provided.contains { $0.utf8.elementsEqual(scheme.utf8) }
      }
      if more.isEmpty { return false }
      provided += more
    }
  }

  /// Takes over what stands in the file, for services that have not been started yet.
  public mutating func apply(_ choices: ServiceChoices) {
    for index in entries.indices where isChoosable(index) {
      guard let wanted = choices[entries[index].service.name] else { continue }
      let isNew = wanted != entries[index].isEnabled
      entries[index].isEnabled = wanted
      guard isNew, entries[index].restarts == 0, entries[index].lastEnd.utf8.isEmpty else { continue }
      switch entries[index].state {
      case .waiting where !wanted: entries[index].state = .stopped
      case .stopped where wanted: entries[index].state = .waiting
      default: break
      }
    }
  }

  /// Chooses whether a service starts at boot. It goes on as it is now.
  public mutating func setEnabled(_ name: String, _ isEnabled: Bool) throws(RequestError) {
    let index = try find(name)
    guard isChoosable(index) else { throw .startsTooEarly }
    entries[index].isEnabled = isEnabled
  }

  /// Takes the services of the administrator's file in place of those that came from it before. One that runs is
  /// started by its new description the next time; one that is gone is ended.
  public mutating func replaceExtra(_ services: [Service], _ choices: ServiceChoices, now: UInt64) -> [InitAction] {
    let isGone: (Entry) -> Bool = { entry in
      entry.isExtra && !services.contains { $0.name.utf8.elementsEqual(entry.service.name.utf8) }
    }
    // Those that still run stay in the list until they have ended; the next look at the file takes them out. (First of
    // all, since actions name places in the list.)
    entries.removeAll { entry in
      if case .running = entry.state { return false }
      return isGone(entry)
    }
    for service in services {
      if let index = entries.firstIndex(where: { $0.service.name.utf8.elementsEqual(service.name.utf8) }) {
        entries[index].service = service
        continue
      }
      var entry = Self.entry(service, isExtra: true)
      if let isEnabled = choices[service.name] {
        entry.isEnabled = isEnabled
        entry.state = isEnabled ? .waiting : .stopped
      }
      entries.append(entry)
    }
    var actions: [InitAction] = []
    for index in entries.indices where isGone(entries[index]) { actions += stop(index, now: now) }
    return actions + startReady()
  }
}
