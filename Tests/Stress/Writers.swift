import Foundation

/// Sixteen processes append to one file through the library, while others read it.
enum Writers {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    let arena = try Arena()
    let count = isSmall ? 25 : 1_000
    var writers = try (0..<16).map { number in
      try Child.probe([arena.path, "w\(number)", "\(count)", "3"], in: arena)
    }
    var reads = 0
    var commands = 0
    var command: Child?
    while !writers.isEmpty {
      writers = writers.filter { writer in
        guard let code = writer.poll() else { return true }
        outcome.expect(code == 0, "a writer ended with \(code): \(writer.output.suffix(200))")
        return false
      }
      let names = Arena.names(in: arena.text, &outcome)
      outcome.expect(Set(names).count == names.count, "an entry stands twice")
      reads += 1
      // One command of the tool at a time, beside them.
      if let reader = command, let code = reader.poll() {
        outcome.expect(code == 0, "list ended with \(code): \(reader.diagnostics)")
        outcome.failures += Listing.torn(in: reader.output)
        commands += 1
        command = nil
      }
      if command == nil {
        command = try Child.sitrep(
          ["list", "entries", "--now", arena.now, "--format", "json"],
          in: arena
        )
      }
    }
    _ = command?.wait()
    let names = Arena.names(in: arena.text, &outcome)
    outcome.expect(names.count == 16 * count, "\(names.count) entries of \(16 * count)")
    for number in 0..<16 {
      let own = names.filter { $0.hasPrefix("w\(number)-") }
      outcome.expect(
        own == (0..<count).map { "w\(number)-\($0)" },
        "w\(number): lost or out of order"
      )
    }
    outcome.figures = [
      "16 processes, \(count) entries each", "\(names.count) there and whole",
      "\(reads) readings and \(commands) `list entries` meanwhile", "0 halves seen",
    ]
    return outcome
  }
}

/// What `list entries --format json` printed.
enum Listing {
  /// Entries that lack their last line.
  static func torn(in json: String) -> [String] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any],
      let entries = object["entries"] as? [[String: Any]]
    else { return ["no JSON: \(json.prefix(80))"] }
    return entries.compactMap { entry in
      let first = entry["line"] as? Int ?? 0
      let last = entry["endLine"] as? Int ?? 0
      // AppendProbe: a heading, three lines, the end.
      return last - first == 4 ? nil : "an entry of lines \(first) to \(last)"
    }
  }
}
