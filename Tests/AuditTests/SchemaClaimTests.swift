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
    #expect(try claims("RLS enabled on all tables").isEmpty)
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
