import Dispatch

extension Array where Element: Sendable {
  /// Maps on all cores, keeping the order.
  ///
  /// Meant for work of some microseconds each and more; a single element is mapped in place.
  package func parallelMap<Result: Sendable>(
    _ transform: @Sendable (Element) -> Result
  ) -> [Result] {
    if count < 2 { return map(transform) }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let target = buffer
      DispatchQueue.concurrentPerform(iterations: count) { index in
        target.initializeElement(at: index, to: transform(self[index]))
      }
      initialized = count
    }
  }
}
