import Facts
import Foundation
import TestSupport
import Testing

/// A direction written as a repository: every item goes from open to proven as the files appear, and back.
@Suite(
  .enabled(if: PostgresServer.isWanted, "no PostgreSQL, and SITREP_WITHOUT_POSTGRES is set")
)
struct ChecklistProofTests {
  // MARK: The repository

  private static let sql = """
    CREATE TABLE IF NOT EXISTS harvest_crates (
      id SERIAL PRIMARY KEY,
      orchard_code TEXT NOT NULL,
      ripeness_pct DECIMAL(5,2),
      picked_at TIMESTAMPTZ DEFAULT NOW(),
      details JSONB
    );

    CREATE INDEX harvest_crates_by_orchard ON harvest_crates (orchard_code, picked_at DESC);

    ALTER TABLE harvest_crates ENABLE ROW LEVEL SECURITY;

    CREATE POLICY "Keepers see their own crates"
      ON harvest_crates FOR SELECT
      USING (orchard_code = (SELECT current_setting('app.orchard', true)));

    CREATE POLICY "Keepers add their own crates"
      ON harvest_crates FOR INSERT
      WITH CHECK (orchard_code = (SELECT current_setting('app.orchard', true)));

    """

  private static let model = """
    model HarvestCrate {
      id          Int       @id @default(autoincrement())
      orchardCode String    @map("orchard_code")
      ripenessPct Decimal?  @map("ripeness_pct") @db.Decimal(5, 2)
      pickedAt    DateTime? @default(now()) @map("picked_at") @db.Timestamptz(6)
      details     Json?

      @@index([orchardCode, pickedAt(sort: Desc)])
      @@map("harvest_crates")
      @@schema("public")
    }

    """

  /// The items by their rules; the last ones belong to the checklists before and after a change.
  private static let done = [
    "Additive only (CREATE TABLE, CREATE INDEX)", "RLS policies included",
    "Indexes for query performance", "No DROP or destructive commands",
    "Model added with correct field types", "`@@schema(\"public\")` attribute present",
    "Index declarations match SQL", "Map names match SQL (snake_case, camelCase)",
    "`npx prisma format` passing", "`npx prisma validate` passing",
    "Table exists in the dashboard", "RLS policies active", "Can insert test row",
    "Can query test row", "Feedback updated with file paths, line counts",
    "Context7 docs pulled for Prisma and Supabase", "Screenshot of the table",
    "The keepers were told",
  ]
  private static let before = [
    "Additive only (no DROP, no ALTER with data loss)", "RLS policies included",
    "Indexes for performance", "Prisma schema updated with `@@schema(\"public\")`",
    "No migration commands in deployment files (fly.toml, package.json)",
  ]
  private static let after = [
    "Run `npx prisma format` on the schema", "Run `npx prisma validate`",
    "Test locally if possible", "Document in feedback with table name, purpose, columns",
  ]

  private static var direction: String {
    func list(_ items: [String]) -> String { items.map { "- [ ] \($0)\n" }.joined() }
    return """
      # Data Direction

      ### ORCH-001: Harvest Crates

      **Create migration**: `supabase/migrations/YYYYMMDDHHMMSS_harvest_crates.sql`

      ```sql
      \(sql)```

      ```prisma
      \(model)```

      ## Migration Safety Checklist

      **BEFORE**:
      \(list(before))
      **AFTER**:
      \(list(after))
      ## Definition of Done

      \(list(done))
      """
  }

  private static let settings = """
    commands:
      prisma validate:
        run: ["true"]
      prisma format:
        run: ["true"]

    """
  private static let schema = "prisma/schema.prisma"
  private static let datasource = """
    datasource db {
      provider = "postgresql"
      url      = env("DATABASE_URL")
      schemas  = ["public"]
    }

    """
  private static let migration = "supabase/migrations/20260302100000_harvest_crates.sql"
  /// What another task left, for a migration to take away.
  private static let older = """
    CREATE TABLE old_crates (id int PRIMARY KEY);
    ALTER TABLE old_crates ENABLE ROW LEVEL SECURITY;
    CREATE POLICY all_of_it ON old_crates FOR SELECT USING (true);

    """
  private static let picture: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0,
  ]
  private static let day = "feedback/data/2026-03-02.md"

  private let repository: TestRepository
  private var folder: TemporaryDirectory { repository.folder }

  init() throws {
    repository = try TestRepository()
    try folder.write(Self.direction, to: "docs/directions/data.md")
    try folder.write(Self.settings, to: "sitrep.yml")
    try folder.write(Self.datasource, to: Self.schema)
    try folder.write(Self.older, to: "supabase/migrations/20260301100000_old_crates.sql")
    try folder.write("{ \"scripts\": { \"start\": \"node server.js\" } }\n", to: "package.json")
    try commit(at: "08:00")
  }

  private func commit(at time: String) throws {
    let moment = try #require(Timestamp(iso8601: "2026-03-02T\(time):00Z"))
    try repository.commit("x", at: moment)
  }

  @discardableResult
  private func sitrep(_ arguments: String..., at time: String) throws -> String {
    let tool = BuiltTool(folder: folder.path, now: "2026-03-02T\(time):00Z")
    let result = try tool.run(arguments)
    try #require(result.status < 2, "\(arguments): \(result.diagnostics)")
    return result.output
  }

  /// The verdict of every item, by its list and words.
  private func verdicts(at time: String) throws -> [String: String] {
    let output = try sitrep("checklist", "--task", "ORCH-001", "--format", "json", at: time)
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
    let lists = try #require((object as? [String: Any])?["lists"] as? [[String: Any]])
    var result: [String: String] = [:]
    for list in lists {
      for item in list["items"] as? [[String: Any]] ?? [] {
        let key = "\(list["heading"] ?? ""): \(item["text"] ?? "")"
        result[key] = item["verdict"] as? String
      }
    }
    return result
  }

  private func write() throws {
    try sitrep(
      "note",
      "--agent",
      "data",
      "--library",
      "Supabase",
      "--topic",
      "row level security",
      "--learning",
      "wrap settings",
      "--applied-to",
      Self.migration,
      at: "08:10"
    )
    try sitrep(
      "note",
      "--agent",
      "data",
      "--library",
      "Prisma",
      "--topic",
      "multi-schema",
      "--learning",
      "every model",
      "--applied-to",
      Self.schema,
      at: "08:12"
    )
    try folder.write(Self.sql, to: Self.migration)
    try folder.write(Self.datasource + "\n" + Self.model, to: Self.schema)
    try commit(at: "09:00")
    try sitrep("report", "--agent", "data", at: "09:10")
    try sitrep("rehearse", "--record", "--agent", "data", at: "09:20")
    try folder.write(Self.picture, to: "artifacts/data/harvest_crates.png")
    let text = try folder.text(of: Self.day)
    try folder.write(
      text
        + "\n## 09:30 - ORCH-001: Shown\n![the table](../../artifacts/data/harvest_crates.png)\n",
      to: Self.day
    )
    try commit(at: "09:40")
  }

  /// Ticks every item in the record, as agents do.
  private func tick() throws {
    let items = (Self.done + Self.before + Self.after).map { "- [x] \($0)\n" }.joined()
    let text = try folder.text(of: Self.day)
    try folder.write(text + "\n## 10:00 - ORCH-001: Done\n\n\(items)", to: Self.day)
  }

  // MARK: Tests

  @Test func everyItemIsOpenBeforeAnythingIsThere() throws {
    let verdicts = try verdicts(at: "08:05")
    #expect(verdicts.count == Self.done.count + Self.before.count + Self.after.count)
    // Nothing that migrates at deployment is there from the beginning.
    let proven = verdicts.filter { $0.value != "open" }
    #expect(proven.keys.map { $0.contains("No migration commands") } == [true])
  }

  @Test func everyItemIsProvenAsTheFilesAppearAndContradictedWhenTheyBreak() throws {
    try write()
    let whole = try verdicts(at: "09:50").filter { $0.value != "proven" }
    // What no rule knows stays open by name.
    #expect(whole.map(\.value) == ["open"])
    #expect(whole.keys.allSatisfy { $0.hasSuffix("The keepers were told") })

    try tick()
    let ticked = try verdicts(at: "10:05").filter { $0.value != "proven" }
    #expect(ticked.map(\.value) == ["claimed"])

    // The migration is broken: what it says is contradicted, what a database said of it is stale.
    let broken =
      Self.sql
      .replacingOccurrences(
        of: "ALTER TABLE harvest_crates ENABLE ROW LEVEL SECURITY;\n\n",
        with: ""
      )
      .replacingOccurrences(of: "DECIMAL(5,2)", with: "DECIMAL(6,2)")
      .replacingOccurrences(of: ", picked_at DESC", with: "")
      + "DROP TABLE old_crates;\n"
    try folder.write(broken, to: Self.migration)
    try folder.write(
      "{ \"scripts\": { \"start\": \"npx prisma migrate deploy && node server.js\" } }\n",
      to: "package.json"
    )
    try FileManager.default.removeItem(atPath: folder.path("artifacts/data/harvest_crates.png"))
    let after = try verdicts(at: "10:10")
    func items(_ verdict: String) -> Set<String> {
      Set(
        after.filter { $0.value == verdict }.keys.map {
          $0.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
        }
      )
    }
    #expect(
      items("contradicted") == [
        "Additive only (CREATE TABLE, CREATE INDEX)", "RLS policies included",
        "No DROP or destructive commands", "Model added with correct field types",
        "Index declarations match SQL", "Feedback updated with file paths, line counts",
        "Screenshot of the table", "Additive only (no DROP, no ALTER with data loss)",
        "No migration commands in deployment files (fly.toml, package.json)",
        "Document in feedback with table name, purpose, columns",
      ]
    )
    #expect(
      items("stale") == [
        "Table exists in the dashboard", "RLS policies active", "Can insert test row",
        "Can query test row", "Test locally if possible",
      ]
    )
    // Mended, everything is proven again, without another rehearsal.
    try repository.git("checkout", "--quiet", "--", "supabase", "package.json", "artifacts")
    #expect(try verdicts(at: "10:20").filter { $0.value != "proven" }.map(\.value) == ["claimed"])
  }

  @Test func whatTheSchemaLosesIsContradicted() throws {
    try write()
    try tick()
    let model = Self.model
      .replacingOccurrences(of: "  @@schema(\"public\")\n", with: "")
      .replacingOccurrences(of: "@map(\"orchard_code\")", with: "@map(\"orchard\")")
    try folder.write(Self.datasource + "\n" + model, to: Self.schema)
    let after = try verdicts(at: "10:10")
    let contradicted = after.filter { $0.value == "contradicted" }.keys
    #expect(contradicted.contains { $0.contains("attribute present") })
    #expect(contradicted.contains { $0.contains("Map names match") })
    #expect(contradicted.contains { $0.contains("Prisma schema updated") })
    let stale = after.filter { $0.value == "stale" }.keys
    #expect(stale.count == 4)
    #expect(stale.allSatisfy { $0.contains("npx prisma") })
  }

  @Test func aFailingRehearsalContradictsTheTick() throws {
    try write()
    try tick()
    try folder.write(
      Self.sql.replacingOccurrences(of: "TEXT NOT NULL", with: "TEXTILE NOT NULL"),
      to: Self.migration
    )
    try sitrep("rehearse", "--record", "--agent", "data", at: "10:08")
    let after = try verdicts(at: "10:10")
    let contradicted = after.filter { $0.value == "contradicted" }.keys
    for words in ["Table exists", "Test locally"] {
      #expect(contradicted.contains { $0.contains(words) }, "\(words)")
    }
  }
}
