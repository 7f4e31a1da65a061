import Facts
import Tasks
import Testing

/// A direction of two tables, one model, one change and one task without a specification.
private let plan = """
  # Store plan

  ### STORE-001: Parcels
  Migration: `db/migrations/YYYYMMDDHHMMSS_create_parcels.sql`

  ```sql
  CREATE TABLE IF NOT EXISTS parcels (id serial PRIMARY KEY, weight numeric(5,2), "Label" text);
  CREATE INDEX ON parcels (weight, id DESC);
  ALTER TABLE parcels ENABLE ROW LEVEL SECURITY;
  CREATE POLICY "own parcels" ON parcels FOR SELECT USING (true);
  ```

  ```prisma
  model Parcel {
    id     Int      @id @default(autoincrement())
    weight Decimal? @db.Decimal(5, 2)
    @@map("parcels")
    @@schema("public")
  }
  ```

  ### STORE-002: Stops
  ```
  CREATE TABLE audit.stops (id int);
  ```

  ### STORE-003: Tell everybody

  ### STORE-004: Lock the parcels
  **Migration**: `db/migrations/0009_lock_parcels.sql`
  ```sql
  CREATE POLICY "no deletes" ON parcels FOR DELETE USING (false);
  ```

  ### STORE-005: Broken
  ```sql
  CREATE TABLE ok (id int);
  CREATE TABLE broken (id int,,);
  ```
  """

@Suite struct TaskProgressTests {
  private let direction = DirectionReader.read(
    SourceText(path: "plans/store.md", text: plan),
    agent: "store"
  )

  private func parcels(_ change: (inout Table) -> Void = { _ in }) -> Table {
    var table = Table(
      schema: "public",
      name: "parcels",
      path: "db/migrations/20260102_parcels.sql",
      line: 1
    )
    table.columns = ["id", "weight", "Label"].map { Column(name: $0, type: "text", nullable: true) }
    table.rowSecurity = true
    table.indexes = [
      Index(
        name: "x",
        columns: [Index.Key(name: "weight"), Index.Key(name: "id")],
        path: "",
        line: 1
      )
    ]
    table.policies = [policy("own parcels")]
    change(&table)
    return table
  }

  private func policy(_ name: String) -> Policy {
    Policy(
      name: name,
      command: .select,
      roles: ["public"],
      permissive: true,
      using: "true",
      withCheck: nil,
      path: "db/migrations/20260102_parcels.sql",
      line: 3
    )
  }

  private func schema(_ model: String?, multiSchema: Bool = false) -> PrismaSchema {
    var schema = PrismaSchema(paths: ["s.prisma"])
    if let model {
      schema.models = [PrismaModel(name: model, path: "s.prisma", line: 1, endLine: 2)]
    }
    if multiSchema {
      schema.datasources = [
        PrismaConfigurationBlock(
          name: "db",
          path: "s.prisma",
          line: 1,
          endLine: 2,
          properties: [.init(name: "schemas", text: "[\"public\"]", strings: ["public"], line: 1)]
        )
      ]
    }
    return schema
  }

  private func measure(
    _ tables: [Table],
    _ prisma: PrismaSchema?,
    migrations: [String] = [],
    blockers: [Blocker] = [],
    completed: Set<String> = []
  ) -> [TaskProgress] {
    TaskProgress.measure(
      direction,
      index: EvidenceIndex(tables: tables, prisma: prisma, migrations: migrations),
      blockers: blockers,
      completed: completed
    )
  }

  @Test func fencesBecomeExpectations() {
    #expect(
      direction.tasks.map(\.expects.tables) == [["parcels"], ["audit.stops"], [], [], ["ok"]]
    )
    #expect(direction.tasks[0].expects.models == ["Parcel"])
    let table = direction.specifications["STORE-001"]?.tables.first
    #expect(table?.columns == ["id", "weight", "Label"])
    #expect(table?.line == 7)
    #expect(table?.enablesRowSecurity == true)
    #expect(table?.policies == ["own parcels"])
    #expect(table?.indexes.map(\.columns) == [["weight", "id"]])
    #expect(direction.specifications["STORE-001"]?.models.first?.line == 14)
    #expect(direction.specifications["STORE-004"]?.tables.first?.isCreated == false)
    #expect(direction.specifications["STORE-003"] == nil)
  }

  @Test func aFenceThatDoesNotParseIsAFindingAtItsLine() {
    #expect(direction.findings.map(\.rule) == ["direction-fence-syntax"])
    #expect(direction.findings.first?.line == 38)
    #expect(direction.findings.first?.object == "STORE-005")
  }

  @Test func theFirstMissingThingIsTheTable() {
    let progress = measure([], schema(nil))
    #expect(
      progress[0].firstMissing
        == "create table `parcels` (migration `db/migrations/YYYYMMDDHHMMSS_create_parcels.sql`)"
    )
    #expect(progress[0].missing.last == "add model `Parcel` to the Prisma schema")
    #expect(progress[1].firstMissing == "create table `audit.stops`")
    #expect(progress.map(\.task.state) == [.open, .open, .open, .open, .open])
  }

  @Test func eachPartIsMissedByName() {
    func first(_ prisma: PrismaSchema?, _ change: (inout Table) -> Void) -> String? {
      measure([parcels(change)], prisma)[0].firstMissing
    }
    let whole = schema("Parcel")
    #expect(first(whole) { _ in } == nil)
    #expect(first(whole) { $0.rowSecurity = false } == "enable row security on table `parcels`")
    #expect(first(whole) { $0.columns.removeLast() } == "add column `Label` to table `parcels`")
    #expect(first(whole) { $0.policies = [] } == "add policy `own parcels` on table `parcels`")
    #expect(first(whole) { $0.indexes = [] } == "add an index on `parcels(weight, id)`")
    #expect(first(schema(nil)) { _ in } == "add model `Parcel` to the Prisma schema")
    #expect(first(nil) { _ in } == "add model `Parcel` to a Prisma schema")
    #expect(
      first(schema("Parcel", multiSchema: true)) { _ in }
        == "add `@@schema(\"public\")` to model `Parcel`"
    )
  }

  @Test func aTableThatWasMadeDifferentlyIsNoUnfinishedOne() {
    let progress = measure(
      [
        parcels {
          $0.columns[1].name = "grams"
          $0.indexes = []
          $0.policies = [policy("by tenant")]
        }
      ],
      schema("Parcel")
    )[0]
    #expect(progress.missing.isEmpty)
    #expect(progress.isComplete)
    #expect(
      progress.deviations == [
        "table `parcels` has no column `weight`",
        "table `parcels` has no index on (weight, id)",
        "table `parcels` has no policy `own parcels`",
      ]
    )
  }

  @Test func changesOfATableThatNoFileCreatesCannotBeTold() {
    let absent = measure([], nil)[3]
    #expect(absent.firstMissing == "add policy `no deletes` on table `parcels`")
    let path = "db/migrations/0009_lock_parcels.sql"
    let there = measure([], nil, migrations: [path], completed: ["STORE-005"])[3]
    #expect(there.missing.isEmpty)
    #expect(there.unknown.count == 1)
    #expect(there.task.state == .working)
    #expect(there.migrations == [path])
    #expect(measure([], nil, migrations: [path], completed: ["STORE-004"])[3].task.state == .done)
  }

  @Test func whatCannotBeToldIsNeitherThereNorMissing() {
    let progress = measure([parcels { $0.rowSecurity = nil }], schema("Parcel"))[0]
    #expect(progress.missing.isEmpty)
    #expect(progress.unknown.count == 1)
    #expect(!progress.isComplete)
    #expect(progress.task.state == .working)
  }

  @Test func statesFollowTheEvidenceAndTheBlockers() {
    let blocker = Blocker(
      agent: "qa",
      path: "x.md",
      line: 1,
      since: nil,
      text: "waits",
      tasks: ["STORE-002"]
    )
    let progress = measure(
      [parcels()],
      schema("Parcel"),
      blockers: [blocker],
      completed: ["STORE-003", "STORE-004"]
    )
    #expect(progress.map(\.task.state) == [.done, .blocked, .done, .open, .open])
    #expect(progress[0].migrations == ["db/migrations/20260102_parcels.sql"])
  }

  @Test func aTaskThatOnlyChangesATableIsMeasuredByTheChange() {
    let before = measure([parcels()], nil)[3]
    #expect(before.firstMissing == "add policy `no deletes` on table `parcels`")
    let table = parcels { $0.policies.append(policy("no deletes")) }
    let after = measure([table], nil, migrations: ["db/migrations/0010_lock_parcels.sql"])[3]
    #expect(after.missing.isEmpty)
    #expect(after.migrations.contains("db/migrations/0010_lock_parcels.sql"))
    #expect(after.task.state == .done)
  }

  @Test func theCurrentTaskIsTheOneOfTheLastEntryElseTheFirstMissing() {
    let progress = measure([parcels()], schema("Parcel"))
    var entry = Entry(path: "feedback/store/x.md", line: 3, endLine: 9, level: 2, heading: "h")
    #expect(CurrentTask.find(among: progress, lastEntry: nil)?.task.id == "STORE-002")
    entry.workingOn = "STORE-004, then STORE-002"
    let working = CurrentTask.find(among: progress, lastEntry: entry)
    #expect(working?.task.id == "STORE-004")
    #expect(working?.reason == .workedOn(RecordPlace(path: "feedback/store/x.md", line: 3)))
    entry.fields = [.init(label: "Moving To", line: 8, endLine: 8, text: "store-005 right away")]
    #expect(CurrentTask.find(among: progress, lastEntry: entry)?.task.id == "STORE-005")
    entry.fields = []
    entry.workingOn = "STORE-001 is what I did"
    let done = CurrentTask.find(among: progress, lastEntry: entry)
    #expect(done?.task.id == "STORE-002")
    #expect(done?.reason == .firstMissing)
    #expect(CurrentTask.find(among: [], lastEntry: entry) == nil)
  }

  @Test func theNextStepIsTheFirstMissingElseTheNextTask() throws {
    let progress = measure([parcels()], schema("Parcel"))
    let current = try #require(CurrentTask.find(among: progress, lastEntry: nil))
    #expect(current.next(among: progress)?.text == "STORE-002: create table `audit.stops`")
    let told = CurrentTask(progress: progress[2], reason: .firstOpen)
    #expect(told.next(among: progress)?.text == "STORE-004: Lock the parcels")
    let alone = CurrentTask(progress: progress[2], reason: .firstOpen)
    #expect(alone.next(among: [progress[2]]) == nil)
  }

  @Test func anAgentOwnsWhatItsTasksSpecifyAndWhatItsPathsMatch() {
    let stray = Table(schema: "public", name: "others", path: "db/migrations/1_others.sql", line: 1)
    let index = EvidenceIndex(tables: [parcels(), stray], prisma: schema("Parcel"))
    let ownership = Ownership(
      tasks: TaskProgress.measure(direction, index: index),
      specifications: direction.specifications,
      patterns: ["ops/**"],
      index: index
    )
    #expect(ownership.owns(path: "db/migrations/20260102_parcels.sql"))
    #expect(!ownership.owns(path: "db/migrations/1_others.sql"))
    #expect(ownership.owns(path: "ops/a/b.sh"))
    #expect(ownership.owns(parcels()))
    #expect(!ownership.owns(stray))
    #expect(ownership.owns(PrismaModel(name: "Parcel", path: "s.prisma", line: 1, endLine: 2)))
    #expect(!ownership.owns(PrismaModel(name: "Other", path: "s.prisma", line: 1, endLine: 2)))
  }

  @Test func idsAreFoundAsWholeWordsInOrder() {
    let known = ["AB-1", "AB-12", "Task 3"]
    #expect(
      TaskMention.ids(in: "ab-12 then AB-1; AB-123, XAB-1, AB-1", known: known) == [
        "AB-12", "AB-1",
      ]
    )
    #expect(TaskMention.ids(in: "on task 3.", known: known) == ["Task 3"])
    #expect(TaskMention.ids(in: "", known: known).isEmpty)
  }
}
