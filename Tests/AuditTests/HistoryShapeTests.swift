import Audit
import Facts
import TestSupport
import Testing
import Workspace

/// Histories that are no straight line of whole commits.
struct HistoryShapeTests {
  @Test func mergesAndBranches() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 10)
    try scene.commit()
    try scene.repository.git("checkout", "--quiet", "-b", "side")
    try scene.file("a/x.md", 25)
    try scene.say("a/x.md (25 lines)", "a/x.md (77 lines)")
    try scene.commit()
    try scene.repository.git("checkout", "--quiet", "main")
    try scene.file("a/y.md", 5)
    try scene.commit()
    try scene.repository.git("merge", "--quiet", "--no-ff", "--message", "join", "side")
    let claims = try scene.claims()
    #expect(claims.map(\.verdict) == [.holds, .fails])
    #expect(claims.map(\.verdictAtTip) == [.holds, .fails])
  }

  @Test func aLinkedWorkTree() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 10)
    try scene.say("a/x.md (10 lines)", "a/x.md (77 lines)")
    try scene.commit()
    let other = try TemporaryDirectory()
    try scene.repository.git("worktree", "add", "--quiet", other.path("tree"))
    let source = try AuditSource.reading(scene.repository, root: other.path("tree"))
    #expect(try ClaimAudit.claims(in: source).map(\.verdict) == [.holds, .fails])
  }

  @Test func aShallowCloneAccusesNobody() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 10)
    try scene.commit()
    try scene.file("a/x.md", 20)
    try scene.say("a/x.md (20 lines)", "a/x.md (77 lines)", "a/x.md (10 lines)")
    try scene.commit()
    try scene.say("a/x.md (20 lines)", "a/x.md (77 lines)")
    try scene.commit()
    let clone = try TemporaryDirectory()
    try scene.repository.git(
      "clone",
      "--quiet",
      "--depth",
      "2",
      "file://\(scene.repository.path)",
      clone.path("clone")
    )
    let source = try AuditSource.reading(scene.repository, root: clone.path("clone"))
    #expect(source.repository.isShallow)
    let claims = try ClaimAudit.claims(in: source)
    #expect(
      claims.map(\.verdict) == [
        .unverifiable, .unverifiable, .unverifiable, .holds, .unverifiable,
      ]
    )
    #expect(claims.allSatisfy { $0.verdict != .unverifiable || $0.reason != nil })
  }

  @Test func aRootBelowTheTop() throws {
    let repository = try TestRepository()
    try repository.write(Scene.lines(10), to: "web/src/a.ts")
    try repository.write(Scene.lines(20), to: "api/b.ts")
    try repository.write(
      "# D\n\nsrc/a.ts (10 lines)\n\nweb/src/a.ts (12 lines)\n\napi/b.ts (22 lines)\n",
      to: "web/feedback/d/2026-01-10.md"
    )
    try repository.commit("all", at: Timestamp(secondsSinceEpoch: 1_768_000_000))
    let source = try AuditSource.reading(repository, root: repository.folder.path("web"))
    let claims = try ClaimAudit.claims(in: source)
    #expect(claims.map(\.verdict) == [.holds, .fails, .fails])
    #expect(claims.map(\.subject) == ["src/a.ts", "src/a.ts", "api/b.ts"])
    #expect(claims[1].command?.contains(":web/src/a.ts") == true)
  }

  @Test func linesThatEndLikeOnWindows() throws {
    let scene = try Scene()
    try scene.repository.write("1\r\n2\r\n3\r\n", to: "a/x.md")
    try scene.repository.write(
      "# D\r\n\r\na/x.md (3 lines)\r\n\r\n- a/x.md (9 lines)\r\n",
      to: Scene.record
    )
    try scene.commit()
    #expect(try scene.verdicts() == [.holds, .fails])
  }

  /// Brackets and parentheses that never close, and a line that is too long to be a sentence.
  @Test func hostileLines() throws {
    let scene = try Scene()
    try scene.say(
      String(repeating: "[/(", count: 1_300) + " 1 line",
      String(repeating: "(1 line, a/b.c ", count: 250),
      String(repeating: "a.md (1 lines) ", count: 5_000)
    )
    try scene.commit()
    #expect(try scene.claims().allSatisfy { $0.verdict == .unverifiable })
  }
}
