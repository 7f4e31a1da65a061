import Facts
import MarkdownTree
import Record
import Tasks

/// Blocks, entries, checklists and blockers lie in the file, and every marker that is counted stands there.
enum MarkdownCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let source = SourceText(path: "feedback/data/2026-03-04.md", bytes: bytes)
    let document = MarkdownDocument(source)
    try blocks(document)
    let record = read(source)
    try check(record, document)
    try Violation.unless(isSame(record, read(source)), "a second reading differs")
    try MarkerScan.check(record.checklists, document)
    try direction(source)
    try RedactionCheck.run(bytes)
  }

  private static func read(_ source: SourceText) -> FeedbackRecord {
    RecordReader(agents: ["data", "engineer"], tasks: ["DATA-001"], people: ["CEO", "Manager"])
      .read(files: [SourceFile(path: source.path, content: .text(source))])
  }

  private static func isSame(_ first: FeedbackRecord, _ second: FeedbackRecord) -> Bool {
    first.entries == second.entries && first.checklists == second.checklists
      && first.notes == second.notes && first.problems == second.problems
      && first.ledger().blockers == second.ledger().blockers
      && first.ledger().requests == second.ledger().requests
  }

  private static func blocks(_ document: MarkdownDocument) throws(Violation) {
    let lines = document.source.lineStarts.count
    for (index, node) in document.nodes.enumerated() {
      try Violation.unlessLines(
        Int(node.firstLine),
        Int(node.lastLine),
        within: lines,
        "a \(node.kind)"
      )
      try Violation.unless(
        Int(node.parent) <= index && Int(node.subtreeEnd) > index
          && Int(node.subtreeEnd) <= document.nodes.count,
        "node \(index) has parent \(node.parent) and ends at \(node.subtreeEnd)"
      )
      switch node.kind {
      case .heading: _ = document.headingText(index)
      case .item: _ = (document.itemText(index), document.marker(ofItem: index))
      case .codeFence, .indentedCode: _ = (document.codeText(index), document.fenceInfo(index))
      case .table: _ = MarkdownTable.rows(of: node, in: document.source)
      default: break
      }
    }
  }

  private static func check(_ record: FeedbackRecord, _ document: MarkdownDocument)
    throws(Violation)
  {
    let lines = document.source.lineStarts.count
    var last = 0
    for entry in record.entries {
      try Violation.unless(entry.line >= last, "line \(entry.line) begins an entry behind \(last)")
      last = entry.line
      try Violation.unlessLines(entry.line, entry.endLine, within: lines, "an entry")
      for field in entry.fields {
        try Violation.unlessLines(field.line, field.endLine, within: lines, "a field")
      }
      for mention in entry.blockers {
        try Violation.unlessLines(mention.line, mention.line, within: lines, "a mention")
      }
    }
    for blocker in record.ledger().blockers {
      try Violation.unlessLines(blocker.line, blocker.line, within: lines, "a blocker")
      if let cleared = blocker.clearedAt {
        try Violation.unlessLines(cleared.line, cleared.line, within: lines, "a clearing")
      }
    }
    for request in record.ledger().requests {
      try Violation.unlessLines(request.line, request.line, within: lines, "a request")
    }
    for line in record.notes.map(\.line) + record.problems.compactMap(\.line) {
      try Violation.unlessLines(line, line, within: lines, "a note or a problem")
    }
  }

  private static func direction(_ source: SourceText) throws(Violation) {
    let lines = source.lineStarts.count
    // Their fences are the business of the other targets.
    let direction = DirectionReader.read(source, agent: "data", parsesFences: false)
    for task in direction.tasks {
      try Violation.unlessLines(task.line, task.line, within: lines, "a task")
    }
    for list in direction.checklists.map(\.list) {
      try Violation.unlessLines(list.line, list.line, within: lines, "a list of a direction")
    }
    for line in direction.findings.compactMap(\.line) {
      try Violation.unlessLines(line, line, within: lines, "a finding")
    }
  }
}
