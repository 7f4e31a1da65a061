/// Twenty crons start at the same moment.
enum Crons {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    let arena = try Arena()
    let rounds = isSmall ? 1 : 12
    for _ in 0..<rounds {
      let arguments = [
        "report", "--agent", "data", "--if-due", "--no-commands", "--now", arena.now,
      ]
      let crons = try (0..<20).map { _ in try Child.sitrep(arguments, in: arena) }
      let codes = crons.map { $0.wait() }
      outcome.expect(codes.allSatisfy { $0 == 0 }, "exit codes \(codes)")
      let written = crons.count { $0.output.hasPrefix(arena.path) }
      let entries = arena.text.split(separator: "\n").count { $0.hasPrefix("## ") }
      outcome.expect(written == 1, "\(written) said that they wrote")
      outcome.expect(entries == 1, "\(entries) entries in one slot")
      outcome.expect(
        crons.count { $0.diagnostics.contains("not due") } == 19,
        "not all others said why"
      )
      arena.nextDay()
    }
    outcome.figures = [
      "\(rounds) slots, 20 `report --if-due` at once in each", "one entry in each",
    ]
    return outcome
  }
}
