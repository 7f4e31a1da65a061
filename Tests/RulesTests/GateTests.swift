import Facts
import Rules
import Testing

@Suite struct GateTests {
  private static let migration = "supabase/migrations/1_a.sql"
  private static let bare = "CREATE TABLE crates (id int PRIMARY KEY);\n"
  private static let secured =
    bare + """
      ALTER TABLE crates ENABLE ROW LEVEL SECURITY;
      CREATE POLICY read ON crates FOR SELECT USING (true);

      """

  private func gate(_ files: [String: String], deploymentFiles: Int = 0) -> Gate {
    Gate(
      subject: RuleSubject(evidence: evidence(of: files)),
      scope: Gate.Scope(
        hasMigrations: files.keys.contains { $0.hasSuffix(".sql") },
        hasSchema: files.keys.contains { $0.hasSuffix(".prisma") },
        deploymentFiles: deploymentFiles
      )
    )
  }

  @Test func aRepositoryWithoutASchemaIsCleanWhereItsMigrationsAre() {
    let report = GateReport(gate([Self.migration: Self.secured]), waivers: [])
    #expect(report.isClean)
    #expect(report.doesNotApply.map(\.subject).contains("field-types-match"))
    #expect(report.passed.contains("row-security-included"))
  }

  @Test func whatWasNotLookedAtClosesTheGate() {
    let report = GateReport(gate([Self.migration: Self.secured], deploymentFiles: 2), waivers: [])
    #expect(!report.isClean)
    #expect(report.totals.errors == 0)
    #expect(report.notChecked.map(\.subject) == ["no-migration-commands"])
  }

  @Test func aFileThatDoesNotParseClosesTheGate() {
    let report = GateReport(gate([Self.migration: "CREATE TABLE (;\n"]), waivers: [])
    #expect(!report.isClean)
    #expect(report.findings.contains { $0.rule == "syntax-error" && $0.line == 1 })
  }

  @Test func waiversAreCountedAndUnusedOnesNamed() {
    let used = GateReport.Waiver(
      rule: "row-security-included",
      object: "public.crates",
      reason: "read by the service role only",
      line: 4
    )
    var unused = used
    unused.object = "public.barrels"
    let report = GateReport(gate([Self.migration: Self.bare]), waivers: [used, unused])
    #expect(report.isClean)
    #expect(report.waived.map(\.reason) == [used.reason])
    #expect(report.unusedWaivers == [unused])
    #expect(
      GateText.text(report).contains("unused waiver: row-security-included of public.barrels")
    )
  }

  @Test func onlyWhatIsNewSinceARevisionIsAFinding() {
    let now = gate([
      Self.migration: "\n\n" + Self.bare,
      "supabase/migrations/2_b.sql": "CREATE TABLE barrels (id int PRIMARY KEY);\n",
    ])
    let report = GateReport(
      now,
      waivers: [],
      since: (revision: "HEAD", gate: gate([Self.migration: Self.bare]))
    )
    #expect(report.findings.map(\.object) == ["public.barrels"])
    #expect(report.totals.known == 1)
  }
}
