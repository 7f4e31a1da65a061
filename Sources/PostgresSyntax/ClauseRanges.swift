/// Finds the source text of expressions: the parse tree knows where they begin, not where they end.
struct ClauseRanges {
  let bytes: UnsafeBufferPointer<UInt8>
  /// End of the statement.
  let end: Int

  /// The range inside the parentheses that follow `keyword` outside any parentheses.
  func parenthesized(after keyword: StaticString, from start: Int) -> Range<Int>? {
    var lexer = Lexer(bytes, start..<end)
    var depth = 0
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) { depth -= 1 }
      if depth < 0 { return nil }
      if depth == 0, lexer.matches(token, keyword) {
        let mark = lexer.position
        if let next = lexer.next(), lexer.isPunctuation(next, "(") {
          return inside(&lexer, from: next.end)
        }
        lexer.position = mark
      }
    }
    return nil
  }

  /// From behind `keyword` (outside any parentheses) to the end of the statement.
  func rest(after keyword: StaticString, from start: Int) -> Range<Int>? {
    var lexer = Lexer(bytes, start..<end)
    var depth = 0
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) { depth -= 1 }
      if depth == 0, lexer.matches(token, keyword) { return token.end..<end }
    }
    return nil
  }

  /// An expression after `DEFAULT`, up to the next constraint, comma or parenthesis of the list.
  func columnDefault(from start: Int) -> Range<Int>? {
    var lexer = Lexer(bytes, start..<end)
    while let token = lexer.next(), !lexer.matches(token, "DEFAULT") {}
    return expression(&lexer, stopsAtConstraints: true)
  }

  /// An expression after `SET DEFAULT` of ALTER COLUMN.
  func alteredDefault(column: String, from start: Int) -> Range<Int>? {
    var lexer = Lexer(bytes, start..<end)
    var depth = 0
    var previous: Token?
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) { depth -= 1 }
      if depth == 0, lexer.matches(token, "SET"), let name = previous,
        lexer.identifier(name) == column
      {
        let mark = lexer.position
        if let next = lexer.next(), lexer.matches(next, "DEFAULT") {
          return expression(&lexer, stopsAtConstraints: false)
        }
        lexer.position = mark
      }
      previous = token
    }
    return nil
  }

  /// The parts of the first parenthesized list after `start`, split at its commas.
  func listItems(from start: Int) -> [Range<Int>] {
    var lexer = Lexer(bytes, start..<end)
    while let token = lexer.next(), !lexer.isPunctuation(token, "(") {}
    var items: [Range<Int>] = []
    var depth = 1
    var itemStart = lexer.position
    var itemEnd = itemStart
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) {
        depth -= 1
        if depth == 0 { break }
      }
      if depth == 1, lexer.isPunctuation(token, ",") {
        items.append(itemStart..<max(itemStart, itemEnd))
        itemStart = token.end
      }
      itemEnd = token.end
    }
    items.append(itemStart..<max(itemStart, itemEnd))
    return items
  }

  /// The expression of an index key: `(a + b)` without its parentheses, or `lower(x)` with them.
  func keyExpression(_ item: Range<Int>) -> Range<Int> {
    var lexer = Lexer(bytes, item)
    guard let first = lexer.next() else { return item }
    if lexer.isPunctuation(first, "(") { return inside(&lexer, from: first.end) ?? item }
    var depth = 0
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) {
        depth -= 1
        if depth == 0 { return first.start..<token.end }
      }
    }
    return first.start..<first.end
  }

  private func inside(_ lexer: inout Lexer, from start: Int) -> Range<Int>? {
    var depth = 1
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) {
        depth -= 1
        if depth == 0 { return start..<token.start }
      }
    }
    return nil
  }

  private func expression(_ lexer: inout Lexer, stopsAtConstraints: Bool) -> Range<Int>? {
    guard let first = lexer.next() else { return nil }
    var last = first.end
    var depth = opens(first) ? 1 : 0
    var cases = lexer.matches(first, "CASE") ? 1 : 0
    var previous = first
    while let token = lexer.next() {
      if opens(token) { depth += 1 }
      if closes(token) {
        depth -= 1
        if depth < 0 { break }
      }
      if depth == 0, cases == 0 {
        if lexer.isPunctuation(token, ",") { break }
        if stopsAtConstraints, token.kind == .word, startsConstraint(token, lexer, after: previous)
        {
          break
        }
      }
      if lexer.matches(token, "CASE") { cases += 1 }
      if lexer.matches(token, "END"), cases > 0 { cases -= 1 }
      last = token.end
      previous = token
    }
    return first.start..<last
  }

  private func startsConstraint(_ token: Token, _ lexer: Lexer, after previous: Token) -> Bool {
    if previous.kind == .operatorSign || lexer.matches(previous, "IS") { return false }
    if previous.kind == .punctuation, lexer.isPunctuation(previous, ".") { return false }
    return lexer.matches(token, "NOT") || lexer.matches(token, "NULL")
      || lexer.matches(token, "UNIQUE") || lexer.matches(token, "PRIMARY")
      || lexer.matches(token, "CHECK") || lexer.matches(token, "REFERENCES")
      || lexer.matches(token, "CONSTRAINT") || lexer.matches(token, "GENERATED")
      || lexer.matches(token, "COLLATE") || lexer.matches(token, "DEFERRABLE")
      || lexer.matches(token, "INITIALLY") || lexer.matches(token, "DEFAULT")
  }

  private func opens(_ token: Token) -> Bool {
    token.kind == .punctuation
      && (bytes[token.start] == UInt8(ascii: "(") || bytes[token.start] == UInt8(ascii: "["))
  }

  private func closes(_ token: Token) -> Bool {
    token.kind == .punctuation
      && (bytes[token.start] == UInt8(ascii: ")") || bytes[token.start] == UInt8(ascii: "]"))
  }
}
