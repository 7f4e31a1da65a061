import Configuration
import Testing

@Suite struct SettingsTests {
  @Test func peopleAreNamedByTheirRoles() {
    var settings = Settings()
    #expect(settings.approvers == ["CEO"])
    #expect(settings.appliers == ["Manager"])
    settings.people = [PersonSettings(name: "Ada"), PersonSettings(name: "Ben")]
    #expect(settings.approvers == ["Ada", "Ben"])
  }

  @Test(arguments: [
    ("Additive only (CREATE TABLE, CREATE INDEX)", "additive-only"),
    ("No DROP or destructive commands", "additive-only"),
    ("RLS policies included", "row-security-included"),
    ("RLS policies **active**", "row-security-active"),
    ("RLS policies active", "row-security-active"),
    ("`@@schema(\"public\")` attribute present", "schema-attribute-present"),
    ("Run `npx prisma format` on schema", "prisma-format-passes"),
    ("Buy milk", nil),
    ("All tables include indexes for performance", "indexes-included"),
    ("npx prisma validate PASSED", "prisma-validate-passes"),
    ("No destructive changes (nothing dropped)", "additive-only"),
    ("Table exists in Supabase dashboard", "table-exists"),
    ("Can insert test row", "row-inserted"),
    ("Feedback updated with file paths, line counts", "feedback-names-files"),
    ("Documentation pulled for Prisma", "documentation-pulled"),
    ("Screenshot of the table (if possible)", "screenshot-exists"),
    ("No migration commands in deployment files (Dockerfile)", "no-migration-commands"),
    // These say something else, or more, than what a rule decides.
    ("RLS policies planned for each table", nil),
    ("RLS policies per member", nil),
    ("RLS policies not needed", nil),
    ("No RLS policies", nil),
    ("RLS policies included (not on the archive yet)", nil),
    ("Row level security tests written", nil),
    ("Row level security documented", nil),
    ("Context7 docs pulled for React", nil),
    ("Screenshots of the onboarding flow", nil),
    ("4 RLS policies included", nil),
    ("Rollback of the additive only migration rehearsed", nil),
    ("Model added", nil),
  ])
  func itemsFindTheirRules(item: String, rule: String?) {
    #expect(Settings().rule(forItem: item) == rule)
  }

  @Test func theRepositorysOwnMappingStandsFirst() {
    var settings = Settings()
    settings.checklist.insert(ChecklistMapping(phrase: "screenshot", rule: nil), at: 0)
    #expect(settings.rule(forItem: "Screenshot of the table") == nil)
  }

  @Test func linePatternsAreFoundInOneLineInOrder() throws {
    let pattern = try #require(LinePattern("ERROR*settings"))
    #expect(pattern.matches("ok\n12:00 ERROR: column \"settings\" is missing\n"))
    #expect(!pattern.matches("ERROR\nsettings"))
    #expect(!pattern.matches("settings ERROR"))
    #expect(LinePattern("**") == nil)
  }
}
