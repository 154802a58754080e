// Paths that children open.

/// What exists, what does not, and what nobody may have.
enum FuzzPaths {
  /// Files that children may make; the parent removes them.
  static let files = ["/tmp/fuzz0", "/tmp/fuzz1"]

  static let all: [String] = [
    "event:", "pipe:", "time:", "memory:4096", "memory:65536", "memory:100000000", "memory:0", "memory:x",
    "memory:physical/FE000000/1000", "memory:ports/60/5", "memory:framebuffer", "memory:initfs",
    "memory:18446744073709551615", "proc:", "proc:self", "proc:self/status", "proc:1", "proc:1/status", "proc:2",
    "proc:999999", "proc:signals", "proc:self/trace", "proc:self/trace/children", "proc:self/profile",
    "proc:self/symbol/400000", "proc:self/symbol/zz", "proc:1/trace", "sys:log", "sys:memory", "sys:version",
    "sys:schemes", "sys:trace", "sys:trace/calls", "sys:counters", "sys:profile", "sys:panic", "sys:", "irq:1",
    "acpi:FACP", ":fuzz0", ":fuzz1", ":fuzz2", ":event", ":nothing", ":", "fuzz0:a", "fuzz1:b/c", "fuzz2:",
    "nothing:x", "file:/bin/osfuzz", "file:/bin", "file:/etc/passwd", "file:/tmp/fuzz0", "file:/tmp/fuzz1", "file:",
    "file:/nothing", "debug:", "no colon", "a-scheme-with-a-name-that-is-longer-than-any-scheme-may-be:x", "",
  ]
}
