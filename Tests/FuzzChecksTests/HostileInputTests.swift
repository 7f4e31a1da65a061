import Foundation
import FuzzChecks
import PostgresSyntax
import Synchronization
import TestSupport
import Testing

/// What is made to take long takes no longer than its size.
@Suite(.serialized) struct HostileInputTests {
  /// Bytes of the larger text; another number tries real sizes.
  private static let size =
    ProcessInfo.processInfo.environment["SITREP_HOSTILE_BYTES"].flatMap(Int.init) ?? 12_000

  /// Processor seconds that one look takes, of the thread that looks; what does not hold fails the test.
  private func seconds(_ input: HostileInput, units: Int) -> Double {
    let bytes = Array(input.text(units).utf8)
    let spent = Mutex(0.0)
    ParserThreads.forEach(1) { _ in
      let seconds = ProcessorTime.seconds {
        do throws(Violation) {
          try input.target.check(bytes)
        } catch {
          Issue.record("\(input), \(units) units: \(error)")
        }
      }
      spent.withLock { $0 = seconds }
    }
    return spent.withLock { $0 }
  }

  /// Four times the size may take little more than four times the work, never sixteen times.
  @Test(arguments: HostileInput.all)
  func staysLinear(input: HostileInput) {
    let units = max(4, Self.size * 100 / max(1, input.text(100).utf8.count))
    let small = seconds(input, units: units / 4)
    let large = seconds(input, units: units)
    #expect(large < small * 9 + 0.2, "\(small) s, then \(large) s")
  }
}
