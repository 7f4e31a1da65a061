import Facts
import Reports
import Templates
import Testing

@Suite struct TemplateTests {
  private func render(_ text: String) throws -> String {
    let own = SourceText(path: "templates/note.md.mustache", text: text)
    let renderer = try ReportRenderer(.note, for: NoteReport.self, own: own)
    return renderer.render(
      NoteReport(
        timestamp: Timestamp(secondsSinceEpoch: 0),
        source: "Context7",
        library: "Prisma",
        topic: "a <b> topic",
        keyLearnings: ["one", "two"],
        appliedTo: ["x.sql"]
      )
    )
  }

  @Test func everyBuiltInTemplateFitsItsReport() throws {
    _ = try ReportRenderer(.report, for: TwoHourlyReport.self)
    _ = try ReportRenderer(.blocker, for: BlockerReport.self)
    _ = try ReportRenderer(.credential, for: CredentialRequest.self)
    _ = try ReportRenderer(.note, for: NoteReport.self)
    _ = try ReportRenderer(.ready, for: ReadyReport.self)
  }

  @Test func aRepositorysOwnTemplateWins() throws {
    #expect(
      try render("{{#keyLearnings}}{{text}};{{/keyLearnings}} {{topic}}")
        == "one;two; a \\<b> topic\n"
    )
  }

  @Test(arguments: [
    ("{{tpoic}}", 1, "unknown key 'tpoic'"),
    ("a\n{{#keyLearnings}}\n{{nothing}}\n{{/keyLearnings}}", 3, "unknown key 'nothing'"),
    ("{{^keyLearnings}}{{text}}{{/keyLearnings}}", 1, "unknown key 'text'"),
    ("{{#keyLearnings}}", 1, "not closed"),
    ("{{/keyLearnings}}", 1, "closes no open section"),
    ("x\n{{{topic}}}", 2, "never raw"),
    ("{{&topic}}", 1, "never raw"),
    ("a\r\r\nb\n{", 3, "close the tag"),
    ("{{>other}}", 1, "takes no"),
    ("{{=<% %>=}}", 1, "takes no"),
    ("{{uppercased(topic)}}", 1, "no transforms"),
    ("{{topic", 1, "not closed"),
    ("{{keyLearnings}}", 1, "is a section"),
    ("{{#topic}}{{/topic}}", 1, "is no section"),
  ])
  func aTemplateThatDoesNotFitIsAnError(text: String, line: Int, message: String) throws {
    let error = try #require(throws: TemplateError.self) { try render(text) }
    #expect(error.line == line)
    #expect(error.message.contains(message))
    #expect(error.description.hasPrefix("templates/note.md.mustache:\(line): "))
  }
}
