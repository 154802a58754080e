// The first process: `init` from the initfs, with the console as its standard streams and everything allowed.

import ABI

extension Kernel {
  /// Starts the system: the registers of init's first thread, or nil when there is no init that can run.
  public func start() -> RegisterBlock? {
    do throws(Errno) { try startInit() } catch {
      var text = TextBuffer()
      text.text("kernel: cannot start init: ")
      text.text(error.name)
      text.newline()
      say(text)
    }
    lookAtClock(at: machine.now())
    return next()
  }

  private func startInit() throws(Errno) {
    guard let image = bootImage(), let file = BootImageReader.find("init", in: image) else { throw .noSuchEntry }
    var name = TextBuffer()
    name.text("init")
    let identity = ProcessIdentity(
      name: ProcessName(name.bytes, count: name.bytes.count), parent: 0, group: 0, user: 0, userGroup: 0,
      priority: .normal,
      namespace: .all, isTrusted: true)
    guard image.beginExecution() else { throw .accessDenied }
    let blob = initialBlob()
    let process = try makeProcess(
      ProcessPlan(
        image: image, imageOffset: file.offset, imageLength: file.length, identity: identity, pageLimit: .max,
        blob: UserSpan(trusted: 0, UInt64(blob.count)), blobOwner: nil))
    let place = (process.stackBottom + ProcessLimits.stack - UInt64(blob.count)) & ~15
    try process.memory.write(blob, to: UserSpan(trusted: place, UInt64(blob.count)))
    for stream in 0..<3 {
      let grant = Grant(Object.console, console, [.read, .write, .call, .duplicate, .transfer])
      retain(grant.handle)
      process.handles.set(grant.handle, at: stream)
      handleCount += 1
    }
    if let thread = process.threads.first { makeReady(thread) }
  }

  /// One argument, "init", and the root as working directory.
  private func initialBlob() -> [UInt8] {
    var strings = TextBuffer()
    strings.text("init")
    strings.byte(0)
    strings.text("/")
    strings.byte(0)
    for _ in 0..<3 { strings.byte(0) }
    var header = StartBlobHeader()
    header.argumentCount = 1
    header.handleCount = 3
    header.stringsLength = UInt32(strings.bytes.count)
    header.seed = machine.random()
    var blob = TextBuffer()
    blob.record(header)
    blob.append(strings.bytes)
    return blob.bytes
  }
}
