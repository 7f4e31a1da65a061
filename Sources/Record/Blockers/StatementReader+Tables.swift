import Facts
import MarkdownTree

/// Tables: a column that says what blocks, or how a row stands.
extension StatementReader {
  mutating func readTable(_ node: MarkdownNode) {
    let rows = MarkdownTable.rows(of: node, in: document.source)
    guard let header = rows.first, rows.count > 1 else { return }
    var blockedColumn: Int?
    var statusColumns: [Int] = []
    var ownerColumn: Int?
    var waitingColumn: Int?
    columns = TableColumns()
    for (index, cell) in header.cells.enumerated() {
      let tokens = LineTokens(cell, of: bytes).tokens
      switch LabelRole(tokens) {
      case .blockers:
        guard blockedColumn == nil else { break }
        blockedColumn = index
        columns.isMixed = tokens.contains { Self.remarks.contains($0.hash) }
      case .resolution: columns.resolution = columns.resolution ?? index
      case .status: statusColumns.append(index)
      case .owner: ownerColumn = ownerColumn ?? index
      case .waiting: waitingColumn = waitingColumn ?? index
      default: break
      }
    }
    if let context = contexts.last, context.person != nil, let request = context.request {
      for row in rows.dropFirst() { askForRow(row, request) }
      return
    }
    let inBlockers = contexts.last.map { $0.isBlockers } ?? false
    let isAside = contexts.last.map { $0.role == .aside || $0.role == .resolved } ?? false
    guard !isAside, blockedColumn != nil || !statusColumns.isEmpty || inBlockers else { return }
    // What stands below the table explains it.
    if inBlockers, let context = contexts.last { fill(context, itemDepth: nil) }
    for row in rows.dropFirst() {
      enter(row.line)
      readRow(row, blockedColumn, statusColumns, ownerColumn, waitingColumn, inBlockers)
    }
  }

  /// A row of what a person is waited for to do.
  private mutating func askForRow(_ row: MarkdownTable.Row, _ request: RequestLabel) {
    enter(row.line)
    guard let first = row.cells.first, let last = row.cells.last else { return }
    let tokens = LineTokens(first.lowerBound..<last.upperBound, of: bytes).tokens
    let text = text(row, [])
    guard !text.isEmpty else { return }
    result.asks.append(
      Ask(
        entry: entry,
        line: row.line,
        kind: request.kind(of: tokens),
        person: request.person,
        text: text,
        tasks: tasks.ids(in: tokens, bytes),
        group: contexts.last?.line ?? row.line
      )
    )
  }

  /// "Blockers / notes": what stands there need not be one.
  private static let remarks = WordSet(["notes", "note", "remarks", "comments", "comment"])

  mutating func readRow(
    _ row: MarkdownTable.Row,
    _ blockedColumn: Int?,
    _ statusColumns: [Int],
    _ ownerColumn: Int?,
    _ waitingColumn: Int?,
    _ inBlockers: Bool
  ) {
    guard let first = row.cells.first, let last = row.cells.last else { return }
    let whole = ContentLine(first.lowerBound..<last.upperBound, of: bytes)
    let tokens = LineTokens(first.lowerBound..<last.upperBound, of: bytes).tokens
    let ids = tasks.ids(in: tokens, bytes)
    let statuses = statusColumns.compactMap { cell($0, row) }.map {
      (judgement: judge.judge($0.tokens), mark: $0.content.mark)
    }
    let statusJudgement =
      statuses.map(\.judgement).max { $0.standing < $1.standing } ?? Judgement()
    // Of "Yesterday" and "Today" one may be done and the other not.
    let isOver =
      !statuses.isEmpty
      && statuses.allSatisfy { $0.judgement.clears || $0.judgement.completes || $0.mark == .done }
    // A row about another agent is that agent's, not the writer's.
    let subject = LineTokens(first, of: bytes).tokens
    let other = subject.isEmpty ? nil : names.name(at: 0, in: subject)
    let about = other.flatMap { $0.end == subject.count && $0.isAgent ? $0.display : nil }
    let waitsFor = waitingColumn.flatMap { cell($0, row) }.flatMap { cell in
      judge.finder.object(in: cell.tokens, from: 0)
    }
    let owner = ownerColumn.flatMap { cell($0, row) }.flatMap {
      judge.finder.object(in: $0.tokens, from: 0)
    }
    let resolution = columns.resolution.flatMap { cell($0, row) }
    let isResolved =
      resolution.map { $0.content.mark == .done || $0.tokens.first?.has(.resolved) == true }
      ?? false
    if let blockedColumn, let value = cell(blockedColumn, row) {
      if isResolved { return }
      if columns.isMixed, judge.judge(value.tokens).standing < .waiting { return }
      if isOver || value.content.mark == .done { return }
      if case .no = NoneForms.match(value.tokens, hasText: true),
        value.tokens.contains(where: { if case .word = $0.kind { true } else { false } })
      {
        // Who owns a row with a blocker in one of its columns waits; who owns a blocker frees.
        let who =
          waitsFor ?? judge.judge(value.tokens).waitingOn
          ?? judge.finder.object(in: value.tokens, from: 0, isFirstWordName: false)
          ?? (blockedColumn == 0 ? owner : nil)
        add(
          .field,
          .waits(.blocked),
          row.line,
          whole,
          ids,
          who,
          group: row.line,
          agent: about,
          text: text(row, blockedColumn == 0 ? [] : statusColumns + [ownerColumn, waitingColumn])
        )
      }
      return
    }
    if inBlockers {
      if isOver {
        add(.field, .cleared, row.line, whole, ids, nil, group: row.line)
      } else if case .no = NoneForms.match(subject, hasText: !subject.isEmpty) {
        add(
          .field,
          .waits(.blocked),
          row.line,
          whole,
          ids,
          waitsFor ?? owner,
          group: row.line,
          agent: about,
          text: text(row, [])
        )
      }
      return
    }
    if statusJudgement.standing >= .waiting {
      add(
        .item,
        .waits(statusJudgement.standing),
        row.line,
        whole,
        ids,
        statusJudgement.waitingOn ?? waitsFor ?? owner,
        group: row.line,
        agent: about,
        text: text(row, [])
      )
    }
  }

  /// The cells of a row that say something, as one sentence.
  private func text(_ row: MarkdownTable.Row, _ without: [Int?]) -> String {
    let cells = row.cells.indices.filter { !without.contains($0) }.map {
      PlainText.string(row.cells[$0], of: bytes)
    }
    return cells.filter { $0.contains(where: \.isLetter) }.joined(separator: " — ")
  }

  func cell(
    _ index: Int,
    _ row: MarkdownTable.Row
  ) -> (tokens: [Token], content: ContentLine)? {
    guard index < row.cells.count else { return nil }
    let range = row.cells[index]
    return (LineTokens(range, of: bytes).tokens, ContentLine(range, of: bytes))
  }
}
