// Which services are told to have been given up.

import LauncherCore
import Testing

struct FailedServicesTests {
  static func list(_ state: String) -> [UInt8] {
    Array("logd\trunning\t2\t0\t\nghost\t\(state)\t0\t12\tended with status 1\n".utf8)
  }

  @Test func aServiceIsToldOnceEachTimeItIsGivenUp() {
    var failed = FailedServices()
    #expect(failed.update(Self.list("pausing")) == [])
    let told = failed.update(Self.list("failed"))
    #expect(told.map { $0.name } == ["ghost"])
    #expect(told.map { $0.lastEnd } == ["ended with status 1"])
    #expect(failed.update(Self.list("failed")) == [])
    #expect(failed.update(Self.list("running")) == [])
    #expect(failed.update(Self.list("failed")).count == 1)
  }

  @Test func damagedListsAreNoNews() {
    var failed = FailedServices()
    for text in ["", "\n\n", "ghost\tfailed", "\t\t\t\t", "ghost\tfailed\t0\t1"] {
      #expect(failed.update(Array(text.utf8)) == [])
    }
  }
}
