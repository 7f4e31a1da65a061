import Facts
import Foundation
import TestSupport
import Testing

/// Two branches that both appended to the same file, merged by git itself.
@Suite struct UnionMergeTests {
  private static let path = "feedback/data/2026-01-12.md"

  private func repository() throws -> TestRepository {
    let repository = try TestRepository()
    _ = try tool(repository, "09:00").run("init", "--merge-union")
    try repository.write(
      """
      commands:
        fails:
          run: [sh, -c, "seq 1 12; exit 3"]
      """,
      to: "sitrep.yml"
    )
    for number in 1...6 {
      try repository.write(
        "CREATE TABLE t\(number) (id int);\n",
        to: "supabase/migrations/2026010100000\(number)_t.sql"
      )
    }
    #expect(try tool(repository, "10:00").run("report", "--agent", "data").status == 0)
    try repository.commit("start", at: Timestamp(secondsSinceEpoch: 1_768_212_000))
    return repository
  }

  private func tool(_ repository: TestRepository, _ time: String) -> BuiltTool {
    BuiltTool(folder: repository.path, now: "2026-01-12T\(time):00Z")
  }

  /// Every kind of entry that hardly differs from one branch to the other.
  private func append(_ repository: TestRepository, _ times: [String], _ word: String) throws {
    let calls: [[String]] = [
      ["report"],
      [
        "blocker", "--blocked-on", word, "--tried", "one", "--tried", "two", "--tried", "three",
        "--question", "which?", "--moving-to", "TASK-2",
      ],
      ["credential", "--need", "key \(word)", "--for", "TASK-1", "--service", "mail"],
      [
        "note", "--library", "Prisma", "--topic", "t", "--learning", "a", "--learning", "b",
        "--learning", "c", "--learning", "d", "--applied-to", word,
      ],
    ]
    for (time, call) in zip(times, calls) {
      let result = try tool(repository, time).run(call + ["--agent", "data"])
      #expect(result.status == 0, "\(result.diagnostics)")
    }
  }

  private struct Entries: Decodable {
    struct Entry: Decodable {
      struct Field: Decodable, Hashable {
        var label: String
        var text: String
      }
      var heading: String
      var timestamp: String
      var fields: [Field]
    }
    var entries: [Entry]
  }

  /// What each entry says, by heading and fields.
  private func entries(_ repository: TestRepository) throws -> [String] {
    let result = try tool(repository, "23:00").run("list", "entries", "--format", "json")
    let list = try JSONDecoder().decode(Entries.self, from: Data(result.output.utf8))
    return list.entries.map { entry in
      ([entry.heading] + entry.fields.map { "\($0.label): \($0.text)" }).joined(separator: "\n")
    }
  }

  @Test func entriesOfTwoBranchesStayWhole() throws {
    let repository = try repository()
    let before = try entries(repository)
    try repository.git("checkout", "--quiet", "-b", "left")
    // In the same minutes: even headings are alike.
    try append(repository, ["12:05", "12:06", "12:07", "12:08"], "left")
    let left = try entries(repository)
    try repository.commit("left", at: Timestamp(secondsSinceEpoch: 1_768_220_000))
    try repository.git("checkout", "--quiet", "-b", "right", "main")
    try append(repository, ["14:05", "12:06", "12:07", "12:08"], "right")
    let right = try entries(repository)
    try repository.commit("right", at: Timestamp(secondsSinceEpoch: 1_768_220_001))
    try repository.git("merge", "--quiet", "--message", "merge", "left")
    let merged = try entries(repository)
    #expect(merged.count == before.count + 8)
    #expect(merged.sorted() == (right + left.dropFirst(before.count)).sorted())
    let status = try tool(repository, "23:00").run("status", "--strict")
    #expect(!status.diagnostics.contains("not understood"), "\(status.diagnostics)")
  }

  @Test func marksChangeNothingThatIsRead() throws {
    let marked = try repository()
    try append(marked, ["12:05", "12:06", "12:07", "12:08"], "same")
    let plain = try repository()
    try plain.write("", to: ".gitattributes")
    try plain.folder.remove(Self.path)
    #expect(try tool(plain, "10:00").run("report", "--agent", "data").status == 0)
    try append(plain, ["12:05", "12:06", "12:07", "12:08"], "same")
    // What differs is what the repositories hold, and the numbers before captured lines.
    let comparable = { (text: String) in
      text.split(separator: "\n").filter { !$0.contains("Commit:") && !$0.contains("Progress:") }
        .filter { !$0.contains("Also changed") && !$0.contains("Fingerprint:") }
        .map { $0.dropFirst(8).hasPrefix("| ") ? $0.dropFirst(10) : $0[...] }
    }
    let both = try [entries(marked).map(comparable), entries(plain).map(comparable)]
    #expect(both[0].count == both[1].count)
    for (marked, plain) in zip(both[0], both[1]) { #expect(marked == plain) }
    for kind in ["blockers", "requests", "notes"] {
      let both = try [marked, plain].map { repository in
        try tool(repository, "23:00").run("list", kind, "--format", "json").output
          .split(separator: "\n").filter { !$0.lowercased().contains(#"line" :"#) }
      }
      #expect(both[0] == both[1] && both[0].count > 9)
    }
    #expect(!(try plain.folder.text(of: Self.path).contains("<!--")))
  }
}
