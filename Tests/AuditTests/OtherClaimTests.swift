import Audit
import Facts
import TestSupport
import Testing

struct OtherClaimTests {
  private func claims(_ kind: AuditClaim.Kind, in scene: Scene) throws -> [AuditClaim] {
    try scene.claims().filter { $0.kind == kind }
  }

  @Test func totalsAddUpTheFilesOfTheirList() throws {
    let scene = try Scene()
    try scene.file("a/one.md", 10)
    try scene.file("a/two.md", 20)
    try scene.file("a/three.md", 30)
    try scene.say(
      "- Files (60 lines total):\n  - a/one.md\n  - a/two.md\n  - a/three.md",
      "**Created** (3 files, 62 lines):\n\n- a/one.md\n- a/two.md\n- a/three.md",
      "### Docs (2 files, 300 lines)\n\n1. `a/one.md` (10 lines)\n2. `a/two.md` (20 lines)",
      "Docs (3 files, 300 lines):\n- a/one.md\n- a/two.md",
      "Docs (~300 lines):\n- a/one.md\n- a/two.md",
      "Files modified (300 lines):\n- a/one.md\n- a/two.md",
      "Docs (300 lines):\n- a/one.md\n- a/nowhere.md",
      "Docs (300 lines):\n- a/one.md\n- and more"
    )
    try scene.commit()
    let totals = try claims(.total, in: scene)
    #expect(
      totals.map(\.verdict) == [
        .holds, .offByOne, .fails, .unverifiable, .unverifiable, .unverifiable, .unverifiable,
      ]
    )
    #expect(totals.map(\.actual) == ["60", "60", "30", "30", "30", "30", nil])
    #expect(totals[0].command?.contains("a/one.md a/two.md a/three.md") == true)
  }

  @Test func aTotalOfGrowingFilesCannotBeTold() throws {
    let scene = try Scene()
    try scene.file("a/one.md", 10)
    try scene.file("a/two.md", 10)
    try scene.commit()
    try scene.file("a/one.md", 50)
    try scene.file("a/two.md", 50)
    try scene.say(
      "Docs (60 lines):\n- a/one.md\n- a/two.md",
      "Docs (700 lines):\n- a/one.md\n- a/two.md"
    )
    try scene.commit()
    #expect(try claims(.total, in: scene).map(\.verdict) == [.unverifiable, .fails])
  }

  @Test func filesThatWereMade() throws {
    let scene = try Scene()
    try scene.file("a/one.md", 10)
    try scene.say(
      "See a/one.md",
      "- Created `a/one.md`",
      "Created:\n- a/one.md\n- a/missing.md",
      "Will be created: a/never.md",
      "- [ ] Created a/never.md",
      "Created a/later.md"
    )
    try scene.commit()
    try scene.file("a/later.md", 10)
    try scene.commit()
    let found = try claims(.path, in: scene)
    #expect(found.map(\.verdict) == [.holds, .holds, .unverifiable, .unverifiable])
    #expect(found.map(\.subject) == ["a/one.md", "a/one.md", "a/missing.md", "a/later.md"])
    #expect(found.map(\.verdictAtTip) == [.holds, .holds, .unverifiable, .holds])
  }

  @Test func commits() throws {
    let scene = try Scene()
    try scene.file("a/one.md", 10)
    let first = try scene.commit()
    let known = try #require((7...12).map { String(first.prefix($0)) }.first(where: Self.isMixed))
    try scene.say(
      "**Commit**: `\(known)` - one",
      "Committed as \(first).",
      "Commit: 0a1b2c3",
      "Color a1b2c3d",
      "commit 20260110, file-\(known).md"
    )
    try scene.commit()
    let found = try claims(.commit, in: scene)
    #expect(found.map(\.verdict) == [.holds, .holds, .unverifiable])
    #expect(found[0].actual == first)
  }

  private static func isMixed(_ id: String) -> Bool {
    id.contains { $0.isNumber } && id.contains { $0.isLetter }
  }
}
