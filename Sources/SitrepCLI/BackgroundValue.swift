internal import Dispatch

/// A value that is computed on another thread from the moment it is asked for, and waited for when it is used.
final class BackgroundValue<Value: Sendable>: @unchecked Sendable {
  // Written once before the semaphore is signalled, read only after it: no two threads meet.
  private var stored: Value?
  private let compute: @Sendable () -> Value
  private let done = DispatchSemaphore(value: 0)

  init(_ compute: @escaping @Sendable () -> Value) {
    self.compute = compute
    DispatchQueue.global().async { [self] in
      stored = compute()
      done.signal()
    }
  }

  /// The value; waits until it is there.
  var value: Value {
    done.wait()
    // Signalled again for the next one who asks.
    done.signal()
    return stored ?? compute()
  }
}
