import Facts
import TestSupport
import Testing

struct AuditTests {
  private func repository() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write(String(repeating: "text\n", count: 12), to: "docs/plan.md")
    try repository.write(String(repeating: "text\n", count: 30), to: "docs/long.md")
    try repository.write(
      """
      # Data

      ## 2026-01-10T10:00:00Z — Data: plans

      - Written: `docs/plan.md` (12 lines)
      - `docs/long.md` (31 lines)
      - docs/none.md (9 lines)
      - docs/plan.md (~10 lines)

      """,
      to: "feedback/data/2026-01-10.md"
    )
    try repository.commit("plans", at: Timestamp(secondsSinceEpoch: 1_768_041_000))
    return repository
  }

  private let now = "2026-01-10T12:00:00Z"

  @Test func withoutAFalseClaimItIsClean() throws {
    let repository = try repository()
    let result = try BuiltTool(folder: repository.path, now: now).run("audit")
    #expect(result.status == 0)
    #expect(result.output.contains("1 off by one"))
    #expect(result.output.contains("feedback/data/2026-01-10.md:6"))
    #expect(result.output.contains("2 cannot be told"))
  }

  @Test func aFalseClaimIsAFindingInEveryFormat() throws {
    let repository = try repository()
    try repository.write(
      "# Ads\n\n## 2026-01-10T11:00:00Z — Ads: numbers\n\n- docs/plan.md (90 lines)\n",
      to: "feedback/ads/2026-01-10.md"
    )
    let revision = try repository.commit("ads", at: Timestamp(secondsSinceEpoch: 1_768_044_000))
    let tool = BuiltTool(folder: repository.path, now: now)

    let text = try tool.run("audit")
    #expect(text.status == 1)
    let command = "git show \(revision.prefix(12)):docs/plan.md | wc -l"
    #expect(text.output.contains("docs/plan.md: 90 lines claimed, 12 at \(revision.prefix(12))"))
    #expect(text.output.contains(command))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 100 })

    let markdown = try tool.run("audit", "--format", "markdown")
    #expect(markdown.status == 1)
    #expect(markdown.output.contains("| **false** | `feedback/ads/2026-01-10.md:5` |"))

    let json = try tool.run("audit", "--format", "json")
    #expect(json.status == 1)
    #expect(try Contract.violations(of: "audit", in: json.output) == "")

    // Another's claims, and older ones, are nobody's finding here.
    #expect(try tool.run("audit", "--agent", "data").status == 0)
    #expect(try tool.run("audit", "--agent", "ads").status == 1)
    #expect(try tool.run("audit", "--since", "30m").status == 0)
    #expect(try tool.run("audit", "--since", "2h").status == 1)
  }

  @Test func anAgentThatNobodyKnowsIsNoCleanOne() throws {
    let repository = try repository()
    let result = try BuiltTool(folder: repository.path, now: now).run("audit", "--agent", "daat")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("data"))
  }

  @Test func withoutARepositoryItCannotRun() throws {
    let folder = try TemporaryDirectory()
    try folder.write("# D\n", to: "feedback/data/2026-01-10.md")
    let result = try BuiltTool(folder: folder.path, now: now).run("audit")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("git work tree"))
  }

  @Test func aRecordThatIsNotCommitted() throws {
    let repository = try TestRepository()
    try repository.write("a\n", to: "docs/a.md")
    try repository.write("# D\n\n- docs/a.md (1 line)\n", to: "feedback/data/2026-01-10.md")
    let tool = BuiltTool(folder: repository.path, now: now)
    let result = try tool.run("audit", "--format", "json")
    #expect(result.status == 0)
    #expect(try Contract.violations(of: "audit", in: result.output) == "")
    #expect(result.output.contains("\"revision\" : null"))
  }

  /// Only what the configuration names is run, whatever the record says.
  @Test func rerunRepeatsConfiguredCommands() throws {
    let repository = try repository()
    try repository.write(
      """
      commands:
        unit tests:
          run: [/bin/true]

      """,
      to: "sitrep.yml"
    )
    try repository.write(
      "# Ads\n\n- Unit tests: passed\n- `touch ran` passed\n",
      to: "feedback/ads/2026-01-10.md"
    )
    try repository.commit("ads", at: Timestamp(secondsSinceEpoch: 1_768_044_000))
    let tool = BuiltTool(folder: repository.path, now: now)
    let without = try tool.run("audit", "--agent", "ads", "--format", "json")
    #expect(without.output.contains("outcomes are repeated with --rerun only"))
    let with = try tool.run("audit", "--agent", "ads", "--rerun", "--format", "json")
    #expect(with.status == 0)
    #expect(with.output.contains("\"verdict\" : \"true\""))
    #expect(try Contract.violations(of: "audit", in: with.output) == "")
    #expect(try repository.git("status", "--porcelain") == "")
  }
}
