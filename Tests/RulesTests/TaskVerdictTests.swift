import Configuration
import Facts
import Rules
import Tasks
import Testing

/// One task from nothing to all of it, and back.
@Suite struct TaskVerdictTests {
  private static let plan = """
    # Plan of the yard

    ### YARD-001: Barrels
    Migration: `supabase/migrations/YYYYMMDDHHMMSS_barrels.sql`

    ```sql
    CREATE TABLE barrels (id serial PRIMARY KEY, yard text NOT NULL, fill numeric(5,2));
    CREATE INDEX barrels_by_yard ON barrels (yard, id DESC);
    ALTER TABLE barrels ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON barrels USING (yard = (SELECT current_setting('app.yard', true)));
    ```

    ```prisma
    model Barrel {
      id   Int      @id @default(autoincrement())
      yard String
      fill Decimal? @db.Decimal(5, 2)

      @@index([yard, id(sort: Desc)])
      @@map("barrels")
      @@schema("public")
    }
    ```

    """

  private static let migration = """
    CREATE TABLE barrels (id serial PRIMARY KEY, yard text NOT NULL, fill numeric(5,2));
    CREATE INDEX barrels_by_yard ON barrels (yard, id DESC);
    ALTER TABLE barrels ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON barrels USING (yard = (SELECT current_setting('app.yard', true)));

    """

  private static let datasource = """
    datasource db {
      provider = "postgresql"
      url      = env("DATABASE_URL")
      schemas  = ["public"]
    }

    """

  private static let model = """
    model Barrel {
      id   Int      @id @default(autoincrement())
      yard String
      fill Decimal? @db.Decimal(5, 2)

      @@index([yard, id(sort: Desc)])
      @@map("barrels")
      @@schema("public")
    }

    """

  private static let path = "supabase/migrations/20260102030405_barrels.sql"
  private static let schema = "prisma/schema.prisma"
  private static let other = "supabase/migrations/20260101000000_other.sql"
  private static let otherTable = "CREATE TABLE docks (id int PRIMARY KEY);\n"

  private static let items = [
    "Additive only", "RLS policies included", "Indexes for query performance",
    "Model added with correct field types", "Map names match SQL", "Index declarations match SQL",
    "`@@schema(\"public\")` present",
  ]

  /// The verdict of every item on these files.
  private func verdicts(_ files: [String: String], state: Checklist.Item.State) throws
    -> [String: Checklist.Verdict]
  {
    let direction = DirectionReader.read(
      SourceText(path: "plans/yard.md", text: Self.plan),
      agent: "yard"
    )
    let task = try #require(direction.tasks.first)
    let subject = RuleSubject(evidence: evidence(of: files), task: task)
    var result: [String: Checklist.Verdict] = [:]
    for text in Self.items {
      let rule = try #require(Settings().rule(forItem: text), "\(text)")
      let item = Checklist.Item(line: 1, text: text, marker: "[ ]", state: state)
      result[text] = ItemVerdict.decide(item, rule: rule, subject: subject).verdict
    }
    return result
  }

  private var whole: [String: String] {
    [
      Self.other: Self.otherTable, Self.path: Self.migration,
      Self.schema: Self.datasource + Self.model,
    ]
  }

  @Test func everyItemIsOpenBeforeAndProvenAfter() throws {
    let before = [Self.other: Self.otherTable, Self.schema: Self.datasource]
    for state in [Checklist.Item.State.open, .done] {
      let expected: Checklist.Verdict = state == .open ? .open : .contradicted
      #expect(try verdicts(before, state: state).values.allSatisfy { $0 == expected })
      let after = try verdicts(whole, state: state).filter { $0.value != .proven }
      #expect(after == [:])
    }
  }

  @Test func theMigrationAloneProvesItsOwnItems() throws {
    var files = whole
    files[Self.schema] = Self.datasource
    let proven = try verdicts(files, state: .open).filter { $0.value == .proven }.keys
    #expect(Set(proven) == Set(Self.items.prefix(3)))
  }

  @Test(arguments: [
    ("ALTER TABLE barrels ENABLE ROW LEVEL SECURITY;\n", "", ["RLS policies included"]),
    ("yard, id DESC", "fill", ["Indexes for query performance", "Index declarations match SQL"]),
    ("yard, id DESC", "yard, id", ["Index declarations match SQL"]),
    ("fill numeric(5,2)", "fill numeric(6,2)", ["Model added with correct field types"]),
    ("fill numeric(5,2)", "filled numeric(5,2)", ["Map names match SQL"]),
    ("CREATE INDEX", "DROP TABLE docks;\nCREATE INDEX", ["Additive only"]),
  ])
  func aBrokenMigrationContradictsTheTick(from: String, to: String, broken: [String]) throws {
    var files = whole
    let text = Self.migration.split(separator: from, omittingEmptySubsequences: false)
      .joined(separator: to)
    #expect(text != Self.migration)
    files[Self.path] = text
    let contradicted = try verdicts(files, state: .done).filter { $0.value == .contradicted }.keys
    #expect(Set(contradicted) == Set(broken))
  }

  @Test func aMigrationThatDoesNotParseProvesNothingAndContradictsNothing() throws {
    var files = whole
    files[Self.path] = "CREATE TABLE barrels (id serial,,);\n"
    let verdicts = try verdicts(files, state: .done)
    #expect(verdicts["RLS policies included"] == .notChecked)
    #expect(verdicts["Additive only"] == .notChecked)
  }

  @Test func whatNobodyGatheredIsNotDecided() throws {
    var task = DirectionTask(id: "YARD-002", title: "", agent: "yard", path: "p", line: 1)
    task.expects.tables = ["docks"]
    let subject = RuleSubject(evidence: evidence(of: whole), task: task)
    for id in ["feedback-names-files", "screenshot-exists", "table-exists", "tested-locally"] {
      let item = Checklist.Item(line: 1, text: "x", marker: "[x]", state: .done)
      #expect(ItemVerdict.decide(item, rule: id, subject: subject).verdict == .notChecked)
    }
  }

  @Test func aRehearsalDecidesWhatOnlyADatabaseCanTell() throws {
    var task = DirectionTask(id: "YARD-001", title: "", agent: "yard", path: "p", line: 1)
    task.expects.tables = ["barrels"]
    var subject = RuleSubject(evidence: evidence(of: whole), task: task)
    var table = RehearsalResult.Table(name: "public.barrels", rowSecurityActive: false)
    table.inserted = true
    table.queriedReason = "no policy lets anybody read"
    subject.rehearsal = RehearsalResult(
      server: "PostgreSQL 15",
      applied: [Self.path],
      tables: [table]
    )
    let ids = [
      "table-exists", "row-security-active", "row-inserted", "row-queried", "tested-locally",
    ]
    let verdicts = ids.map { id in
      ItemVerdict.decide(
        Checklist.Item(line: 1, text: "x", marker: "[x]", state: .done),
        rule: id,
        subject: subject
      ).verdict
    }
    #expect(verdicts == [.proven, .contradicted, .proven, .notChecked, .proven])
  }

  @Test func anEntryProvesUntilWhatItReadChanges() {
    var task = DirectionTask(id: "YARD-001", title: "", agent: "yard", path: "p", line: 1)
    task.expects.tables = ["barrels"]
    var trial = RecordedTrial(
      kind: .rehearsal,
      place: RecordPlace(path: "feedback/yard/2026-01-02.md", line: 7),
      timestamp: nil,
      fingerprint: ""
    )
    trial.files = [.init(path: Self.path, outcome: .applied)]
    var table = RecordedTrial.Table(name: "public.barrels", exists: true)
    table.rowSecurity = true
    table.inserted = true
    table.queried = false
    trial.tables = [table]
    func verdicts(changed: String?, _ state: Checklist.Item.State) -> [Checklist.Item] {
      var subject = RuleSubject(evidence: evidence(of: whole), task: task)
      subject.rehearsal = RehearsalResult(trial, changed: changed)
      return [
        "table-exists", "row-security-active", "row-inserted", "row-queried", "tested-locally",
      ]
      .map { id in
        let item = Checklist.Item(line: 1, text: "x", marker: "[x]", state: state)
        return ItemVerdict.decide(item, rule: id, subject: subject)
      }
    }
    #expect(
      verdicts(changed: nil, .done).map(\.verdict) == [
        .proven, .proven, .proven, .contradicted, .proven,
      ]
    )
    let stale = verdicts(changed: "a.sql changed", .done)
    #expect(stale.map(\.verdict) == [.stale, .stale, .stale, .notChecked, .stale])
    #expect(
      stale[0].reason == "proven by feedback/yard/2026-01-02.md:7; since then a.sql changed"
    )
    #expect(
      verdicts(changed: "a.sql changed", .open).map(\.verdict) == [
        .stale, .stale, .stale, .open, .stale,
      ]
    )
    trial.tables = []
    #expect(verdicts(changed: nil, .done).prefix(1).map(\.verdict) == [.notChecked])
  }

  @Test func aLiveDatabaseTellsBeforeARehearsal() {
    var task = DirectionTask(id: "YARD-001", title: "", agent: "yard", path: "p", line: 1)
    task.expects.tables = ["barrels"]
    var subject = RuleSubject(evidence: evidence(of: whole), task: task)
    subject.rehearsal = RehearsalResult(
      server: "PostgreSQL 15",
      applied: [Self.path],
      tables: [.init(name: "public.barrels", rowSecurityActive: true)]
    )
    #expect(TableExists.evaluate(subject).decision == .passed)
    subject.verification = RehearsalResult(
      server: "the live database",
      applied: [],
      tables: [.init(name: "public.barrels", exists: false, rowSecurityActive: nil)]
    )
    #expect(TableExists.evaluate(subject).decision == .failed)
    subject.verification?.changed = "a.sql is new"
    #expect(TableExists.evaluate(subject).decision == .passed)
  }

  @Test func aRecordedCommandStandsInForOneThatWasNotRun() {
    var subject = RuleSubject(evidence: evidence(of: whole))
    let run = RecordedCommand(
      name: "prisma validate",
      passed: true,
      place: RecordPlace(path: "r.md", line: 4),
      timestamp: nil,
      fingerprint: ""
    )
    subject.recordedCommands = ["prisma validate": RecordedRun(run, changed: nil)]
    #expect(PrismaValidatePasses.evaluate(subject).decision == .passed)
    subject.recordedCommands = ["prisma validate": RecordedRun(run, changed: "x changed")]
    #expect(
      PrismaValidatePasses.evaluate(subject).decision
        == .stale("proven by r.md:4; since then x changed")
    )
    subject.evidence.commands = [
      CommandRun(name: "prisma validate", argv: [], outcome: .failed, reason: "no model")
    ]
    #expect(PrismaValidatePasses.evaluate(subject).decision == .failed)
  }

  @Test func aWaiverTakesItsFindingAlone() {
    let files = [
      "supabase/migrations/1_a.sql":
        "CREATE TABLE one (id int PRIMARY KEY);\nCREATE TABLE two (id int PRIMARY KEY);\n"
    ]
    let outcome = judge(RowSecurityIncluded.self, on: files)
    let first = outcome.accepting([
      WaivedFinding(rule: "row-security-included", object: "public.one")
    ])
    #expect(first.findings.map(\.object) == ["public.two"])
    #expect(first.decision == .failed)
    let both = first.accepting([
      WaivedFinding(rule: "row-security-included", object: "public.two")
    ])
    #expect(both.decision == .passed)
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "PNG"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"), (Array("GIF89a;".utf8), "GIF"),
      (Array("RIFF1234WEBPVP8 ".utf8), "WebP"), (Array("RIFF1234WAVE".utf8), nil),
      (Array("<html>".utf8), nil), ([], nil),
    ] as [([UInt8], String?)]
  )
  func picturesAreKnownByTheirFirstBytes(bytes: [UInt8], format: String?) {
    #expect(LinkedPicture.format(of: bytes) == format)
  }
}
