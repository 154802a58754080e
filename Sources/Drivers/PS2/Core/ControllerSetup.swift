// Brings the controller into a known state: both devices on, interrupts on, scan codes translated to set 1.
//
// A list of steps. A step that the controller is not ready for is tried again a little later (`advance` says when); a
// step that takes too long is given up, since controllers exist that do not answer to some of them. Each call is
// bounded.

import DriverSupport

/// What setting up has come to.
enum SetupProgress: Equatable {
  /// Call again at this time.
  case waiting(UInt64)
  case finished(hasMouse: Bool)
}

/// The controller's initialisation.
struct ControllerSetup {
  private enum Step: Equatable {
    case send(ControllerCommand)
    /// The configuration as changed so far.
    case sendConfiguration
    case takeConfiguration
    case takeSelfTest
    /// Throws away what the devices said before anyone listened.
    case drain
  }

  /// Once with the interrupts off, for the tests, and once with all of it on.
  private static let steps: [Step] = [
    .send(.disableKeyboard), .send(.disableMouse), .drain, .send(.readConfiguration), .takeConfiguration,
    .send(.writeConfiguration), .sendConfiguration, .send(.selfTest), .takeSelfTest,
    // A self test resets the configuration on some machines. The mouse's clock tells whether there is a mouse port.
    .send(.writeConfiguration), .sendConfiguration, .send(.enableMouse), .send(.readConfiguration),
    .takeConfiguration, .send(.enableKeyboard), .drain, .send(.writeConfiguration), .sendConfiguration,
  ]

  /// Nanoseconds between two looks at a busy controller, and until a step is given up.
  static let retry: UInt64 = 1_000_000
  static let patience: UInt64 = 500_000_000
  /// Bytes thrown away by one drain; a controller holds one, devices a few more.
  private static let drainLimit = 32

  private var next = 0
  private var stepDeadline: UInt64
  private var configuration: ControllerConfiguration = [.translation]
  private var hasMouse = true
  private var isSecondLook = false

  init(now: UInt64) { stepDeadline = now &+ Self.patience }

  /// Does every step that can be done now.
  mutating func advance<Bus: PortBus>(_ controller: Controller<Bus>, now: UInt64) -> SetupProgress {
    while next < Self.steps.count {
      let done = perform(Self.steps[next], controller)
      if !done && now < stepDeadline { return .waiting(now &+ Self.retry) }
      next += 1
      stepDeadline = now &+ Self.patience
    }
    return .finished(hasMouse: hasMouse)
  }

  private mutating func perform<Bus: PortBus>(_ step: Step, _ controller: Controller<Bus>) -> Bool {
    switch step {
    case .send(let command):
      guard controller.canSend else { return false }
      controller.send(command)
    case .sendConfiguration:
      guard controller.canSend else { return false }
      controller.send(data: configuration.rawValue)
    case .drain:
      var count = 0
      while count < Self.drainLimit, controller.receive() != nil { count += 1 }
    case .takeConfiguration:
      guard let byte = answer(of: controller) else { return false }
      takeConfiguration(ControllerConfiguration(rawValue: byte))
    case .takeSelfTest:
      // Whatever it says: a controller that fails its test may still work, and there is nothing better to do.
      guard answer(of: controller) != nil else { return false }
    }
    return true
  }

  /// What the controller itself says. A mouse that was moved before has more to say as soon as it is enabled again.
  private func answer<Bus: PortBus>(of controller: Controller<Bus>) -> UInt8? {
    for _ in 0..<Self.drainLimit {
      guard let byte = controller.receive() else { return nil }
      if !byte.isMouse { return byte.value }
    }
    return nil
  }

  private mutating func takeConfiguration(_ read: ControllerConfiguration) {
    configuration = read
    configuration.insert(.translation)
    if isSecondLook {
      // After "enable mouse" its clock must run, or there is no such port.
      hasMouse = !read.contains(.mouseDisabled)
      configuration.subtract([.keyboardDisabled])
      configuration.insert(.keyboardInterrupt)
      if hasMouse { configuration.insert(.mouseInterrupt) }
    } else {
      configuration.subtract([.keyboardInterrupt, .mouseInterrupt])
      isSecondLook = true
    }
  }
}
