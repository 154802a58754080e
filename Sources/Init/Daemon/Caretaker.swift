// Carries out what Supervisor and TimerTable decide: spawns, watches schemes and ends of processes, keeps the time.

import ABI
import Archive
import InitCore
import SchemeServer
import System

/// init's event loop and the children it looks after. Lives as long as the program, so its handlers keep it.
final class Caretaker {
  /// Nanoseconds that the log may take for what it is told; without it life goes on.
  private static let logPatience: UInt64 = 1_000_000_000

  private final class Child {
    let process: ChildProcess
    var source: UInt64 = 0
    init(_ process: consuming ChildProcess) { self.process = process }
  }

  private(set) var supervisor: Supervisor
  private(set) var timers: TimerTable
  private var choices = ServiceChoices()
  private let manifest: Manifest
  private let image: BootFiles
  private let loop: EventLoop
  private let port: SchemePort
  private var watches: [(scheme: String, handle: RawHandle)] = []
  private var children: [UInt32: Child] = [:]
  /// After everything that may have changed a state.
  private var didChange: () -> Void = {}
  private var wakeUp: (deadline: UInt64, timer: EventLoop.TimerID)?

  init(_ image: BootFiles, _ manifest: Manifest) throws(StartError) {
    self.image = image
    self.manifest = manifest
    supervisor = Supervisor(manifest)
    timers = TimerTable(manifest)
    do throws(Errno) {
      loop = try EventLoop()
      port = try SchemePort(registering: "service")
    } catch { throw StartError("the event loop could not be set up", error) }
  }

  /// Starts the services and stays.
  func run() throws(StartError) {
    do throws(Errno) {
      let server = ServiceServer(self, port)
      let port = port
      didChange = server.statesChanged
      try loop.add(port.handle.raw) { _ in try? port.serveWaiting(server) }
      for entry in supervisor.entries {
        for scheme in entry.service.provides { try watch(scheme) }
      }
      perform(supervisor.begin())
      try loop.run()
    } catch { throw StartError("the event loop failed", error) }
  }

  /// Changes the state by a request from outside, and does what follows.
  func request(
    _ change: (inout Supervisor) throws(Supervisor.RequestError) -> [InitAction]
  ) throws(Supervisor.RequestError) {
    perform(try change(&supervisor))
  }

  // MARK: Requests

  /// The time by both clocks.
  static var clock: TimerClock { TimerClock(monotonic: SystemClock.monotonic, real: SystemClock.realTime) }

  /// Starts the job of a timer, or ends the one that runs. False where there is no such timer.
  func requestJob(_ name: String, start: Bool) -> Bool {
    guard let index = timers.index(of: name) else { return false }
    if start {
      perform(timers.runNow(index))
    } else if let process = timers.entries[index].process {
      try? Processes.kill(Int64(process), .terminate)
    }
    return true
  }

  /// Switches a service or timer on or off, from the next boot on: written down first.
  func choose(_ name: String, _ isEnabled: Bool) throws(Errno) {
    let timer = timers.index(of: name)
    var changed = supervisor
    if timer == nil {
      do throws(Supervisor.RequestError) { try changed.setEnabled(name, isEnabled) } catch {
        throw error == .noSuchService ? .noSuchEntry : .notSupported
      }
    }
    var chosen = choices
    chosen[name] = isEnabled
    try AdministratorFiles.write(chosen)
    choices = chosen
    supervisor = changed
    perform(timer.map { timers.setEnabled($0, isEnabled, Self.clock) } ?? [])
  }

  /// Reads the administrator's services and timers again.
  func reload() throws(Errno) {
    let extra: Manifest
    do throws(ManifestError) { extra = try AdministratorFiles.readManifest(extending: manifest) } catch {
      report("\(AdministratorFiles.services):\(error.line): \(error.message)")
      throw .invalidArgument
    }
    adopt(extra)
  }

  private func adopt(_ extra: Manifest) {
    for scheme in extra.services.flatMap({ $0.provides }) {
      guard !watches.contains(where: { $0.scheme.utf8.elementsEqual(scheme.utf8) }) else { continue }
      try? watch(scheme)
    }
    perform(supervisor.replaceExtra(extra.services, choices, now: SystemClock.monotonic))
    perform(timers.replaceExtra(extra.timers, Self.clock))
  }

  /// The file system is there (again): what stands in it holds before anything that waited for it starts.
  private func readFiles() {
    choices = AdministratorFiles.readChoices()
    supervisor.apply(choices)
    timers.apply(choices, Self.clock)
    do throws(ManifestError) {
      adopt(try AdministratorFiles.readManifest(extending: manifest))
      timers.apply(choices, Self.clock)
    } catch { report("\(AdministratorFiles.services):\(error.line): \(error.message)") }
  }

  private func watch(_ scheme: String) throws(Errno) {
    let raw = try Handle.open(":" + scheme, [.read, .watch, .nonBlocking]).release()
    watches.append((scheme, raw))
    try loop.add(raw) { _ in
      var count = [UInt8](repeating: 0, count: 8)
      _ = try? Streams.read(raw, into: &count)
      let isFiles = scheme.utf8.elementsEqual("file".utf8)
      if isFiles { self.readFiles() }
      self.perform(self.supervisor.schemeRegistered(scheme, now: SystemClock.monotonic))
      if isFiles { self.perform(self.timers.begin(Self.clock)) }
    }
  }

  // MARK: Actions

  private func perform(_ actions: [InitAction]) {
    for action in actions {
      switch action {
      case .spawn(let index): spawn(index)
      case .kill(let index, let signal):
        guard case .running(let process, _) = supervisor.entries[index].state else { continue }
        try? Processes.kill(Int64(process), signal)
      case .runJob(let index): runJob(index)
      case .wake(let deadline): wake(at: deadline)
      case .report(let text): report(text)
      }
    }
    didChange()
  }

  /// For the console, and for the log as far as there is one.
  private func report(_ text: String) {
    Console.write("init: " + text)
    WaitLimit.until(SystemClock.monotonic &+ Self.logPatience) {
      try? Handle.open("log:init", .write).writeAll(text + "\n")
    }
  }

  private func runJob(_ index: Int) {
    do throws(Errno) {
      let child = Child(try start(timers.entries[index].service))
      timers.started(index, process: child.process.id)
      try look(after: child)
    } catch { perform(timers.startFailed(index, error)) }
  }

  /// Waits for the end of a child.
  private func look(after child: Child) throws(Errno) {
    let id = child.process.id
    children[id] = child
    child.source = try loop.add(child.process.handle.raw) { _ in self.collect(id) }
  }

  private func spawn(_ index: Int) {
    let service = supervisor.entries[index].service
    do throws(Errno) {
      let child = Child(try start(service))
      try look(after: child)
      perform(supervisor.spawned(index, process: child.process.id, now: SystemClock.monotonic))
    } catch {
      perform(supervisor.spawnFailed(index, error, now: SystemClock.monotonic))
    }
  }

  private func collect(_ id: UInt32) {
    guard let child = children[id], let status = try? child.process.poll() else { return }
    loop.remove(child.source)
    children[id] = nil
    if let actions = timers.exited(process: id, status) { return perform(actions) }
    let isFault = ExitStatus.Kind(rawValue: status.kind) == .faulted
    let fault = isFault ? (try? child.process.faultReport()) ?? [] : []
    perform(supervisor.exited(process: id, status, fault: fault, now: SystemClock.monotonic))
  }

  private func wake(at deadline: UInt64) {
    if let wakeUp {
      if wakeUp.deadline <= deadline { return }
      loop.cancel(wakeUp.timer)
    }
    let timer = loop.at(deadline) {
      self.wakeUp = nil
      self.perform(self.supervisor.timer(now: SystemClock.monotonic))
      self.perform(self.timers.look(Self.clock))
    }
    wakeUp = (deadline, timer)
  }

  // MARK: Starting a service

  private func start(_ service: Service) throws(Errno) -> ChildProcess {
    var request = SpawnRequest(service.program, [Paths.name(Self.fileName(service.program))] + service.arguments)
    request.environment = service.environment
    request.directory = service.directory
    request.user = service.user
    request.userGroup = service.group
    request.priority = service.priority
    if service.hang > 0 { request.hangLimit = UInt64(service.hang) * 1_000_000 }
    request.group = .own
    request.schemes = service.schemes + service.provides
    let output = try Self.openOutput(of: service)
    request.handles = [noHandle, output.raw, output.raw]
    var opened: [RawHandle] = []
    defer { for raw in opened { Handle(owning: raw).close() } }
    for grant in service.grants {
      let raw = try Self.open(grant).release()
      opened.append(raw)
      request.namedHandles.append((grant.name, raw))
    }
    guard service.program.utf8.starts(with: "initfs:".utf8) else { return try request.start() }
    guard let file = image.find(Self.fileName(service.program)) else { throw .noSuchEntry }
    return try request.start(image: image.object, offset: UInt64(file.offset), length: UInt64(file.length))
  }

  /// Where a service writes: the log, if it is to and there is one, else the console.
  private static func openOutput(of service: Service) throws(Errno) -> Handle {
    if service.writesToLog {
      let raw = WaitLimit.until(SystemClock.monotonic &+ logPatience) {
        try? Handle.open("log:" + service.name, .write).release()
      }
      if let raw { return Handle(owning: raw) }
    }
    return try Handle.open("debug:", .write)
  }

  /// Opens a grant with all that it offers: some can only be read.
  private static func open(_ grant: Service.Grant) throws(Errno) -> Handle {
    do throws(Errno) { return try Handle.open(grant.path, [.read, .write]) } catch {
      return try Handle.open(grant.path, .read)
    }
  }

  /// The path behind "initfs:".
  private static func fileName(_ program: String) -> String {
    guard let colon = program.utf8.firstIndex(of: 0x3A) else { return program }
    return String(program[program.utf8.index(after: colon)...])
  }
}
