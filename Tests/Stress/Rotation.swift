import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Somebody moves the file away, again and again, while four processes append to it.
enum Rotation {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    let arena = try Arena()
    let file = "\(arena.root)/\(arena.path)"
    var said: [String] = []
    var refusals = 0
    var rotations = 0
    let wanted = isSmall ? 10 : 200
    var number = 0
    var writers: [Child] = []
    while rotations < wanted || !writers.isEmpty {
      while writers.count < 4, rotations < wanted {
        writers.append(try Child.probe([arena.path, "w\(number)", "20", "3"], in: arena))
        number += 1
      }
      usleep(.random(in: 200...4_000))
      if rotations < wanted, rename(file, "\(arena.root)/feedback/data/kept-\(rotations)") == 0 {
        rotations += 1
      }
      writers = writers.filter { writer in
        guard let code = writer.poll() else { return true }
        let lines = writer.output.split(separator: "\n").map(String.init)
        said += lines.filter { !$0.hasPrefix("error") }
        if code != 0 {
          refusals += 1
          outcome.expect(
            lines.last?.contains("was replaced or moved while") == true,
            "a writer ended with \(code): \(lines.last ?? "")"
          )
        }
        return false
      }
    }
    var texts = (0..<wanted).map { "\(arena.root)/feedback/data/kept-\($0)" }
    texts.append(file)
    var found: Set<String> = []
    for path in texts {
      guard let data = try? Data(contentsOf: URL(filePath: path)) else { continue }
      found.formUnion(Arena.names(in: String(decoding: data, as: UTF8.self), &outcome))
    }
    for lost in Set(said).subtracting(found) { outcome.failures.append("lost: \(lost)") }
    outcome.figures = [
      "\(rotations) times moved away", "\(said.count) entries said to be written, all there",
      "\(refusals) appends said that the file went",
    ]
    return outcome
  }
}
