import Facts
import TestSupport
import Testing

@Suite struct CheckTests {
  private static let bare = "CREATE TABLE crates (id int PRIMARY KEY);\n"
  private static let secured =
    bare + """
      ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
      CREATE POLICY read ON crates FOR SELECT USING (true);

      """

  @Test func theGateOpensAndCloses() throws {
    let repository = try TestRepository()
    try repository.write(Self.secured, to: "supabase/migrations/1_a.sql")
    try repository.commit("one", at: Timestamp(secondsSinceEpoch: 1_700_000_000))
    let tool = BuiltTool(folder: repository.path)
    let clean = try tool.run("check")
    #expect(clean.status == 0, "\(clean.output)\(clean.diagnostics)")
    #expect(
      clean.output.contains(
        "does not apply: field-types-match: the repository has no Prisma schema"
      )
    )

    try repository.write(
      "CREATE TABLE barrels (id int PRIMARY KEY);\n",
      to: "supabase/migrations/2_b.sql"
    )
    let failed = try tool.run("check", "--since", "HEAD")
    #expect(failed.status == 1)
    #expect(
      failed.output.hasPrefix(
        "error: supabase/migrations/2_b.sql:1: `public.barrels` has no row security"
      )
    )
    let json = try tool.run("check", "--format", "json", "--since", "HEAD")
    #expect(json.status == 1)
    #expect(try Contract.violations(of: "check", in: json.output) == "")

    try repository.write(
      """
      waivers:
        - rule: row-security-included
          object: public.barrels
          reason: the service role alone reads it

      """,
      to: "sitrep.yml"
    )
    let waived = try tool.run("check", "--format", "json")
    #expect(waived.status == 0, "\(waived.output)\(waived.diagnostics)")
    #expect(waived.output.contains("the service role alone reads it"))
    #expect(try Contract.violations(of: "check", in: waived.output) == "")
  }

  @Test func whatCannotRunSaysSo() throws {
    let repository = try TestRepository()
    try repository.write(Self.secured, to: "supabase/migrations/1_a.sql")
    try repository.commit("one", at: Timestamp(secondsSinceEpoch: 1_700_000_000))
    let result = try BuiltTool(folder: repository.path).run("check", "--since", "nowhere")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("--since nowhere: "))
  }

  @Test func aDirectionIsHeldAgainstItsOwnChecklist() throws {
    let repository = try TestRepository()
    try repository.write(
      """
      # Yard

      ### YARD-001: Barrels

      ```sql
      CREATE TABLE barrels (id int PRIMARY KEY);
      ```

      ## Definition of Done

      - [ ] RLS policies included

      """,
      to: "docs/directions/yard.md"
    )
    let result = try BuiltTool(folder: repository.path).run("check")
    #expect(result.status == 1)
    #expect(result.output.contains("error: docs/directions/yard.md:6: "))
    #expect(result.output.contains("[direction-row-security]"))
  }

  @Test func secretsInTheRecordAreNamedByPlaceAndKind() throws {
    let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    let repository = try TestRepository()
    try repository.write(
      "# data\n\n## 2026-01-12T08:00:00Z — Data: push\n\nUsed \(token) for it.\n",
      to: "feedback/data/2026-01-12.md"
    )
    try repository.write("# Data\n\nDB_PASSWORD=swordfish9\n", to: "docs/directions/data.md")
    let tool = BuiltTool(folder: repository.path)
    let result = try tool.run("check")
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        "error: feedback/data/2026-01-12.md:5: what looks like a secret (github-token) stands in the record [no-secrets-in-record]"
      ),
      "\(result.output)"
    )
    #expect(result.output.contains("error: docs/directions/data.md:3: "))
    let json = try tool.run("check", "--format", "json")
    #expect(try Contract.violations(of: "check", in: json.output) == "")
    for output in [result.output, json.output] {
      #expect(!output.contains(token) && !output.contains("swordfish9"))
    }

    try repository.write(
      """
      waivers:
        - rule: no-secrets-in-record
          object: feedback/data/2026-01-12.md:5
          reason: revoked, and kept as a warning
        - rule: no-secrets-in-record
          object: docs/directions/data.md
          reason: of a database that is no more

      """,
      to: "sitrep.yml"
    )
    let waived = try tool.run("check")
    #expect(waived.status == 0, "\(waived.output)\(waived.diagnostics)")
    #expect(waived.output.contains("2 waived"))
  }
}
