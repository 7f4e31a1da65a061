import Foundation
import Rules
import Testing

/// The page of each rule in docs/rules says what the rule itself says.
@Suite struct RulePageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/rules")

  @Test(arguments: RuleBook.rules.map { $0.id })
  func pageSaysWhatTheRuleSays(id: String) throws {
    let rule = try #require(RuleBook.rule(id))
    let file = Self.folder.appending(path: "\(id).md")
    if ProcessInfo.processInfo.environment["SITREP_RECORD_GOLDEN"] == "1" {
      try Data(RulePage.markdown(of: rule).utf8).write(to: file)
    }
    let page = try? String(contentsOf: file, encoding: .utf8)
    #expect(page == RulePage.markdown(of: rule), "run once with SITREP_RECORD_GOLDEN=1")
  }

  @Test func noPageIsWithoutItsRule() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let ids = Set(RuleBook.rules.map { "\($0.id).md" })
    #expect(Set(pages).subtracting(ids) == [])
  }
}

enum RulePage {
  static func markdown(of rule: any Rule.Type) -> String {
    var lines = [
      "# \(rule.id)", "", "## What it proves", "", rule.proves, "", "## Why", "", rule.why, "",
      "## What to do", "", sentence(rule.remedy), "", "## Example that passes", "",
    ]
    lines += examples(of: rule, .passes)
    lines += ["## Example that fails", ""] + examples(of: rule, .fails)
    return lines.dropLast().map { $0 + "\n" }.joined()
  }

  private static func examples(of rule: any Rule.Type, _ kind: RuleExample.Expectation) -> [String]
  {
    let examples = rule.examples.filter { $0.expectation == kind }
    guard !examples.isEmpty else {
      return [
        "What it looks at is no file alone: a captured command, a rehearsal or the record.", "",
      ]
    }
    var lines: [String] = []
    for example in examples {
      lines += ["### \(heading(example.title))", ""]
      for (path, text) in example.files.sorted(by: { $0.key < $1.key }) {
        let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
        lines += ["`\(path)`", "", "```\(language(of: path))", body, "```", ""]
      }
    }
    return lines
  }

  private static func language(of path: String) -> String {
    path.split(separator: ".").last.map(String.init) ?? ""
  }

  private static func heading(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
