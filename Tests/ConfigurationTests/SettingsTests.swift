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
