import Facts

/// A picture that the record of the task links to exists, and is one.
package enum ScreenshotExists: Rule {
  package static let proves =
    "The record links to a picture that exists and begins as a picture does."
  package static let why = "A link to nothing shows nothing."
  package static let remedy = "save the screenshot in the repository, and link to it in the entry"
  package static let examples = [
    RecordedExample.example(
      "a picture that is there",
      .passes,
      entry: picture,
      others: ["artifacts/crates.gif": "GIF89a (the picture itself)\n"]
    ),
    RecordedExample.example("a link to nothing", .fails, entry: picture),
    RecordedExample.example(
      "a page under the name of a picture",
      .fails,
      entry: picture,
      others: ["artifacts/crates.gif": "<html>not found</html>\n"]
    ),
    RuleExample("nobody looked", .notChecked, files: [:]),
  ]

  private static let picture = """
    ## 2026-01-02T10:00:00Z — Yard: YARD-001 shown

    ![crates](../../artifacts/crates.gif)

    """

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let pictures = subject.pictures else {
      return .notChecked("the record was not read for pictures")
    }
    let task = subject.task?.id
    guard !pictures.isEmpty else {
      return RuleOutcome(
        evidence: [],
        findings: [finding("the record links to no picture", object: task)]
      )
    }
    let shown = pictures.filter { $0.exists && $0.format != nil }
    if !shown.isEmpty {
      return RuleOutcome(
        evidence: shown.map { "\($0.place.path):\($0.place.line) \($0.path), \($0.format ?? "")" }
      )
    }
    if let unseen = pictures.first(where: { $0.reason != nil }) {
      return .notChecked("\(unseen.path): \(unseen.reason ?? "not told")")
    }
    return RuleOutcome(
      evidence: [],
      findings: pictures.map { picture in
        finding(
          picture.exists ? "\(picture.path) is no picture" : "\(picture.path) does not exist",
          path: picture.place.path,
          line: picture.place.line,
          object: picture.path
        )
      }
    )
  }
}
