import Facts
import Testing

@testable import Tasks

/// A migration and a model beside the fences that asked for them.
@Suite struct DirectionDeviationTests {
  private static let plan = """
    # Plan of the yard

    ### YARD-001: Barrels
    Migration: `db/1_barrels.sql`

    ```sql
    CREATE TABLE barrels (
      id serial PRIMARY KEY,
      yard text NOT NULL,
      fill numeric(5,2),
      made timestamptz DEFAULT NOW()
    );
    CREATE INDEX barrels_by_yard ON barrels (yard, made DESC);
    ```

    Then:

    ```sql
    ALTER TABLE barrels ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON barrels USING (true);
    ```

    ```prisma
    model Barrel {
      id   Int @id
      fill Decimal? @db.Decimal(5, 2)

      @@map("barrels")
      @@schema("public")
    }
    ```

    """

  private static let sql = """
    CREATE TABLE barrels (
      id serial PRIMARY KEY,
      yard text NOT NULL,
      fill numeric(5,2),
      made timestamptz DEFAULT CURRENT_TIMESTAMP
    );
    CREATE INDEX other_name ON barrels (yard, made DESC);
    ALTER TABLE barrels ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON barrels USING (true);
    """

  private func findings(_ from: String = "", _ to: String = "") throws -> [Finding] {
    let text =
      from.isEmpty
      ? Self.sql
      : Self.sql.split(separator: from, omittingEmptySubsequences: false).joined(separator: to)
    try #require(from.isEmpty || text != Self.sql)
    let direction = DirectionReader.read(
      SourceText(path: "plans/yard.md", text: Self.plan),
      agent: "yard"
    )
    var task = DirectionTask(id: "A-1", title: "", agent: "yard", path: "db/1_barrels.sql", line: 1)
    task.sqlFences = [.init(line: 1, text: text)]
    // What a fence leaves is what a migration of the same text leaves.
    let index = EvidenceIndex(tables: DirectionDeviations.tables(of: task), prisma: nil)
    return DirectionDeviations.findings(in: direction, index: index)
  }

  @Test func theSameInOtherWordsIsNoDeviation() throws {
    #expect(try findings() == [])
  }

  @Test(arguments: [
    (
      "numeric(5,2)", "numeric(6,2)",
      "`barrels.fill`: numeric(6,2), the direction says numeric(5,2) (plans/yard.md:7)"
    ),
    (
      "text NOT NULL", "text",
      "`barrels.yard`: may be null, the direction says not null (plans/yard.md:7)"
    ),
    (
      "  made timestamptz DEFAULT CURRENT_TIMESTAMP", "  made timestamptz",
      "`barrels.made`: default none, the direction says now() (plans/yard.md:7)"
    ),
    (
      "ALTER TABLE barrels ENABLE ROW LEVEL SECURITY;", "",
      "`barrels`: row security is off, the direction says on (plans/yard.md:7)"
    ),
    (
      "yard, made DESC", "yard, made",
      "`barrels`: no index on (yard, made DESC), the direction says there is one (plans/yard.md:7)"
    ),
    (
      "POLICY own", "POLICY mine",
      "`barrels`: no policy \"own\", the direction says there is one (plans/yard.md:7)"
    ),
    (
      "  yard text NOT NULL,", "  yard text NOT NULL,\n  size int,",
      "`barrels.size`: a column integer, the direction says nothing of it (plans/yard.md:7)"
    ),
  ])
  func eachDifferenceIsNamedOnBothSides(from: String, to: String, message: String) throws {
    let findings = try findings(from, to)
    #expect(findings.map { $0.message.lowercased() } == [message.lowercased()])
    #expect(findings.allSatisfy { $0.severity == .warning && $0.path == "db/1_barrels.sql" })
  }

  @Test func whatIsMissingAsAWholeIsNotDoneRatherThanDifferent() {
    let direction = DirectionReader.read(
      SourceText(path: "plans/yard.md", text: Self.plan),
      agent: "yard"
    )
    let index = EvidenceIndex(tables: [], prisma: nil)
    #expect(DirectionDeviations.findings(in: direction, index: index) == [])
  }
}
