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
}
