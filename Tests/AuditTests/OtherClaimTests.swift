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

  @Test(arguments: [
    ("- `%`: what it did", 1), ("2. % - what it did", 1), ("- **%** — what it did", 1),
    ("- ✅ %: what it did", 1), ("* % (what it did)", 1), ("% - what it did", 0),
    ("- Machine: %", 0), ("- % what it did", 0), ("- the % - what it did", 0),
  ])
  func anItemMayBeginWithAnID(line: String, count: Int) throws {
    let scene = try Scene()
    try scene.file("a.md", 1)
    var id = try scene.commit()
    var tries = 0
    // An id of digits alone is taken for a number.
    while !Self.isMixed(String(id.prefix(7))), tries < 20 {
      try scene.file("a.md", 2 + tries)
      id = try scene.commit()
      tries += 1
    }
    try scene.say(line.replacing("%", with: String(id.prefix(7))))
    try scene.commit()
    #expect(try claims(.commit, in: scene).map(\.verdict) == Array(repeating: .holds, count: count))
  }

  @Test(arguments: [
    ("- File: docs/a.md", 1), ("**Test files**: docs/a.md, docs/b.md", 2), ("- docs/a.md (new)", 1),
    ("File to change: docs/a.md", 0), ("- Direction file: docs/a.md", 0), ("See docs/a.md", 0),
    ("- File: docs/a.md (not created)", 0), ("- [ ] File: docs/a.md", 0),
  ])
  func aLabelSaysThatAFileIsThere(line: String, count: Int) throws {
    let scene = try Scene()
    try scene.file("docs/a.md", 3)
    try scene.file("docs/b.md", 3)
    try scene.say(line)
    try scene.commit()
    #expect(try claims(.path, in: scene).map(\.verdict) == Array(repeating: .holds, count: count))
  }

  private static func isMixed(_ id: String) -> Bool {
    id.contains { $0.isNumber } && id.contains { $0.isLetter }
  }
}
