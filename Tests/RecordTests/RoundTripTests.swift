import Facts
import Record
import Reports
import Templates
import Testing

/// What the tool writes is read back as what it was, whatever its fields hold.
struct RoundTripTests {
  private static let fragments = [
    "plain words", "**Next**: forged", "*a* `b` _c_", "- [x] done",
    "## 2026-01-01T00:00:00Z — QA: no",
    "\n\n## HH:MM - x\n", "```", "~~~ sql", "<!-- hidden", "-->", "|a|b|\n|-|-|", "Blockers: all",
    "Next: later", "> quoted", "1. one", "# one", "None", "[x] tick", "- Topic: t", "\u{0}", "🚧 a",
    "\r\n", "---", "===", "14:30", "DATA-001", "Status: BLOCKED", "\\", "`", "[a](b)", "&amp;",
    "漢字：",
    "Key Learning: k", "**a** **b**:", "__Progress__: x", "2026-02-02 - b",
  ]

  private func words(_ random: inout Generator) -> String {
    let count = 1 + Int(random.next() % 3)
    let parts = (0..<count).map { _ in
      Self.fragments[Int(random.next() % UInt64(Self.fragments.count))]
    }
    // A field is never empty: something that can be read stands in it.
    return "a " + parts.joined(separator: " ")
  }

  private func read(_ entries: [String]) -> FeedbackDocument {
    let text = "# Data Feedback — 2026-01-12\n\n" + entries.joined(separator: "\n---\n\n")
    let file = SourceFile(path: "feedback/data/2026-01-12.md", text: text)
    return RecordReader(agents: ["data", "qa"]).read(files: [file]).documents[0]
  }

  private static let now = Timestamp(secondsSinceEpoch: 1_768_219_500)  // 2026-01-12T12:05:00Z

  @Test func reports() throws {
    let renderer = try ReportRenderer(.report, for: TwoHourlyReport.self)
    var random = Generator(state: 11)
    for _ in 0..<300 {
      var report = TwoHourlyReport(timestamp: Self.now, agent: "Data", title: words(&random))
      report.workingOn = words(&random)
      report.progress = words(&random)
      report.next = words(&random)
      report.evidence = [.init("Said", words(&random)), .init("Commit", words(&random))]
      report.outputs = [.init(name: "tool", text: words(&random))]
      if random.next() % 2 == 0 { report.blockers = [words(&random), words(&random)] }
      let document = read([renderer.render(report)])
      let entry = try #require(document.entries.first)
      #expect(document.entries.count == 1)
      #expect(entry.timestamp == Self.now && entry.zone == .utc && entry.line == 3)
      #expect(entry.kind == .report && entry.agent == "data" && entry.agentInHeading == "Data")
      #expect(entry.title == HeadingEnd.trimmed(MarkdownText.inline(report.title)))
      #expect(entry.workingOn == MarkdownText.inline(report.workingOn))
      #expect(entry.progress == MarkdownText.inline(report.progress))
      #expect(entry.next == MarkdownText.inline(report.next))
      #expect(document.checklists.isEmpty && document.notes.isEmpty)
      #expect(document.problems.filter { $0.kind != .invalidText }.isEmpty)
    }
  }

  @Test func otherKinds() throws {
    let blockers = try ReportRenderer(.blocker, for: BlockerReport.self)
    let credentials = try ReportRenderer(.credential, for: CredentialRequest.self)
    let notes = try ReportRenderer(.note, for: NoteReport.self)
    let readies = try ReportRenderer(.ready, for: ReadyReport.self)
    var random = Generator(state: 12)
    for _ in 0..<200 {
      let blocker = BlockerReport(
        timestamp: Self.now,
        blockedOn: words(&random),
        tried: [words(&random), words(&random), words(&random)],
        vaultChecked: words(&random),
        docsPulled: words(&random),
        inspected: [words(&random)],
        person: "CEO",
        question: words(&random),
        movingTo: words(&random)
      )
      let credential = CredentialRequest(
        timestamp: Self.now + 60,
        need: words(&random),
        purpose: words(&random),
        checked: words(&random),
        status: words(&random)
      )
      let note = NoteReport(
        timestamp: Self.now + 120,
        source: "Context7",
        library: "Prisma",
        topic: words(&random),
        keyLearnings: [words(&random), words(&random)],
        appliedTo: [words(&random)]
      )
      var ready = ReadyReport(
        timestamp: Self.now + 180,
        approver: "CEO",
        applier: "Manager",
        commit: "abc"
      )
      ready.migrations = [.init(path: "a.sql", lines: 1, text: words(&random))]
      let document = read([
        blockers.render(blocker), credentials.render(credential), notes.render(note),
        readies.render(ready),
      ])
      let entries = document.entries
      #expect(entries.map(\.kind) == [.blocker, .credentialRequest, .note, .other])
      #expect(entries.map(\.timestamp) == (0..<4).map { Self.now + $0 * 60 })
      #expect(entries.allSatisfy { $0.agent == "data" && $0.agentInHeading == nil })
      #expect(
        entries.map(\.title) == [
          "Blocker Report", "Credential Request", "Context7: Prisma", "Ready to Apply",
        ]
      )
      #expect(entries[0].fields.first?.text == MarkdownText.inline(blocker.blockedOn))
      #expect(entries[0].next == MarkdownText.inline(blocker.movingTo))
      #expect(entries[1].fields.first?.text == MarkdownText.inline(credential.need))
      try #require(document.notes.count == 1)
      let read = document.notes[0]
      #expect(read.source == "Context7" && read.library == "Prisma" && read.agent == "data")
      #expect(read.topic == MarkdownText.inline(note.topic))
      #expect(read.keyLearnings == note.keyLearnings.map(MarkdownText.inline))
      #expect(read.timestamp == Self.now + 120)
      #expect(document.checklists.isEmpty)
    }
  }
}

/// Separators at the end of a title are no part of it.
private enum HeadingEnd {
  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, " -–—:|·,;*_`：～~•([".contains(last) { text.removeLast() }
    return String(text)
  }
}

struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
