import Facts
import Reports
import Templates

/// A template is refused with its line, or renders the same twice, with one line end behind it.
enum TemplateFileCheck {
  private static let model = NoteReport(
    timestamp: Timestamp(secondsSinceEpoch: 1_772_620_200),
    source: "Context7",
    library: "a *library* {{x}}",
    topic: "## topic\n- [ ] x",
    keyLearnings: ["<!-- one", "```", "\u{1B}[2J"],
    appliedTo: ["a.ts", "b|c"]
  )

  static func run(_ bytes: [UInt8]) throws(Violation) {
    let source = SourceText(path: "templates/note.md.mustache", bytes: bytes)
    let renderer: ReportRenderer
    do {
      renderer = try ReportRenderer(.note, for: NoteReport.self, own: source)
    } catch let error as TemplateError {
      try Violation.unless(!error.message.isEmpty, "refused without a reason")
      return try Violation.unlessLines(
        error.line,
        error.line,
        within: source.lineStarts.count + 1,
        "an error (\(error.message))"
      )
    } catch {
      throw Violation("refused without a place: \(error)")
    }
    let once = renderer.render(model)
    try Violation.unless(once == renderer.render(model), "rendered twice, it differs")
    try Violation.unless(
      once.utf8.last == 0x0A && !once.hasSuffix("\n\n"),
      "what was rendered does not end with one line end"
    )
    // A value never brings a line of its own: the template's lines, and one more for each learning.
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D || $0 == 0x0B || $0 == 0x0C }
    try Violation.unless(
      once.utf8.count { $0 == 0x0A } <= (lines + 2) * (model.keyLearnings.count + 1) + bytes.count,
      "values made lines"
    )
  }
}
