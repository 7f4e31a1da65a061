import Foundation

/// Branches that both appended to the same file are merged by git with `merge=union`.
enum Merges {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    var random = SystemRandomNumberGenerator()
    let wanted = isSmall ? 2 : 40
    var inAll = 0
    for round in 0..<wanted {
      let arena = try Arena()
      try git(["init", "--quiet", "--initial-branch", "main"], arena)
      try check(Child.sitrep(["init", "--merge-union"], in: arena))
      try append("base", Int.random(in: 0...2, using: &random), arena, &random)
      try commit(arena)
      let before = try entries(arena)
      var sides: [[String]] = []
      for side in ["left", "right"] {
        try git(["checkout", "--quiet", "-b", side, "main"], arena)
        try append(side, Int.random(in: 1...3, using: &random), arena, &random)
        try commit(arena)
        sides.append(Array(try entries(arena).dropFirst(before.count)))
      }
      try git(["merge", "--quiet", "--message", "merge", "left"], arena)
      let merged = try entries(arena)
      // The branch that merges comes first, and each keeps its order.
      outcome.expect(
        merged == before + sides[1] + sides[0],
        "merge \(round): \(before.count) + \(sides.map(\.count)) entries became \(merged.count)"
      )
      inAll += merged.count
    }
    outcome.figures = ["\(wanted) merges of two branches", "\(inAll) entries, all whole"]
    return outcome
  }

  /// Entries that differ in a word or two, or in nothing but their moment.
  private static func append(
    _ side: String,
    _ count: Int,
    _ arena: Arena,
    _ random: inout SystemRandomNumberGenerator
  ) throws {
    for number in 0..<count {
      let minute = 10 * number + (side == "base" ? 0 : 30) + Int.random(in: 0...1, using: &random)
      let second = side == "left" ? "00" : "01"
      let now = "\(arena.date)T12:\(minute < 10 ? "0" : "")\(minute):\(second)Z"
      let word = ["one", "two"].randomElement(using: &random) ?? ""
      let calls: [[String]] = [
        ["report", "--no-commands", "--next", word],
        ["credential", "--need", "key", "--for", "TASK-1"],
        [
          "note", "--library", "Prisma", "--topic", word, "--applied-to", "schema", "--learning",
          "a",
          "--learning", "b", "--learning", "c", "--learning", "d", "--learning", "e",
        ],
        [
          "blocker", "--blocked-on", "tests", "--tried", "a", "--tried", "b", "--tried", "c",
          "--question", word, "--moving-to", "TASK-2",
        ],
      ]
      guard let call = calls.randomElement(using: &random) else { return }
      try check(Child.sitrep(call + ["--agent", "data", "--now", now], in: arena))
    }
  }

  private struct Entries: Decodable {
    struct Entry: Decodable {
      struct Field: Decodable {
        var label: String
        var text: String
      }
      var heading: String
      var fields: [Field]
    }
    var entries: [Entry]
  }

  private static func entries(_ arena: Arena) throws -> [String] {
    let list = try Child.sitrep(["list", "entries", "--format", "json"], in: arena)
    try check(list)
    return try JSONDecoder().decode(Entries.self, from: Data(list.output.utf8)).entries.map {
      ([$0.heading] + $0.fields.map { "\($0.label): \($0.text)" }).joined(separator: "\n")
    }
  }

  private static func commit(_ arena: Arena) throws {
    try git(["add", "--all"], arena)
    try git(["commit", "--quiet", "--allow-empty", "--message", "state"], arena)
  }

  private static func git(_ arguments: [String], _ arena: Arena) throws {
    try check(Child(["/usr/bin/git", "-C", arena.root] + arguments, in: arena))
  }

  private static func check(_ child: Child) throws {
    let code = child.wait()
    guard code == 0 else { throw Child.Failure(description: "exit \(code): \(child.diagnostics)") }
  }
}
