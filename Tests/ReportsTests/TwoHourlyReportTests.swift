import Facts
import Reports
import Templates
import TestSupport
import Testing

@Suite struct TwoHourlyReportTests {
  private static let now = Timestamp(secondsSinceEpoch: 1_768_219_500)  // 2026-01-12T12:05:00Z

  /// An agent in the middle of its direction: one table new, one old, a failed validation, a blocker.
  private func context() -> ReportContext {
    var git = GitState(branch: "main", commit: String(repeating: "a1b2", count: 10), dirty: true)
    git.shallow = nil
    var evidence = Evidence(collectedAt: Self.now, git: git)
    evidence.migrations = [
      Migration(path: "db/001_tools.sql", version: "001", lines: 21, statements: 5),
      Migration(path: "db/002_loans.sql", version: "002", lines: 18, statements: 5),
    ]
    evidence.tables = [table("tools", "db/001_tools.sql"), table("loans", "db/002_loans.sql")]
    evidence.tables[1].policies = [
      Policy(
        name: "own",
        command: .select,
        roles: ["public"],
        permissive: true,
        using: "true",
        withCheck: nil,
        path: "db/002_loans.sql",
        line: 16
      )
    ]
    evidence.tables[1].rowSecurity = true
    var schema = PrismaSchema(paths: ["prisma/schema.prisma"])
    schema.models = ["Tool", "Loan"].enumerated().map { index, name in
      var model = PrismaModel(
        name: name,
        path: "prisma/schema.prisma",
        line: 10 * index + 13,
        endLine: 10 * index + 21
      )
      model.schema = "public"
      return model
    }
    evidence.prisma = schema
    var failed = CommandRun(
      name: "prisma validate",
      argv: ["prisma", "validate"],
      outcome: .failed,
      reason: "prisma/schema.prisma:17: Type \"Strin\" is neither a built-in type"
    )
    failed.version = "6.19.0"
    failed.stderr = .init(text: "Error code: P1012\n``` is no fence here\n", bytes: 40)
    evidence.commands = [
      failed, CommandRun(name: "prisma format", argv: [], outcome: .notRun, reason: "not asked"),
    ]
    evidence.notes = [
      DocumentationNote(
        source: "Context7",
        library: "/prisma/docs",
        topic: "multi-schema",
        timestamp: Self.now + -600,
        path: "feedback/data/2026-01-12.md",
        line: 3,
        agent: "data"
      )
    ]
    evidence.deployment = [
      DeploymentFile(path: "fly.toml", status: .safe),
      DeploymentFile(path: "package.json", status: .notChecked, reason: "line 3: no JSON"),
    ]
    evidence.notChecked = [NotChecked(subject: "vault", reason: "no folder vault/")]
    let changes = GitChanges(
      since: Self.now + -7_200,
      commits: 2,
      files: [
        .init(path: "db/002_loans.sql", kind: .added, committed: false),
        .init(path: "prisma/schema.prisma", kind: .modified, committed: true),
        .init(path: "web/index.html", kind: .deleted, committed: true),
      ]
    )
    var context = ReportContext(
      now: Self.now,
      agent: "data",
      printedName: "Data",
      evidence: evidence,
      changes: changes
    )
    var task = DirectionTask(
      id: "LEND-002",
      title: "Create Loans Table",
      agent: "data",
      path: "docs/directions/data.md",
      line: 12
    )
    task.expects.tables = ["public.loans", "public.tools"]
    context.tasks = [task]
    context.currentTask = task
    context.firstMissing = "index `loans_by_tool` on `loans`"
    context.ownTables = evidence.tables
    context.ownModels = schema.models
    context.earlierModels = ["Tool"]
    context.openBlockers = [
      Blocker(
        agent: "data",
        path: "feedback/data/2026-01-12.md",
        line: 9,
        since: Self.now + -3_600,
        text: "no access to staging",
        waitingOn: "CEO"
      )
    ]
    return context
  }

  private func table(_ name: String, _ path: String) -> Table {
    Table(schema: "public", name: name, path: path, line: 2)
  }

  private func render(_ context: ReportContext, _ overrides: ReportComposer.Overrides = .init())
    throws
    -> String
  {
    try ReportRenderer(.report, for: TwoHourlyReport.self)
      .render(ReportComposer.compose(context, overrides: overrides))
  }

  @Test func theWholeEntry() throws {
    #expect(try Golden.difference(try render(context()), from: "two-hourly.md") == nil)
  }

  @Test func anEmptyRepositoryGetsAValidHonestEntry() throws {
    let git = GitState(
      branchReason: "no git repository",
      commitReason: "no git repository",
      dirtyReason: "no git repository"
    )
    let changes = GitChanges(since: nil, commits: nil, commitsReason: "no git repository")
    var context = ReportContext(
      now: Self.now,
      agent: "data",
      printedName: "Data",
      evidence: Evidence(collectedAt: Self.now, git: git),
      changes: changes
    )
    context.noTasksReason = "no direction: docs/directions/data.md does not exist"
    #expect(try Golden.difference(try render(context), from: "two-hourly-empty.md") == nil)
  }

  @Test func flagsReplaceFieldsAndBreakNothing() throws {
    let overrides = ReportComposer.Overrides(
      title: "## A heading\n## of two lines",
      workingOn: "- [x] done",
      progress: "**Next**: forged",
      blockers: [],
      next: "```",
      evidence: ["the office says so"]
    )
    #expect(
      try Golden.difference(try render(context(), overrides), from: "two-hourly-flags.md") == nil
    )
  }
}
