import Audit
import Facts
import TestSupport
import Testing

@Suite struct SchemaClaimTests {
  private let loaf = """
    model Loaf {
      id     Int @id
      weight Int

      @@schema("public")
    }

    """
  private let roll = """
    model Roll {
      id    Int @id
      seeds String
    }

    """
  private let bakery = """
    CREATE TABLE loaves (id int PRIMARY KEY, weight int);
    CREATE TABLE rolls (id int PRIMARY KEY);
    CREATE INDEX loaves_weight ON loaves (weight);
    ALTER TABLE loaves ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON loaves USING (true);

    """

  private func claims(_ sentences: String...) throws -> [AuditClaim] {
    let scene = try Scene()
    try scene.repository.write(loaf + "\n" + roll, to: "prisma/schema.prisma")
    try scene.repository.write(bakery, to: "migrations/1_bakery.sql")
    try scene.say(sentences.joined(separator: "\n\n"))
    try scene.commit()
    return try scene.claims().filter { $0.kind != .lines && $0.kind != .path }
  }

  @Test(arguments: [
    ("Loaf model (lines 1-6)", AuditClaim.Verdict.holds),
    ("Loaf model (lines 1-7)", .offByOne),
    ("Loaf model (lines 40-90)", .fails),
    // As long, at another place: lines above may have come or gone.
    ("Roll model (lines 18-21)", .unverifiable),
    ("Roll model (lines 4-11)", .unverifiable),
    ("Bun model (lines 40-90)", .unverifiable),
    ("Next: Loaf model (lines 40-90)", .unverifiable),
    ("- [ ] Loaf model (lines 40-90)", .unverifiable),
    ("Loaf has @@schema(\"public\")", .holds),
    ("Loaf has @@schema(\"shop\")", .fails),
    ("Roll with @@schema(\"public\")", .fails),
    ("Prisma: Added Roll with @@schema(\"public\")", .fails),
    ("Will add Roll with @@schema(\"public\")", .unverifiable),
    ("Only Roll with @@schema(\"public\")", .unverifiable),
    ("migrations/1_bakery.sql (2 tables)", .holds),
    ("migrations/1_bakery.sql (3 tables)", .offByOne),
    ("migrations/1_bakery.sql (5 tables)", .fails),
    ("migrations/1_bakery.sql (4 policies)", .fails),
    ("migrations/1_bakery.sql (1 policy)", .holds),
    // Keys have indexes as well.
    ("migrations/1_bakery.sql (3 indexes)", .unverifiable),
    ("migrations/1_bakery.sql (5 models)", .unverifiable),
    ("migrations/2_mill.sql (5 tables)", .unverifiable),
    ("migrations/1_bakery.sql gets 5 tables", .unverifiable),
    ("RLS enabled on loaves", .holds),
    // The database may have it on all the same.
    ("RLS enabled on rolls", .unverifiable),
    ("prisma/schema.prisma (2 models)", .holds),
    ("prisma/schema.prisma: 7 models", .fails),
  ])
  func verdicts(sentence: String, verdict: AuditClaim.Verdict) throws {
    let claims = try claims(sentence)
    #expect(claims.map(\.verdict) == [verdict], "\(claims.map { $0.reason ?? "" })")
  }

  @Test func bothSidesAndTheCommandAreNamed() throws {
    let claim = try #require(try claims("Roll with @@schema(\"public\")").first)
    #expect(claim.subject == "Roll")
    #expect(claim.claimed == "@@schema(\"public\")")
    #expect(claim.actual == "no @@schema")
    #expect(claim.actualAtTip == "no @@schema")
    #expect(claim.command?.contains("prisma/schema.prisma") ?? false)
  }

  @Test func aWordThatNeverWasAModelIsNoClaim() throws {
    #expect(try claims("Everything with @@schema(\"public\")").isEmpty)
  }

  @Test(arguments: [
    ("- migrations/1_bakery.sql\n  - 2 tables, 1 policy", [AuditClaim.Verdict.holds, .holds]),
    ("- migrations/1_bakery.sql\n  - 5 tables", [.fails]),
    ("- File: migrations/1_bakery.sql\n- Content: 1 index", [.holds]),
    ("- File: migrations/1_bakery.sql\n- Content: 5 tables", [.unverifiable]),
    ("- File: migrations/9_other.sql\n- Content: 5 tables", [.unverifiable]),
    ("1. File: migrations/1_bakery.sql\n   - Tables: 2\n   - Policies: 9", [.holds, .fails]),
    ("- migrations/1_bakery.sql creates 9 tables", [.fails]),
    ("- migrations/1_bakery.sql (2 tables w/ RLS, 1 policy)", [.holds, .holds]),
    ("- migrations/1_bakery.sql\n- `loaves` has 5 policies", []),
    ("- migrations/1_bakery.sql\n- Prisma schema now has 2 models", [.holds]),
    ("Loaf uses @@schema(\"shop\")", [.fails]),
    ("RLS: enabled on both tables (loaves, rolls)", [.holds, .unverifiable]),
    ("Verified RLS on loaves", [.holds]),
    ("- 5 tables", []),
    // Two files above: whose they are is not told.
    ("- migrations/1_bakery.sql, migrations/2_mill.sql\n  - 5 tables", []),
    ("- 2 models total", [.holds]), ("Total: 9 models", [.unverifiable]),
    ("All models have @@schema(\"public\")", [.unverifiable]),
    ("RLS enabled on all tables", [.unverifiable]), ("RLS is on for loaves", [.holds]),
    ("RLS policies active on the loaves table", [.holds]),
    ("Row security turned on for loaves and rolls", [.holds, .unverifiable]),
    ("RLS off for loaves", []),
  ])
  func whatAnotherLineNames(sentence: String, verdicts: [AuditClaim.Verdict]) throws {
    let claims = try claims(sentence)
    #expect(claims.map(\.verdict) == verdicts, "\(claims.map { $0.reason ?? "" })")
  }

  @Test func whatAllHaveIsConfirmed() throws {
    let scene = try Scene()
    try scene.repository.write(loaf, to: "prisma/schema.prisma")
    try scene.repository.write(
      "CREATE TABLE loaves (id int PRIMARY KEY);\nALTER TABLE loaves ENABLE ROW LEVEL SECURITY;\n",
      to: "migrations/1_bakery.sql"
    )
    try scene.say("All models have @@schema(\"public\")", "RLS enabled on all tables")
    try scene.commit()
    #expect(try scene.claims().map(\.verdict) == [.holds, .holds])
  }

  /// Right is never false, one beside is off by one, and what no version ever had is false.
  @Test(arguments: [1, 2, 5], [0, 1, 3])
  func numbersOfAGrowingFile(first: Int, more: Int) throws {
    let scene = try Scene()
    func sql(_ count: Int) -> String {
      (0..<count).map { "CREATE TABLE t\($0) (id int);\nCREATE POLICY p ON t\($0) USING (true);\n" }
        .joined()
    }
    try scene.repository.write(sql(first), to: "migrations/1_a.sql")
    try scene.commit()
    let last = first + more
    try scene.repository.write(sql(last), to: "migrations/1_a.sql")
    let far = last + 7
    for number in [first, last, last + 1, far] {
      try scene.say("- migrations/1_a.sql (\(number) policies, \(number) tables)")
    }
    try scene.commit(after: 100_000)
    let claims = try scene.claims().filter { $0.kind == .count }
    #expect(claims.count == 8)
    for claim in claims {
      let number = Int(claim.claimed.prefix { $0.isNumber })
      let expected: [AuditClaim.Verdict] =
        number == last
        ? [.holds] : number == first ? [.unverifiable] : number == far ? [.fails] : [.offByOne]
      #expect(expected.contains(claim.verdict), "\(claim.claimed) of \(first), \(last)")
    }
  }

  @Test func whatIsTrueOfAnotherVersionIsNotFalse() throws {
    let scene = try Scene()
    try scene.repository.write(roll, to: "prisma/schema.prisma")
    try scene.say("Roll with @@schema(\"public\")")
    try scene.commit()
    let secured = roll.replacing("}", with: "\n  @@schema(\"public\")\n}")
    try scene.repository.write(secured, to: "prisma/schema.prisma")
    try scene.commit()
    let claims = try scene.claims()
    #expect(claims.map(\.verdict) == [.unverifiable])
    #expect(claims.map(\.verdictAtTip) == [.holds])
  }

  @Test func codeThatMayMakeMoreForbidsToCallItFalse() throws {
    let scene = try Scene()
    try scene.repository.write(
      bakery + "DO $$ BEGIN EXECUTE 'CREATE TABLE buns (id int)'; END $$;\n",
      to: "migrations/1_bakery.sql"
    )
    try scene.say("migrations/1_bakery.sql (7 tables)")
    try scene.commit()
    #expect(try scene.claims().map(\.verdict) == [.unverifiable])
  }

  @Test func twoModelsOfANameAreNone() throws {
    let scene = try Scene()
    try scene.repository.write(loaf, to: "prisma/schema.prisma")
    try scene.repository.write(loaf, to: "other/schema.prisma")
    try scene.say("Loaf model (lines 40-90)")
    try scene.commit()
    #expect(try scene.claims().map(\.verdict) == [.unverifiable])
  }
}
