import Facts
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// What is no file of text where one is expected: nothing waits for it, follows it out of the repository, or
/// passes over it without a word.
@Suite("Odd files")
struct OddFileTests {
  enum Odd: String, CaseIterable, CustomTestStringConvertible {
    case pipe, holes, linkOut, linkNowhere

    var testDescription: String { rawValue }

    func make(_ path: String, _ repository: TestRepository, outside: TemporaryDirectory) throws {
      try repository.write("", to: path)
      let absolute = "\(repository.path)/\(path)"
      if self == .holes {
        let file = try #require(FileHandle(forWritingAtPath: absolute))
        try file.truncate(atOffset: 1 << 42)
        return
      }
      try FileManager.default.removeItem(atPath: absolute)
      switch self {
      case .pipe: #expect(mkfifo(absolute, 0o600) == 0)
      case .linkOut:
        try FileManager.default.createSymbolicLink(
          atPath: absolute,
          withDestinationPath: outside.path("outside.md")
        )
      case .linkNowhere:
        try FileManager.default.createSymbolicLink(
          atPath: absolute,
          withDestinationPath: "nothing-there"
        )
      case .holes: break
      }
    }
  }

  private static let words = "words of another place"

  @Test("In the record they are named, and count as not read", arguments: Odd.allCases)
  func inRecord(odd: Odd) throws {
    let repository = try TestRepository()
    let outside = try TemporaryDirectory()
    try outside.write(
      "# x\n\n## 2026-01-11T08:00:00Z — Data: \(Self.words)\n",
      to: "outside.md"
    )
    try repository.commit("Start", at: Timestamp(secondsSinceEpoch: 1_768_204_800))
    try odd.make("feedback/data/2026-01-11.md", repository, outside: outside)
    let tool = BuiltTool(folder: repository.path, now: "2026-01-12T10:00:00Z")
    for command in ["status", "checklist"] + ["list entries", "list blockers"] {
      let result = try tool.run(command.split(separator: " ").map(String.init) + ["--strict"])
      #expect(result.status == 1, "\(command)")
      let printed = result.output + result.diagnostics
      #expect(printed.contains("feedback/data/2026-01-11.md"), "\(command): \(printed)")
      #expect(!printed.contains(Self.words))
    }
    let json = try tool.run("list", "entries", "--format", "json").output
    #expect(json.contains("\"path\" : \"feedback/data/2026-01-11.md\""))
  }

  @Test(
    "Elsewhere no command waits for them or reads what they lead to",
    arguments: [
      "supabase/migrations/1_a.sql", "prisma/schema.prisma", "package.json", "vault/a.env",
      "docs/directions/data.md",
      "feedback/data/.2026-01-12.md.unfinished",
    ],
    [Odd.pipe, .holes, .linkOut]
  )
  func elsewhere(path: String, odd: Odd) throws {
    let repository = try TestRepository()
    let outside = try TemporaryDirectory()
    try outside.write("CREATE TABLE a (id int); -- \(Self.words)\n", to: "outside.md")
    try repository.commit("Start", at: Timestamp(secondsSinceEpoch: 1_768_204_800))
    try odd.make(path, repository, outside: outside)
    let tool = BuiltTool(folder: repository.path, now: "2026-01-12T10:00:00Z")
    for arguments in [
      ["check"], ["report", "--agent", "data", "--no-commands", "--dry-run"],
      [
        "note", "--agent", "data", "--library", "a", "--topic", "b", "--learning", "c",
        "--applied-to", "d",
      ],
    ] {
      let result = try tool.run(arguments)
      #expect(result.status <= 2)
      #expect(!(result.output + result.diagnostics).contains(Self.words), "\(arguments)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: outside.path)
    #expect(left == ["outside.md"])
  }
}
