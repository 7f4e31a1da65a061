import Foundation
import FuzzChecks
import PostgresSyntax
import Synchronization
import Testing

/// A small part of what `make fuzz` does, without the fuzzer.
struct FuzzTargetTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzzing")

  /// The files of a folder, by name; none when there is no such folder.
  private func inputs(_ kind: String, of target: FuzzTarget) throws -> [(String, [UInt8])] {
    let path = Self.folder.appending(path: "\(kind)/\(target.rawValue)").path(percentEncoded: false)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return try names.sorted().map { name in
      (name, Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)"))))
    }
  }

  /// What does not hold of an input; nil when all does.
  private func violation(_ target: FuzzTarget, _ bytes: [UInt8]) -> Violation? {
    let found = Mutex<Violation?>(nil)
    ParserThreads.forEach(1) { _ in
      do throws(Violation) {
        try target.check(bytes)
      } catch {
        found.withLock { $0 = error }
      }
    }
    return found.withLock { $0 }
  }

  @Test(arguments: FuzzTarget.allCases)
  func seedsHold(target: FuzzTarget) throws {
    let seeds = try inputs("seeds", of: target)
    #expect(!seeds.isEmpty)
    for (name, bytes) in seeds {
      #expect(violation(target, bytes) == nil, "\(name)")
    }
  }

  /// What broke a reader once does not break it again.
  @Test(arguments: FuzzTarget.allCases)
  func whatBrokeThemOnce(target: FuzzTarget) throws {
    for (name, bytes) in try inputs("crashes", of: target) {
      #expect(violation(target, bytes) == nil, "\(name)")
    }
  }

  @Test(arguments: FuzzTarget.allCases)
  func damagedSeedsHold(target: FuzzTarget) throws {
    let seeds = try (inputs("seeds", of: target) + inputs("crashes", of: target)).map(\.1)
    var mutator = Mutator(seed: 20_260_304)
    let rounds = ProcessInfo.processInfo.environment["SITREP_MUTATIONS"].flatMap(Int.init) ?? 150
    for round in 0..<rounds {
      let bytes = mutator.mutate(
        seeds[round % seeds.count],
        with: seeds[(round / seeds.count) % seeds.count]
      )
      let violation = violation(target, bytes)
      #expect(violation == nil, "\(Data(bytes).base64EncodedString())")
    }
  }
}
