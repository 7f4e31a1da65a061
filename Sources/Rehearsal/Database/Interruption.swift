internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Remembers SIGINT, SIGTERM and SIGHUP while servers and databases have to be taken down in order.
struct Interruption: ~Copyable {
  private static let received = Atomic<Int32>(0)
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  private var earlier: [sigaction] = []

  /// Catches the signals until the value goes away.
  init() {
    // The first use initialises the flag: a handler must not.
    Self.received.store(0, ordering: .sequentiallyConsistent)
    for signal in Self.signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { signal in
        Interruption.received.store(signal, ordering: .sequentiallyConsistent)
      }
      var old = sigaction()
      sigaction(signal, &action, &old)
      earlier.append(old)
    }
  }

  deinit {
    for (signal, action) in zip(Self.signals, earlier) {
      var action = action
      sigaction(signal, &action, nil)
    }
  }

  /// Whether one of the signals came.
  static var cameIn: Bool { received.load(ordering: .sequentiallyConsistent) != 0 }
}
