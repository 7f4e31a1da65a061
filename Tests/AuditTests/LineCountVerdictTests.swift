import Audit
import Facts
import TestSupport
import Testing
import Workspace

struct LineCountVerdictTests {
  @Test func heldAgainstTheCommitThatClaimed() throws {
    let scene = try Scene()
    try scene.file("src/a.txt", 40)
    try scene.say(
      "- `src/a.txt` (40 lines)",
      "- `src/a.txt` (41 lines)",
      "- `src/a.txt` (60 lines)"
    )
    let revision = try scene.commit()
    try scene.file("src/a.txt", 75)
    try scene.commit()

    let claims = try scene.claims()
    #expect(claims.map(\.verdict) == [.holds, .offByOne, .fails])
    #expect(claims.map(\.verdictAtTip) == [.fails, .fails, .fails])
    let last = try #require(claims.last)
    #expect(last.path == Scene.record)
    #expect(last.line == 9)
    #expect(last.agent == "data")
    #expect(last.subject == "src/a.txt")
    #expect(last.claimed == "60")
    #expect(last.actual == "40")
    #expect(last.actualAtTip == "75")
    #expect(last.revision == revision)
    #expect(last.text == "- `src/a.txt` (60 lines)")
    #expect(last.command == "git show \(revision.prefix(12)):src/a.txt | wc -l")
    let shown = try scene.repository.git("show", "\(revision.prefix(12)):src/a.txt")
    #expect(shown.split(separator: "\n").count == 40)
  }

  @Test func aSentenceOfTheWorkTreeIsAboutTheWorkTree() throws {
    let scene = try Scene()
    try scene.file("src/a.txt", 10)
    try scene.say("Begun.")
    try scene.commit()
    try scene.file("src/a.txt", 20)
    try scene.file("src/new.txt", 5)
    try scene.say(
      "`src/a.txt` (20 lines)",
      "`src/a.txt` (30 lines)",
      "`src/new.txt` (5 lines)",
      "`src/new.txt` (9 lines)",
      "`src/a.txt` (10 lines)"
    )
    let claims = try scene.claims()
    #expect(claims.map(\.verdict) == [.holds, .fails, .holds, .fails, .unverifiable])
    #expect(claims.allSatisfy { $0.revision == nil })
    #expect(claims[1].command == "wc -l src/a.txt")
  }

  /// Counted before the last change of the same commit, or before the next commit.
  @Test func aCountOfANeighbouringVersionIsTrue() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 10)
    try scene.file("a/y.md", 10)
    try scene.commit()
    try scene.file("a/x.md", 30)
    try scene.say("a/x.md (10 lines)", "a/y.md (50 lines)", "a/z.md (8 lines)")
    try scene.commit()
    try scene.file("a/y.md", 50)
    try scene.file("a/z.md", 8)
    try scene.commit()
    #expect(try scene.verdicts() == [.holds, .holds, .holds])
  }

  @Test func aCountOfAnOlderVersionCannotBeTold() throws {
    let scene = try Scene()
    for count in [10, 20, 30] {
      try scene.file("a/x.md", count)
      try scene.commit()
    }
    try scene.say("a/x.md (10 lines)", "a/x.md (25 lines)")
    try scene.commit()
    let claims = try scene.claims()
    #expect(claims.map(\.verdict) == [.unverifiable, .fails])
    #expect(claims[0].reason?.hasPrefix("true of another version") == true)
  }

  @Test func aFileThatWasGrowingCannotBeTold() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 10)
    try scene.commit()
    try scene.say("a/x.md (25 lines)", "a/x.md (90 lines)")
    try scene.commit()
    try scene.file("a/x.md", 40)
    try scene.commit()
    #expect(try scene.verdicts() == [.unverifiable, .fails])
  }

  /// Two entries of one commit tell two lengths, and the later one is right.
  @Test func aLaterEntryThatCountsRight() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 99)
    try scene.say("a/x.md (89 lines)", "## 2026-01-09T22:00:00Z — Data: more", "a/x.md (99 lines)")
    try scene.commit()
    #expect(try scene.verdicts() == [.unverifiable, .holds])

    let reversed = try Scene()
    try reversed.file("a/x.md", 99)
    try reversed.say(
      "a/x.md (99 lines)",
      "## 2026-01-09T22:00:00Z — Data: more",
      "a/x.md (89 lines)"
    )
    try reversed.commit()
    #expect(try reversed.verdicts() == [.holds, .fails])
  }

  @Test func theRecordGrowsWhileItIsWritten() throws {
    let scene = try Scene()
    try scene.say("\(Scene.record) (3 lines)", "\(Scene.record) (700 lines)")
    try scene.commit()
    #expect(try scene.verdicts() == [.unverifiable, .fails])
  }

  // MARK: Lines

  @Test func everyWayToCountALastLineWithoutAnEnd() throws {
    let scene = try Scene()
    try scene.repository.write("1\n2\n3", to: "a/open.txt")
    try scene.repository.write("1\r\n2\r\n", to: "a/dos.txt")
    try scene.repository.write("", to: "a/empty.txt")
    try scene.say(
      "a/open.txt (3 lines)",
      "a/open.txt (2 lines)",
      "a/open.txt (4 lines)",
      "a/open.txt (5 lines)",
      "a/dos.txt (2 lines)",
      "a/dos.txt (3 lines)",
      "a/empty.txt (0 lines)",
      "a/empty.txt (1 line)",
      "a/empty.txt (2 lines)"
    )
    try scene.commit()
    #expect(
      try scene.verdicts() == [
        .holds, .holds, .offByOne, .fails, .holds, .offByOne, .holds, .offByOne, .fails,
      ]
    )
  }

  @Test func whatIsNoTextHasNoLines() throws {
    let scene = try Scene()
    try scene.repository.write("a\u{0}b\n", to: "a/picture.png")
    try scene.repository.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
      to: "a/large.json"
    )
    try scene.file("a/real.txt", 20)
    try scene.repository.git("add", "--all")
    try scene.repository.git(
      "update-index",
      "--add",
      "--cacheinfo",
      "120000",
      scene.linkTarget(),
      "a/link.txt"
    )
    try scene.say("a/picture.png (9 lines)", "a/large.json (900 lines)", "a/link.txt (20 lines)")
    try scene.repository.git("add", Scene.record)
    try scene.repository.git("commit", "--quiet", "--message", "all")
    let claims = try scene.claims()
    #expect(claims.map(\.verdict) == [.unverifiable, .unverifiable, .unverifiable])
    #expect(claims.map(\.actual) == [nil, nil, "1"])
  }

  // MARK: Which file

  @Test func aPathLeadsToExactlyOneFile() throws {
    let scene = try Scene()
    try scene.file("app/one/panel.ts", 10)
    try scene.file("app/two/panel.ts", 20)
    try scene.file("app/only/chart.ts", 30)
    try scene.file("app/only/index.ts", 30)
    try scene.file("README.md", 12)
    try scene.file("docs/README.md", 80)
    try scene.file("odd name/ü b.md", 6)
    try scene.say(
      "panel.ts (15 lines)",
      "one/panel.ts (15 lines)",
      "chart.ts (15 lines)",
      "only/chart.ts (15 lines)",
      "index.ts (15 lines)",
      "other/app/only/chart.ts (15 lines)",
      "./app/only/chart.ts (15 lines)",
      "README.md (15 lines)",
      "docs/README.md (12 lines)",
      "docs/README.md (15 lines)",
      "\(scene.repository.path)/app/only/chart.ts (15 lines)",
      "`odd name/ü b.md` (15 lines)",
      "nowhere.ts (15 lines)"
    )
    try scene.commit()
    let claims = try scene.claims()
    #expect(
      claims.map(\.verdict) == [
        .unverifiable, .fails, .fails, .fails, .unverifiable, .unverifiable, .fails, .unverifiable,
        .fails, .fails, .fails, .fails, .unverifiable,
      ]
    )
    #expect(claims[2].subject == "app/only/chart.ts")
    #expect(claims[11].command?.hasSuffix("odd name/ü b.md' | wc -l") == true)
  }

  @Test func aFileThatIsGoneOrNotYetThere() throws {
    let scene = try Scene()
    try scene.file("a/gone.md", 10)
    try scene.file("a/old.md", 10)
    try scene.commit()
    try scene.repository.git("rm", "--quiet", "a/gone.md")
    try scene.repository.git("mv", "a/old.md", "a/new.md")
    try scene.say(
      "a/gone.md (30 lines)",
      "a/old.md (30 lines)",
      "a/new.md (10 lines)",
      "a/new.md (30 lines)",
      "a/later.md (30 lines)"
    )
    try scene.commit()
    try scene.file("a/later.md", 44)
    try scene.repository.git("rm", "--quiet", "a/new.md")
    try scene.commit()
    let claims = try scene.claims()
    #expect(
      claims.map(\.verdict) == [.unverifiable, .unverifiable, .holds, .fails, .unverifiable]
    )
    #expect(claims.map(\.verdictAtTip) == Array(repeating: .unverifiable, count: 5))
  }
}

extension Scene {
  /// A blob that holds the target of a link.
  fileprivate func linkTarget() throws -> String {
    try repository.write("real.txt\n", to: "target")
    return try repository.git("hash-object", "-w", "target")
  }
}
