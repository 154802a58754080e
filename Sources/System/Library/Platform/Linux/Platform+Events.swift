// The host's events, timers and clocks: epoll, timerfd.
//
// SAFETY: Linux writes into local variables and arrays whose length is passed along, and keeps no address.

import ABI
import Glibc
import HostEntry

extension Platform {
  static func openEventQueue() throws(Errno) -> RawHandle {
    RawHandle(try checkNegated(apus_host_event_queue()))
  }

  static func openTimer() throws(Errno) -> RawHandle { RawHandle(try checkNegated(apus_host_timer())) }

  static func setTimer(_ raw: RawHandle, _ deadline: UInt64?) throws(Errno) {
    // Zero would disarm the timer; a deadline in the past has to fire.
    _ = try checkNegated(apus_host_set_timer(descriptor(raw), deadline.map { max($0, 1) } ?? 0))
  }

  static func clearTimer(_ raw: RawHandle) {
    var count: UInt64 = 0
    _ = unsafe Glibc.read(descriptor(raw), &count, 8)
  }

  static func subscribe(_ raw: RawHandle, _ subscription: EventSubscription) throws(Errno) {
    _ = try checkNegated(
      apus_host_subscribe(
        descriptor(raw), descriptor(subscription.handle), UInt32(subscription.interest.rawValue),
        subscription.userData))
  }

  static func waitForEvents(_ raw: RawHandle, into events: inout [Event]) throws(Errno) {
    var data = [UInt64](repeating: 0, count: 32)
    var readiness = [UInt16](repeating: 0, count: 32)
    let count = unsafe apus_host_wait_events(descriptor(raw), &data, &readiness, 32)
    for index in 0..<Int(try checkNegated(count)) {
      events.append(
        Event(userData: data[index], readiness: Readiness(rawValue: readiness[index]), handle: noHandle))
    }
  }

  static func clock(_ which: Clock) -> UInt64 {
    var time = timespec()
    let id =
      switch which {
      case .monotonic: CLOCK_MONOTONIC
      case .realTime: CLOCK_REALTIME
      case .processTime: CLOCK_PROCESS_CPUTIME_ID
      }
    unsafe clock_gettime(id, &time)
    return nanoseconds(time)
  }

  static func limitWaits(_ deadline: UInt64) -> UInt64 { .max }
  static func sleep(until deadline: UInt64) {
    var time = timespec(tv_sec: Int(clamping: deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    while unsafe clock_nanosleep(CLOCK_MONOTONIC, Int32(TIMER_ABSTIME), &time, nil) == EINTR {}
  }
}
