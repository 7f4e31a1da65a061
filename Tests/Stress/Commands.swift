import Foundation

/// Sixteen shells' worth of `sitrep note`, one after the other in each, while `sitrep status` reads.
enum Commands {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    let arena = try Arena()
    let count = isSmall ? 4 : 100
    var next = [Int](repeating: 0, count: 16)
    var running: [Child?] = .init(repeating: nil, count: 16)
    var isUnderWay = true
    var reader: Child?
    var readings = 0
    while isUnderWay {
      isUnderWay = false
      for worker in 0..<16 {
        if let child = running[worker] {
          isUnderWay = true
          guard let code = child.poll() else { continue }
          outcome.expect(
            code == 0 && child.output.hasPrefix(arena.path),
            "a note ended with \(code): \(child.diagnostics)"
          )
          running[worker] = nil
        }
        if next[worker] < count {
          isUnderWay = true
          let note = arena.note("w\(worker)-\(next[worker])")
          running[worker] = try Child.sitrep(note, in: arena)
          next[worker] += 1
        }
      }
      if let child = reader, let code = child.poll() {
        outcome.expect(code == 0, "status ended with \(code): \(child.diagnostics)")
        readings += 1
        reader = nil
      }
      if reader == nil { reader = try Child.sitrep(["status", "--now", arena.now], in: arena) }
      _ = Arena.names(in: arena.text, &outcome)
    }
    _ = reader?.wait()
    let names = Arena.names(in: arena.text, &outcome)
    outcome.expect(
      names.count == 16 * count && Set(names).count == names.count,
      "\(names.count) entries of \(16 * count)"
    )
    outcome.figures = [
      "16 at once, \(count) `sitrep note` each", "\(names.count) there and whole",
      "\(readings) `status` meanwhile",
    ]
    return outcome
  }
}
