// Carries out what the Supervisor decides: spawns, watches schemes and ends of processes, keeps timers.

import ABI
import Archive
import InitCore
import SchemeServer
import System

/// init's event loop and the children it looks after. Lives as long as the program, so its handlers keep it.
final class Caretaker {
  private final class Child {
    let process: ChildProcess
    var source: UInt64 = 0
    init(_ process: consuming ChildProcess) { self.process = process }
  }

  private(set) var supervisor: Supervisor
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
    supervisor = Supervisor(manifest)
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

  private func watch(_ scheme: String) throws(Errno) {
    let raw = try Handle.open(":" + scheme, [.read, .watch, .nonBlocking]).release()
    watches.append((scheme, raw))
    try loop.add(raw) { _ in
      var count = [UInt8](repeating: 0, count: 8)
      _ = try? Streams.read(raw, into: &count)
      self.perform(self.supervisor.schemeRegistered(scheme, now: SystemClock.monotonic))
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
      case .wake(let deadline): wake(at: deadline)
      case .report(let text): Console.write("init: " + text)
      }
    }
    didChange()
  }

  private func spawn(_ index: Int) {
    let service = supervisor.entries[index].service
    do throws(Errno) {
      let child = Child(try start(service))
      let id = child.process.id
      children[id] = child
      child.source = try loop.add(child.process.handle.raw) { _ in self.collect(id) }
      perform(supervisor.spawned(index, process: id, now: SystemClock.monotonic))
    } catch {
      perform(supervisor.spawnFailed(index, error, now: SystemClock.monotonic))
    }
  }

  private func collect(_ id: UInt32) {
    guard let child = children[id], let status = try? child.process.poll() else { return }
    loop.remove(child.source)
    children[id] = nil
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
    let output = try Handle.open("debug:", .write)
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
