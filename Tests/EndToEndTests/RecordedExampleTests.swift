import Facts
import Foundation
import Rules
import TestSupport
import Testing

/// The examples of rules that look at the record, decided by the tool itself.
@Suite struct RecordedExampleTests {
  private static let rules = RuleBook.rules.filter { $0.examples.contains(where: \.hasRecord) }

  /// What the fingerprint of an example's entry is about.
  private static func fingerprint(_ files: [String: String], ofRule id: String) -> String {
    let suffix = id.hasPrefix("prisma-") ? ".prisma" : ".sql"
    return Fingerprint.of(
      files.filter { $0.key.hasSuffix(suffix) }.map { SourceFile(path: $0.key, text: $0.value) }
    )
  }

  @Test(arguments: rules.map { $0.id }, [true, false])
  func anExampleIsDecidedAsItSays(id: String, isTicked: Bool) throws {
    let rule = try #require(RuleBook.rule(id))
    let examples = rule.examples.filter(\.hasRecord)
    #expect(examples.contains { $0.expectation == .passes })
    #expect(examples.contains { $0.expectation == .fails })
    for example in examples {
      let repository = try TestRepository()
      let sha = Self.fingerprint(example.files, ofRule: id)
      for (path, text) in example.files {
        var text = text.replacingOccurrences(of: "sha256:…", with: "sha256:\(sha)")
        if path.hasPrefix("feedback/"), isTicked {
          text +=
            "\n## 2026-01-02T11:00:00Z — Yard: YARD-001 ticked\n\n- [x] The item of the rule\n"
        }
        if path.hasPrefix("docs/directions/") {
          text += "\n## Definition of Done\n\n- [ ] The item of the rule\n"
        }
        try repository.folder.write(text, to: path)
      }
      try repository.folder.write(
        "checklist:\n  - item: the item of the rule\n    rule: \(id)\n",
        to: "sitrep.yml"
      )
      try repository.commit("x", at: try #require(Timestamp(iso8601: "2026-01-02T09:00:00Z")))
      let tool = BuiltTool(folder: repository.folder.path, now: "2026-01-02T12:00:00Z")
      let result = try tool.run(["checklist", "--task", "YARD-001", "--format", "json"])
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let lists = (object as? [String: Any])?["lists"] as? [[String: Any]] ?? []
      let items = lists.flatMap { $0["items"] as? [[String: Any]] ?? [] }
        .filter { $0["text"] as? String == "The item of the rule" }
      let expected =
        switch example.expectation {
        case .passes: "proven"
        case .fails: isTicked ? "contradicted" : "open"
        case .notChecked: isTicked ? "not-checked" : "open"
        }
      #expect(
        items.map { $0["verdict"] as? String } == [expected],
        "\(id), \(example.title): \(result.output) \(result.diagnostics)"
      )
      // The roll call counts the same verdict, but for what git has to tell: a note is there, was it in time?
      let needsGit = id == DocumentationPulled.id && example.expectation == .passes
      let called = needsGit ? (isTicked ? "not-checked" : "open") : expected
      let call = try JSONSerialization.jsonObject(
        with: Data(try tool.run(["status", "--format", "json"]).output.utf8)
      )
      let agents = (call as? [String: Any])?["agents"] as? [[String: Any]] ?? []
      let counts = agents.first { $0["agent"] as? String == "yard" }?["checklist"] as? [String: Int]
      #expect(counts?["total"] == 1)
      #expect(
        counts?[called == "not-checked" ? "notChecked" : called] == 1,
        "\(id): \(counts ?? [:])"
      )
    }
  }
}
