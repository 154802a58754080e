// `spawn`: a new process from an executable in a memory object.

import ABI

/// Everything that a new process starts with, checked.
struct ProcessPlan {
  var image: MemoryObject
  /// Where the executable starts in the object, page-aligned, and its bytes.
  var imageOffset: UInt64
  var imageLength: UInt64
  var identity: ProcessIdentity
  var pageLimit: UInt64
  /// Start blob in the memory of `blobOwner`.
  var blob: UserSpan
  var blobOwner: UserMemory?
}

extension Kernel {
  func spawn(_ thread: Thread, _ address: UInt64) throws(Errno) -> Int64? {
    let parent = thread.process
    try parent.memory.makeSure(of: UserSpan(address, UInt64(MemoryLayout<SpawnBlock>.size)), write: true)
    let block = try parent.memory.load(SpawnBlock.self, at: address)
    try checkObjectReserve(for: parent)
    guard parent.handles.hasRoom else { throw .tooManyHandles }
    guard block.handleCount <= UInt64(ProcessLimits.handles), block.blobLength <= UInt64(ProcessLimits.blob) else {
      throw .argumentListTooLong
    }
    guard case .memory(let found) = try find(block.image, thread, .execute).object else { throw .badExecutable }
    let image = found.object
    guard block.imageOffset & (pageSize - 1) == 0, block.imageOffset <= image.length,
      block.imageLength <= image.length - block.imageOffset
    else { throw .badExecutable }
    try parent.memory.makeSure(of: UserSpan(block.handles, block.handleCount * 4), write: false)
    guard image.beginExecution() else { throw .busy }
    let plan = ProcessPlan(
      image: image, imageOffset: block.imageOffset, imageLength: block.imageLength,
      identity: try identity(block, thread), pageLimit: pageLimit(block, parent),
      blob: try UserSpan(block.blob, block.blobLength), blobOwner: parent.memory)
    let child = try makeProcess(plan)
    do throws(Errno) {
      try copyHandles(try UserSpan(block.handles, block.handleCount * 4), from: thread, to: child)
      try parent.memory.store(child.number, at: address + SpawnBlock.processOffset)
      let number = try give(Grant(Object.process, child, [.read, .duplicate, .transfer, .call]), to: parent)
      child.isStopped = block.flags.contains(.stopped)
      child.affinity = parent.affinity
      for first in child.threads { first.affinity = child.affinity }
      followChild(child, of: parent)
      if let first = child.threads.first { makeReady(first) }
      record(.spawn, thread, UInt64(child.number), child.name.bytes.0, at: child.started)
      return number
    } catch {
      end(child, ExitStatus(signaled: Signal.kill.rawValue, child.number))
      throw error
    }
  }

  private func pageLimit(_ block: SpawnBlock, _ parent: Process) -> UInt64 {
    let limit = parent.memory.account.limit
    return block.memoryLimit == 0 ? limit : min(block.memoryLimit / pageSize, limit)
  }

  private func identity(_ block: SpawnBlock, _ thread: Thread) throws(Errno) -> ProcessIdentity {
    let parent = thread.process
    var identity = ProcessIdentity(
      name: ProcessName(), parent: parent.number, group: parent.group, user: parent.user,
      userGroup: parent.userGroup, priority: parent.priority, namespace: parent.namespace, isTrusted: false)
    let changesUser = block.user != SpawnBlock.inherit || block.group != SpawnBlock.inherit
    guard !changesUser || parent.user == 0 else { throw .notPermitted }
    if block.user != SpawnBlock.inherit { identity.user = block.user }
    if block.group != SpawnBlock.inherit { identity.userGroup = block.group }
    if block.priority != SpawnBlock.inherit {
      guard let priority = Priority(rawValue: block.priority) else { throw .invalidArgument }
      guard parent.user == 0 || priority.rawValue >= parent.priority.rawValue else { throw .notPermitted }
      identity.priority = priority
    }
    identity.hangLimit = min(block.hangLimit, ProcessLimits.hang)
    identity.group = try processGroup(block.processGroup, parent)
    let name = try UserSpan(block.name, block.nameLength).prefix(UInt64(ProcessLimits.name))
    try parent.memory.read(name, into: &path)
    identity.name = ProcessName(path, count: Int(name.count))
    if block.flags.contains(.namespaceHandle) {
      guard case .namespace(let object) = try find(Arguments.handle(block.namespace), thread, .read).object else {
        throw .badHandle
      }
      identity.namespace = object.object.schemes
    } else if block.namespaceLength > 0 {
      let names = try UserSpan(block.namespace, block.namespaceLength)
      identity.namespace = try namespace(names, of: parent.namespace, thread)
    }
    return identity
  }

  /// 0 stands for a group of the child's own.
  private func processGroup(_ wanted: UInt32, _ parent: Process) throws(Errno) -> UInt32 {
    if wanted == SpawnBlock.inherit { return parent.group }
    if wanted == SpawnBlock.own { return 0 }
    for member in processes.all where member.group == wanted && (parent.user == 0 || member.user == parent.user) {
      return wanted
    }
    throw .noSuchProcess
  }

  /// The names in the list that are in `whole`; others are left out, so a part is never more.
  func namespace(_ list: UserSpan, of whole: Namespace, _ thread: Thread) throws(Errno) -> Namespace {
    guard list.count <= UInt64(MessageLimits.path) else { throw .argumentListTooLong }
    try thread.memory.read(list, into: &path)
    var namespace = Namespace()
    // The root only names schemes; what may be registered or watched there is decided by the name behind the colon.
    namespace.insert(Int(KernelScheme.root.rawValue))
    var start = 0
    for place in 0...Int(list.count) where place == Int(list.count) || path[place] == 10 {
      let name = start..<place
      start = place + 1
      let known = whole.isAll ? schemes.findOrAdd(path, name) : schemes.find(path, name)
      if let scheme = known, whole.contains(scheme.number) { namespace.insert(scheme.number) }
    }
    return namespace
  }

  private func copyHandles(_ numbers: UserSpan, from thread: Thread, to child: Process) throws(Errno) {
    var place: UInt64 = 0
    while place * 4 < numbers.count {
      let number = try thread.memory.load(RawHandle.self, at: numbers.address + place * 4)
      if number != noHandle {
        let handle = try find(number, thread, .transfer)
        retain(handle)
        child.handles.set(handle, at: Int(place))
        if case .interrupt(let line) = handle.object { line.object.belongs(to: child) }
        handleCount += 1
      }
      place += 1
    }
  }

  // MARK: Building a process

  /// A process with its memory and one blocked thread at the entry point.
  func makeProcess(_ plan: ProcessPlan) throws(Errno) -> Process {
    let (header, linked) = try parse(plan)
    let slide = header.isMovable && movesImages ? self.slide(of: linked) : 0
    let segments = linked.map { $0.moved(by: slide) }
    guard
      let space = UserMemory(
        frames: frames, kernelRoot: boot.kernelRoot, attention: attention,
        account: MemoryAccount(limit: plan.pageLimit, isService: plan.identity.user == 0), random: machine.random())
    else { throw .outOfMemory }
    do throws(Errno) {
      for segment in segments { try load(segment, plan, into: space) }
      let bottom = try makeStack(in: space)
      let top = bottom + ProcessLimits.stack
      let blob = (top - plan.blob.count) & ~15
      if let owner = plan.blobOwner { try owner.copy(plan.blob, to: space, at: blob) }
      guard let number = processes.reserve() else { throw .wouldBlock }
      let process = Process(number: number, memory: space, identity: plan.identity, started: machine.now())
      if process.group == 0 { process.group = number }
      process.stackBottom = bottom
      process.image = plan.image
      process.imageOffset = plan.imageOffset
      process.imageLength = plan.imageLength
      process.imageRange = (segments.first?.firstPage ?? 0)..<(segments.last?.endPage ?? 0)
      process.imageSlide = slide
      processes.insert(process)
      _ = addThread(
        to: process,
        M.Registers(entry: header.entry + slide, stackTop: blob, argument0: blob, argument1: plan.blob.count))
      return process
    } catch {
      space.destroy()
      throw error
    }
  }

  private func parse(_ plan: ProcessPlan) throws(Errno) -> (ELFHeader, [ELFSegment]) {
    var head = [UInt8](repeating: 0, count: ELFHeader.length)
    try require(plan.image, plan.imageOffset, head.count)
    guard plan.image.read(at: plan.imageOffset, into: &head) else { throw .badExecutable }
    let header = try ELFHeader(parsing: head, imageLength: plan.imageLength)
    var table = [UInt8](repeating: 0, count: header.programHeadersLength)
    try require(plan.image, plan.imageOffset + header.programHeaders, table.count)
    guard plan.image.read(at: plan.imageOffset + header.programHeaders, into: &table) else {
      throw .badExecutable
    }
    return (header, try header.segments(parsing: table, imageLength: plan.imageLength))
  }

  /// Makes sure of the pages that are looked at: the call starts again when a missing one has been brought.
  private func require(_ image: MemoryObject, _ offset: UInt64, _ count: Int) throws(Errno) {
    guard let missing = image.firstMissing(offset, UInt64(count)) else { return }
    attention.missing = MissingPage(object: image, offset: missing)
    throw .interrupted
  }

  /// How far a program is moved: anywhere below the mappings, so 32 bits of pages but for a few programs' lengths.
  private func slide(of segments: [ELFSegment]) -> UInt64 {
    guard let last = segments.last else { return 0 }
    return machine.random() % ((UserMemory.mapStart - last.endPage) / pageSize + 1) * pageSize
  }

  /// Maps a segment straight from the image: text shared, data private and copied on the first write.
  private func load(_ segment: ELFSegment, _ plan: ProcessPlan, into space: UserMemory) throws(Errno) {
    guard space.isFree(segment.firstPage..<segment.endPage) else { throw .badExecutable }
    let shift = segment.address - segment.firstPage
    space.insert(
      Region(
        start: segment.firstPage, end: segment.endPage, rights: segment.rights, maximum: segment.rights,
        isShared: false, object: segment.fileLength > 0 ? plan.image : nil,
        objectOffset: plan.imageOffset + segment.fileOffset - shift,
        objectEnd: plan.imageOffset + segment.fileOffset + segment.fileLength))
  }

  /// The first thread's stack, at a random place below the end of the user's addresses: its lowest address.
  private func makeStack(in space: UserMemory) throws(Errno) -> UInt64 {
    let slack = machine.random() & 0xF_FFFF
    let top = AddressSpace.userEnd - pageSize - slack * pageSize
    let bottom = top - ProcessLimits.stack
    let region = Region(
      start: bottom, end: top, rights: [.read, .write], maximum: [.read, .write], isShared: false, object: nil,
      objectOffset: 0, objectEnd: 0)
    region.guardBelow = pageSize
    space.insert(region)
    return bottom
  }
}

extension SpawnBlock {
  /// Where the kernel fills in its part (pinned by a test).
  static let processOffset: UInt64 = 112
}
