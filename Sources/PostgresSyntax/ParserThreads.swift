internal import CPgQuery
internal import Glibc
internal import Synchronization

/// Threads with a stack that the parser can recurse on: it takes about 2 kB a level of nesting.
package enum ParserThreads {
  private static let stackSize = 192 * 1024 * 1024

  private final class Work {
    let next = Atomic<Int>(0)
    let count: Int
    let body: @Sendable (Int) -> Void

    init(count: Int, body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func run() {
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// Calls `body` once for each index below `count`, on as many threads as there are processors.
  package static func forEach(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard count > 0 else { return }
    let work = Work(count: count, body: body)
    let processors = max(1, min(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 8, count))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    defer { pthread_attr_destroy(&attributes) }
    var threads: [pthread_t] = []
    for _ in 0..<processors {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(work).toOpaque()
      let status = pthread_create(
        &thread,
        &attributes,
        { context in
          if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
          return nil
        },
        argument
      )
      if status == 0 {
        threads.append(thread)
      } else {
        Unmanaged<Work>.fromOpaque(argument).release()
      }
    }
    // Without any thread of its own, the work is done here.
    if threads.isEmpty { work.run() }
    for thread in threads { pthread_join(thread, nil) }
  }
}
