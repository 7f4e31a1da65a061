import Configuration
import Facts
import Testing

@Suite struct SettingsTemplateTests {
  /// The file with every `#` of a setting taken away.
  private func uncommented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#") && (!line.hasPrefix("# ") || line.hasPrefix("#  "))
        ? String(line.dropFirst()) : String(line)
    }.joined(separator: "\n")
  }

  private func parse(_ text: String) throws(ConfigurationError) -> Settings {
    try SettingsFile.parse(SourceText(path: "sitrep.yml", text: text))
  }

  @Test func asItIsWrittenItChangesNothing() throws {
    var settings = try parse(SettingsTemplate.text())
    settings.source = nil
    #expect(settings == Settings())
  }

  @Test func everyLineIsValidOnceItsMarkIsTakenAway() throws {
    let settings = try parse(uncommented(SettingsTemplate.text()))
    let defaults = Settings()
    #expect(settings.cadence == defaults.cadence)
    #expect(settings.paths == defaults.paths)
    #expect(settings.people == defaults.people)
    #expect(settings.rehearsal == defaults.rehearsal)
    #expect(Array(settings.commands.dropLast()) == defaults.commands)
    #expect(settings.commands.last?.environment == ["HTTPS_PROXY"])
    #expect(settings.agents.map(\.name) == ["data", "qa"])
    #expect(settings.waivers.count == 1)
  }

  @Test func theRepositorysOwnAgentsStandInIt() throws {
    let agents = [("ai-ops", "AI-Ops"), ("on", "No"), ("7", "it's: 7"), ("a b", "A B")].map {
      AgentRoster.Agent(name: $0.0, printedName: $0.1)
    }
    let settings = try parse(uncommented(SettingsTemplate.text(agents: agents)))
    #expect(settings.agents.map(\.name) == agents.map(\.name))
    #expect(settings.agents.map(\.printedName) == agents.map(\.printedName))
  }
}
