import Facts
import MarkdownTree

@testable import Record

/// Reads one invented entry per text, and follows what they say in the order given, an hour apart.
struct BlockerSample {
  var entries: [Entry] = []
  var filed: [FiledEntries] = []
  var ledger: BlockerLedger

  static let names = NameTable(
    people: ["CEO", "Manager"],
    agents: ["Data", "Engineer", "Designer", "Manager", "QA"]
  )

  /// - Parameter reports: agent and body; the first line of a body is its heading.
  init(_ reports: [(agent: String?, text: String)]) {
    let reader = BlockerReader(names: Self.names)
    for (index, report) in reports.enumerated() {
      let path = "feedback/\(report.agent ?? "log")/\(index).md"
      let document = MarkdownDocument(path: path, text: report.text)
      var entry = Entry(
        path: path,
        line: 1,
        endLine: document.source.lineCount,
        level: 2,
        heading: document.source.text(ofLine: 1)
      )
      entry.agent = report.agent
      entry.timestamp = Timestamp(secondsSinceEpoch: 1_760_000_000 + index * 3_600)
      var read = [entry]
      let statements = reader.read(document, entries: &read, agent: report.agent, date: nil)
      filed.append(FiledEntries(statements: statements, entries: read))
      entries += read
    }
    ledger = BlockerLedger(filed)
  }

  /// One entry of the data agent with these lines below its heading.
  init(_ body: String) {
    self.init([("Data", "## 10:00 UTC — Data: Report\n\n\(body)\n")])
  }

  var blocked: Bool? { entries[0].blocked }
  var open: [Blocker] { ledger.blockers.filter { $0.state == .open } }
  var asked: [Request] { ledger.requests.filter { $0.state == .open } }
}
