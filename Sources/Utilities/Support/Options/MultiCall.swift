// A multi-call image: many programs in one file, chosen by the name under which it was started.

public import System

/// Chooses and runs a program.
public enum MultiCall {
  /// Runs the program that `arguments[0]` names; when the image is called by its own name, the next argument does.
  public static func run(_ image: String, _ arguments: [String], _ utilities: [Utility]) -> Int32 {
    let called = arguments.first.map(Paths.name) ?? image
    if let utility = find(called, utilities) { return utility.run(Array(arguments.dropFirst())) }
    guard arguments.count > 1 else {
      let names = utilities.map { $0.name }.joined(separator: " ")
      Streams.print("Usage: \(image) PROGRAM [ARGUMENT]...\nPrograms: \(names)")
      return 0
    }
    guard let utility = find(arguments[1], utilities) else {
      Streams.printError("\(image): \(arguments[1]): no such program")
      return 127
    }
    return utility.run(Array(arguments.dropFirst(2)))
  }

  private static func find(_ name: String, _ utilities: [Utility]) -> Utility? {
    utilities.first { $0.name.utf8.elementsEqual(name.utf8) }
  }
}
