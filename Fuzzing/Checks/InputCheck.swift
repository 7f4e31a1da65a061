import Facts
import Record
import Redaction
import SitrepCLI

/// JSON is refused or taken; what is taken says the same when it is read again.
enum InputCheck {
  private static let known = ["agent", "title", "workingOn", "blockers", "next", "evidence"]
  private static let redactor = Redactor()

  static func run(_ bytes: [UInt8]) throws(Violation) {
    if let fields = try? FieldsInput(json: bytes, known: known) {
      try Violation.unless(
        (try? FieldsInput(json: bytes, known: known)) == fields,
        "a second reading differs"
      )
    }
    for line in bytes.split(separator: 0x0A) {
      guard let once = try? TextRecord.redacted(Array(line), by: redactor) else { continue }
      try Violation.unless(!once.contains(0x0A), "one record became two lines")
      try Violation.unless(
        (try? TextRecord.redacted(once, by: redactor)) != nil,
        "what was redacted is no longer read"
      )
    }
    let source = SourceText(path: "artifacts/data/2026-03-04/mcp/a.jsonl", bytes: bytes)
    let file = SourceFile(path: source.path, content: .text(source))
    let log = ToolLogReader.read(file, agent: "data")
    try Violation.unless(
      log.notes == ToolLogReader.read(file, agent: "data").notes,
      "a second reading of the log differs"
    )
    for line in log.notes.map(\.line) + log.problems.compactMap(\.line) {
      try Violation.unlessLines(line, line, within: source.lineStarts.count, "a line of the log")
    }
  }
}
