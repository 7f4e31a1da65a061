import Facts
import MarkdownTree

/// Finds every sentence of a file of the record that says how many lines a file has.
struct LineCountReader {
  let context: ClaimContext
  private var source: SourceText { context.document.source }

  init(_ context: ClaimContext) {
    self.context = context
  }

  /// The sentences, by line.
  func sentences() -> [LineCountSentence] {
    var result: [LineCountSentence] = []
    var tables: [Int32: LineColumn?] = [:]
    for line in 1...source.lineStarts.count where context.isText(line) {
      if let table = context.table(of: line) {
        let column = tables[table.firstLine] ?? LineColumn(table, source)
        tables[table.firstLine] = column
        if let column, let sentence = column.sentence(line) {
          result.append(sentence)
          continue
        }
      }
      guard mayCount(line) else { continue }
      let tokens = ClaimLexer.tokens(of: context.text(line))
      let found = LineCountPhrases.find(in: tokens, line: line)
      result += found
      if found.isEmpty, let sentence = ownLine(tokens, line) { result.append(sentence) }
    }
    return result
  }

  /// A digit, and `line` or `loc` in any case.
  private func mayCount(_ line: Int) -> Bool {
    let range = source.lineRange(line)
    var hasDigit = false
    var hasUnit = false
    var last: (UInt8, UInt8, UInt8) = (0, 0, 0)
    source.bytes.withUnsafeBufferPointer { bytes in
      for index in range {
        let byte = bytes[index]
        if (0x30...0x39).contains(byte) { hasDigit = true }
        let lower = byte | 0x20
        if lower == 0x65, last == (0x6C, 0x69, 0x6E) { hasUnit = true }  // line
        if lower == 0x63, last.1 == 0x6C, last.2 == 0x6F { hasUnit = true }  // loc
        last = (last.1, last.2, lower)
      }
    }
    return hasDigit && hasUnit
  }

  // MARK: A line of its own

  /// `Lines: 120`, or an item that begins with `120 lines`: the file is the one that it stands under.
  private func ownLine(_ tokens: [ClaimToken], _ line: Int) -> LineCountSentence? {
    guard !tokens.contains(where: { $0.path != nil }), let count = Self.bareCount(tokens) else {
      return nil
    }
    let isLabelled = tokens.contains(.mark(.colon))
    let above = isLabelled && line > 1 && context.isText(line - 1) ? [line - 1] : []
    for lead in above + context.leads(of: line).prefix(2) {
      let above = ClaimLexer.tokens(of: context.text(lead))
      let paths = above.compactMap(\.path)
      if paths.isEmpty { continue }
      guard paths.count == 1, let path = paths.first else { return nil }
      // The one above has a number of its own.
      if above.contains(where: { Quantity.isUnit($0) }) { return nil }
      var doubt = count.doubt
      if path.isPattern { doubt = doubt ?? "it names no single file" }
      if path.hasPlace { doubt = doubt ?? "it names a place in the file" }
      return LineCountSentence(line: line, subject: path, count: count.count, doubt: doubt)
    }
    return nil
  }

  /// The number of a line that says nothing before it.
  private static func bareCount(_ tokens: [ClaimToken]) -> (count: Int, doubt: String?)? {
    var rest = tokens.drop { token in
      token == .mark(.dash) || token == .mark(.picture) || token == .mark(.plus)
        || token == .mark(.other)
    }
    if let word = rest.first?.word, ["lines", "line", "length", "size"].contains(word) {
      rest = rest.dropFirst()
      if rest.first == .word("count") || rest.first == .word("total") { rest = rest.dropFirst() }
      guard rest.first == .mark(.colon), let number = rest.dropFirst().first?.number else {
        return nil
      }
      rest = rest.dropFirst(2)
      if word == "length" || word == "size" {
        guard rest.first == .word("lines") else { return nil }
      }
      if rest.first == .word("lines") { rest = rest.dropFirst() }
      let isWhole = rest.isEmpty || rest.first == .mark(.comma) || rest.first == .mark(.open)
      return (number, isWhole ? nil : "the sentence is not fully understood")
    }
    guard let start = rest.indices.first, let quantity = Quantity(tokens, at: start),
      !quantity.isAdjective
    else { return nil }
    let next = quantity.range.upperBound
    let isWhole =
      next == tokens.count || tokens[next] == .mark(.comma) || tokens[next] == .mark(.picture)
    return (
      quantity.count, quantity.doubt ?? (isWhole ? nil : "the sentence is not fully understood")
    )
  }
}

/// The column of a table that holds numbers of lines.
private struct LineColumn {
  private let rows: [Int: MarkdownTable.Row]
  private let column: Int
  private let isCode: Bool
  private let source: SourceText

  init?(_ table: MarkdownNode, _ source: SourceText) {
    let rows = MarkdownTable.rows(of: table, in: source)
    guard let header = rows.first else { return nil }
    let names = header.cells.map { cell in
      ClaimLexer.tokens(of: source.string(cell)).compactMap(\.word)
    }
    let counting: Set<[String]> = [
      ["lines"], ["line", "count"], ["number", "of", "lines"], ["loc"],
    ]
    let columns = names.indices.filter { counting.contains(names[$0]) }
    guard columns.count == 1, let column = columns.first else { return nil }
    self.column = column
    isCode = names[column] == ["loc"]
    self.rows = Dictionary(rows.dropFirst().map { ($0.line, $0) }) { first, _ in first }
    self.source = source
  }

  /// What a row says about its only path; nil when it names none or several.
  func sentence(_ line: Int) -> LineCountSentence? {
    guard let row = rows[line], row.cells.indices.contains(column) else { return nil }
    let number = ClaimLexer.tokens(of: source.string(row.cells[column]))
    guard let count = number.first(where: { $0.number != nil })?.number else { return nil }
    let paths = row.cells.indices.filter { $0 != column }.flatMap { index in
      ClaimLexer.tokens(of: source.string(row.cells[index])).compactMap(\.path)
    }
    guard Set(paths).count == 1, let path = paths.first else { return nil }
    let isExact = number == [.number(count)] || number == [.number(count), .word("lines")]
    var doubt: String? = isExact ? nil : "the number is no exact one, or no whole one"
    if isCode { doubt = doubt ?? "lines of code may be fewer than lines" }
    if path.isPattern { doubt = doubt ?? "it names no single file" }
    if path.hasPlace { doubt = doubt ?? "it names a place in the file" }
    return LineCountSentence(line: line, subject: path, count: count, doubt: doubt)
  }
}
