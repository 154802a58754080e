// The host's CPU is taken to be a real one.

extension Platform {
  static var isEmulated: Bool { false }
}
