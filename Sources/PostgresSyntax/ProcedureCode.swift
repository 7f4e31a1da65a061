/// PL/pgSQL code as far as it decides which SQL runs: blocks, branches, loops, and what runs in them.
///
/// Ranges are byte offsets into the code's own text.
package indirect enum ProcedureStatement: Sendable {
  case block(ProcedureBlock)
  /// Conditions with what runs under each, and what runs under none.
  case branch(
    [(condition: Range<Int>, body: [ProcedureStatement])],
    otherwise: [ProcedureStatement]
  )
  /// CASE, whose conditions are not looked at.
  case choice([[ProcedureStatement]])
  case loop(ProcedureLoop, body: [ProcedureStatement])
  /// `EXECUTE`: SQL put together at run time.
  case execute(expression: Range<Int>, offset: Int)
  case assignment(variable: String, value: Range<Int>)
  /// `SELECT … INTO`, `GET DIAGNOSTICS`, `FETCH`: variables whose value is not known from here on.
  case unknownAssignment(Range<Int>)
  /// PERFORM: a query for what its functions do.
  case perform(Range<Int>)
  case sql(Range<Int>)
  /// RETURN, EXIT, CONTINUE: what follows may not run.
  case leave
  case other
}

package struct ProcedureBlock: Sendable {
  package var declarations: [(name: String, value: Range<Int>?)] = []
  package var body: [ProcedureStatement] = []
  package var handlers: [(conditions: [String], body: [ProcedureStatement])] = []
}

package enum ProcedureLoop: Sendable {
  case array(variable: String, expression: Range<Int>)
  case query(variable: String, query: Range<Int>)
  case unknown(variable: String?)
}

/// Reads PL/pgSQL without running it.
///
/// Source: PostgreSQL 15, chapter 43 "PL/pgSQL".
package struct ProcedureCode: Sendable {
  package let text: String
  package private(set) var block: ProcedureBlock?

  package init(_ text: String) {
    self.text = text
    var text = text
    block = text.withUTF8 { bytes in
      var reader = ProcedureReader(bytes)
      return reader.read()
    }
  }
}

private struct ProcedureReader {
  let lexer: Lexer
  let tokens: [Token]
  var index = 0
  var depth = 0
  static let depthLimit = 200

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    lexer = Lexer(bytes, 0..<bytes.count)
    var scanner = lexer
    var tokens: [Token] = []
    while let token = scanner.next() { tokens.append(token) }
    self.tokens = tokens
  }

  mutating func read() -> ProcedureBlock? {
    skipLabel()
    guard isWord("DECLARE") || isWord("BEGIN") else { return nil }
    return readBlock()
  }

  private func isWord(_ keyword: StaticString, ahead: Int = 0) -> Bool {
    index + ahead < tokens.count && lexer.matches(tokens[index + ahead], keyword)
  }

  private func isSign(_ character: Unicode.Scalar, ahead: Int = 0) -> Bool {
    index + ahead < tokens.count && lexer.isPunctuation(tokens[index + ahead], character)
  }

  private func isOperator(_ text: StaticString, ahead: Int = 0) -> Bool {
    guard index + ahead < tokens.count, tokens[index + ahead].kind == .operatorSign else {
      return false
    }
    let token = tokens[index + ahead]
    return Lexer.equal(lexer.bytes, token.start, token.end, text)
  }

  private mutating func skipLabel() {
    if isOperator("<<"), isOperator(">>", ahead: 2) { index += 3 }
  }

  private mutating func readBlock() -> ProcedureBlock {
    var block = ProcedureBlock()
    if isWord("DECLARE") {
      index += 1
      while index < tokens.count, !isWord("BEGIN") { readDeclaration(&block) }
    }
    if isWord("BEGIN") { index += 1 }
    block.body = readStatements()
    if isWord("EXCEPTION") {
      index += 1
      while isWord("WHEN") {
        index += 1
        var conditions: [String] = []
        while index < tokens.count, !isWord("THEN") {
          if !isWord("OR"), let name = lexer.identifier(tokens[index]) { conditions.append(name) }
          index += 1
        }
        if index < tokens.count { index += 1 }
        block.handlers.append((conditions, readStatements()))
      }
    }
    if isWord("END") { index += 1 }
    skipToSemicolon()
    return block
  }

  private mutating func readDeclaration(_ block: inout ProcedureBlock) {
    let name = lexer.identifier(tokens[index]) ?? ""
    var value: Range<Int>?
    index += 1
    while index < tokens.count, !isSign(";") {
      if value == nil, isOperator(":=") || isOperator("=") || isWord("DEFAULT") {
        index += 1
        value = readExpression(until: nil)
        break
      }
      index += 1
    }
    if isSign(";") { index += 1 }
    block.declarations.append((name, value))
  }

  private mutating func skipToSemicolon() {
    while index < tokens.count, !isSign(";") { index += 1 }
    if index < tokens.count { index += 1 }
  }

  /// To the keyword or the semicolon outside parentheses and CASE expressions; it stays unread.
  private mutating func readExpression(until keyword: StaticString?) -> Range<Int> {
    let start = index < tokens.count ? tokens[index].start : lexer.end
    var end = start
    var parentheses = 0
    var cases = 0
    while index < tokens.count {
      if parentheses == 0, cases == 0 {
        if isSign(";") { break }
        if let keyword, isWord(keyword) { break }
      }
      if isSign("(") || isSign("[") { parentheses += 1 }
      if isSign(")") || isSign("]") { parentheses -= 1 }
      if isSign(";"), parentheses <= 0 { break }
      if isWord("CASE") { cases += 1 }
      if isWord("END"), cases > 0 { cases -= 1 }
      end = tokens[index].end
      index += 1
    }
    return start..<max(start, end)
  }

  private mutating func readStatements() -> [ProcedureStatement] {
    depth += 1
    defer { depth -= 1 }
    var statements: [ProcedureStatement] = []
    while index < tokens.count {
      if isWord("END") || isWord("EXCEPTION") || isWord("ELSIF") || isWord("ELSEIF")
        || isWord("ELSE") || isWord("WHEN")
      {
        break
      }
      let before = index
      statements.append(readStatement())
      if index == before { index += 1 }
    }
    return statements
  }

  private mutating func readStatement() -> ProcedureStatement {
    if isSign(";") {
      index += 1
      return .other
    }
    skipLabel()
    guard index < tokens.count else { return .other }
    guard depth < Self.depthLimit else {
      index = tokens.count
      return .other
    }
    if isWord("BEGIN") || isWord("DECLARE") { return .block(readBlock()) }
    if isWord("IF") { return readBranch() }
    if isWord("CASE") { return readChoice() }
    if isWord("LOOP") || isWord("WHILE") || isWord("FOR") || isWord("FOREACH") { return readLoop() }
    if isWord("EXECUTE") {
      let offset = tokens[index].start
      index += 1
      var expression = readExpression(until: "INTO")
      if let cut = cut(expression, at: "USING") { expression = cut }
      skipToSemicolon()
      return .execute(expression: expression, offset: offset)
    }
    if isWord("PERFORM") {
      index += 1
      let range = readExpression(until: nil)
      skipToSemicolon()
      return .perform(range)
    }
    if isWord("RETURN"), !isWord("QUERY", ahead: 1), !isWord("NEXT", ahead: 1) {
      skipToSemicolon()
      return .leave
    }
    if isWord("EXIT") || isWord("CONTINUE") {
      skipToSemicolon()
      return .leave
    }
    if isWord("RAISE") || isWord("NULL") || isWord("ASSERT") || isWord("RETURN") || isWord("CLOSE")
      || isWord("OPEN")
    {
      skipToSemicolon()
      return .other
    }
    if isWord("GET") || isWord("FETCH") || isWord("MOVE") {
      let range = readExpression(until: nil)
      skipToSemicolon()
      return .unknownAssignment(range)
    }
    if index + 1 < tokens.count, let name = lexer.identifier(tokens[index]) {
      if isOperator(":=", ahead: 1) || isOperator("=", ahead: 1) {
        index += 2
        let range = readExpression(until: nil)
        skipToSemicolon()
        return .assignment(variable: name, value: range)
      }
      if isSign(".", ahead: 1) || isSign("[", ahead: 1) {
        let range = readExpression(until: nil)
        skipToSemicolon()
        return .unknownAssignment(range)
      }
    }
    let range = readExpression(until: nil)
    skipToSemicolon()
    return .sql(range)
  }

  /// The part of an expression in front of a keyword outside parentheses.
  private func cut(_ range: Range<Int>, at keyword: StaticString) -> Range<Int>? {
    var scanner = Lexer(lexer.bytes, range)
    var parentheses = 0
    while let token = scanner.next() {
      if scanner.isPunctuation(token, "(") { parentheses += 1 }
      if scanner.isPunctuation(token, ")") { parentheses -= 1 }
      if parentheses == 0, scanner.matches(token, keyword) { return range.lowerBound..<token.start }
    }
    return nil
  }

  private mutating func readBranch() -> ProcedureStatement {
    var branches: [(condition: Range<Int>, body: [ProcedureStatement])] = []
    var otherwise: [ProcedureStatement] = []
    repeat {
      index += 1
      let condition = readExpression(until: "THEN")
      if isWord("THEN") { index += 1 }
      branches.append((condition, readStatements()))
    } while isWord("ELSIF") || isWord("ELSEIF")
    if isWord("ELSE") {
      index += 1
      otherwise = readStatements()
    }
    skipToSemicolon()
    return .branch(branches, otherwise: otherwise)
  }

  private mutating func readChoice() -> ProcedureStatement {
    var bodies: [[ProcedureStatement]] = []
    index += 1
    while index < tokens.count, !isWord("WHEN"), !isSign(";") { index += 1 }
    while isWord("WHEN") {
      index += 1
      _ = readExpression(until: "THEN")
      if isWord("THEN") { index += 1 }
      bodies.append(readStatements())
    }
    if isWord("ELSE") {
      index += 1
      bodies.append(readStatements())
    }
    skipToSemicolon()
    return .choice(bodies)
  }

  private mutating func readLoop() -> ProcedureStatement {
    var loop = ProcedureLoop.unknown(variable: nil)
    if isWord("LOOP") {
      index += 1
    } else {
      let isForeach = isWord("FOREACH")
      let isFor = isWord("FOR")
      index += 1
      if isFor || isForeach {
        let variable = index < tokens.count ? lexer.identifier(tokens[index]) ?? "" : ""
        let isSingle = isWord("IN", ahead: 1)
        while index < tokens.count, !isWord("IN"), !isSign(";") { index += 1 }
        if isWord("IN") { index += 1 }
        if isForeach, isWord("ARRAY") {
          index += 1
          loop = .array(variable: variable, expression: readExpression(until: "LOOP"))
        } else if isFor, isSingle, !isWord("EXECUTE"), !isWord("REVERSE") {
          let isQuery = isWord("SELECT") || isWord("VALUES") || isWord("WITH") || isSign("(")
          let range = readExpression(until: "LOOP")
          loop = isQuery ? .query(variable: variable, query: range) : .unknown(variable: variable)
        } else {
          loop = .unknown(variable: variable)
          _ = readExpression(until: "LOOP")
        }
      } else {
        _ = readExpression(until: "LOOP")
      }
      if isWord("LOOP") { index += 1 }
    }
    let body = readStatements()
    skipToSemicolon()
    return .loop(loop, body: body)
  }
}
