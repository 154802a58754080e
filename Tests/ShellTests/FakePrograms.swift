// The programs of the fake machine.

import ShellCore

extension FakeMachine {
  func installPrograms() {
    install("cat") { machine, process in
      if process.request.arguments.count == 1 { machine.output(process, machine.input(process)) }
      for path in process.request.arguments.dropFirst() {
        if path.matches("-") {
          machine.output(process, machine.input(process))
          continue
        }
        guard let content = machine.content(machine.absolute(path, process).text) else {
          machine.output(process, "cat: \(path.text): No such file or directory\n".bytes, to: 2)
          return .exited(1)
        }
        machine.output(process, content.bytes)
      }
      return .exited(0)
    }
    installFilter("upper") { lines in lines.map { Bytes($0.map { (97...122).contains($0) ? $0 - 32 : $0 }) } }
    installFilter("sort") { lines in lines.sorted { $0.lexicographicallyPrecedes($1) } }
    installFilter("rev") { lines in lines.map { $0.reversed() } }
    installFilter("first") { lines in Array(lines.prefix(1)) }
    installFilter("count") { lines in ["\(lines.count)".bytes] }
    install("args") { machine, process in
      let words = process.request.arguments.dropFirst().map { "[".bytes + $0 + "]".bytes }
      machine.output(process, Bytes(words.joined()) + "\n".bytes)
      return .exited(0)
    }
    install("echo") { machine, process in
      let words = process.request.arguments.dropFirst()
      machine.output(process, Bytes(words.joined(separator: " ".bytes)) + "\n".bytes)
      return .exited(0)
    }
    install("env") { machine, process in
      machine.output(process, Bytes(process.request.environment.map { $0 + "\n".bytes }.joined()))
      return .exited(0)
    }
    install("status") { _, process in
      .exited(Int32(process.request.arguments.dropFirst().first?.decimalValue ?? 0))
    }
    install("complain") { machine, process in
      machine.output(process, "out\n".bytes)
      machine.output(process, "err\n".bytes, to: 2)
      return .exited(3)
    }
    install("lines") { machine, process in
      let count = process.request.arguments.dropFirst().first?.decimalValue ?? 0
      machine.output(process, Bytes((0..<max(0, count)).map { "\($0 + 1)\n".bytes }.joined()))
      return .exited(0)
    }
    install("crash") { _, _ in .signaled(11) }
    install("sh") { machine, process in machine.runShell(process) }
  }

  private func installFilter(_ name: String, _ transform: @escaping ([Bytes]) -> [Bytes]) {
    install(name) { machine, process in
      var lines = machine.input(process).pieces(separatedBy: 10)
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      machine.output(process, Bytes(transform(lines).map { $0 + "\n".bytes }.joined()))
      return .exited(0)
    }
  }

  private func runShell(_ process: Process) -> WaitResult {
    var arguments = process.request.arguments
    if arguments.count > 2, arguments[1].matches("--part-of") { arguments.removeSubrange(1...2) }
    let standard = (0...2).map { process.handles[$0] ?? HostHandle(-1) }
    let host = FakeHost(self, directory: process.directory, process: process.number)
    let isCommand = arguments.count > 2 && arguments[1].first == UInt8(ascii: "-")
    let script: Bytes =
      if isCommand {
        arguments[1].matches("-c") ? arguments[2] : scriptFromHandle(process, arguments[2])
      } else if arguments.count > 1 {
        content(absolute(arguments[1], process).text)?.bytes ?? []
      } else {
        input(process)
      }
    let names = arguments.dropFirst(isCommand ? 3 : 1)
    let shell = Evaluator(
      host: host, name: names.first ?? "sh".bytes, arguments: Array(names.dropFirst()),
      environment: process.request.environment, standard: standard, options: [.posix])
    return .exited(shell.run(script: script))
  }

  private func scriptFromHandle(_ process: Process, _ number: Bytes) -> Bytes {
    var script = Bytes()
    guard let handle = process.handles[Int(number.decimalValue ?? 0)] else { return [] }
    while let more = try? read(handle, upTo: 4096), !more.isEmpty { script += more }
    return script
  }

  func absolute(_ path: Bytes, _ process: Process) -> Bytes { Self.absolute(path, from: process.directory) }

  static func absolute(_ path: Bytes, from directory: Bytes) -> Bytes {
    var names: [Bytes] = []
    let full = path.first == UInt8(ascii: "/") ? path : directory + "/".bytes + path
    for name in full.pieces(separatedBy: UInt8(ascii: "/")) where !name.isEmpty && !name.matches(".") {
      if name.matches("..") { _ = names.popLast() } else { names.append(name) }
    }
    return "/".bytes + Bytes(names.joined(separator: "/".bytes))
  }
}

extension FakeMachine {
  /// Programs that change the file system.
  func installFilePrograms() {
    install("mkdir") { machine, process in
      for path in process.request.arguments.dropFirst() { machine.nodes[machine.absolute(path, process)] = .directory }
      return .exited(0)
    }
    install("touch") { machine, process in
      for path in process.request.arguments.dropFirst() {
        machine.nodes[machine.absolute(path, process)] = .file([], isExecutable: false)
      }
      return .exited(0)
    }
    install("rm") { machine, process in
      for path in process.request.arguments.dropFirst() where path.first != UInt8(ascii: "-") {
        let full = machine.absolute(path, process)
        for name in Array(machine.nodes.keys) where name == full || name.starts(with: full + "/".bytes) {
          machine.nodes[name] = nil
        }
      }
      return .exited(0)
    }
  }
}
