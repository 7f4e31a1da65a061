internal import Facts

/// One file: finds the blocks, and lets each kind read its own body.
///
/// A line that is no part of the language is one error, and the next line is read: as the engine
/// does it. Where the engine would go astray (a block that is never closed, a block on one line)
/// the blocks around it are kept apart.
struct FileParser {
  let source: SourceText
  var tokens: ExpressionParser
  var models: [PrismaModel] = []
  var views: [PrismaModel] = []
  var types: [PrismaModel] = []
  var enums: [PrismaEnum] = []
  var datasources: [PrismaConfigurationBlock] = []
  var generators: [PrismaConfigurationBlock] = []
  var findings: [Finding] = []
  private var errors: [(position: Int, message: String)] = []
  var noted: Set<String> = []

  init(_ source: SourceText) {
    self.source = source
    self.tokens = ExpressionParser(Cursor(bytes: source.bytes))
  }

  var cursor: Cursor {
    get { tokens.cursor }
    _modify { yield &tokens.cursor }
  }

  /// In the order of the file.
  var sortedErrors: [SyntaxProblem] {
    var previous = (line: 0, position: 0, column: 1)
    return errors.sorted { $0.position < $1.position }.map { error in
      let line = source.line(at: error.position)
      if line != previous.line { previous = (line, source.lineStarts[line - 1], 1) }
      // Counted on from the error before it, so that many errors in one long line stay linear.
      let between = source.bytes[previous.position..<max(previous.position, error.position)]
      previous.column += between.count { $0 & 0xC0 != 0x80 }
      previous.position = max(previous.position, error.position)
      return SyntaxProblem(
        path: source.path,
        line: line,
        column: previous.column,
        message: error.message
      )
    }
  }

  mutating func parse() {
    checkEncoding()
    while !cursor.atEnd {
      cursor.skipSpaces()
      if cursor.atNewline {
        cursor.skipNewline()
      } else if cursor.atLineComment {
        cursor.skipToLineEnd()
      } else if cursor.atBlockComment, skipBlockComment() {
        continue
      } else if let opening = cursor.openBlock() {
        parseBody(of: opening)
      } else if !cursor.atEnd {
        skipUnknownLine()
      }
    }
    if let position = cursor.unicodeName {
      note(
        "unicode-name",
        .info,
        at: position,
        "a name with letters outside ASCII; Prisma before 6.4 does not take it"
      )
    }
  }

  mutating func fail(at position: Int, _ message: String) {
    errors.append((position, message))
  }

  /// A finding that is made once in a file, at its first place.
  mutating func note(
    _ rule: String,
    _ severity: Finding.Severity,
    at position: Int,
    _ message: String,
    hint: String? = nil
  ) {
    guard noted.insert(rule).inserted else { return }
    findings.append(
      Finding(
        rule: rule,
        severity: severity,
        path: source.path,
        line: source.line(at: position),
        message: message,
        hint: hint
      )
    )
  }

  mutating func skipBlockComment() -> Bool {
    let start = cursor.position
    guard cursor.skipBlockComment() else { return false }
    note(
      "block-comment",
      .info,
      at: start,
      "a `/* … */` comment; Prisma before 6.4 does not take it"
    )
    return true
  }

  /// Spaces and comments up to the line's end; true when nothing else stood there.
  ///
  /// At the line's end, or at what stands there.
  mutating func skipTrailing() -> Bool {
    while true {
      cursor.skipSpaces()
      if cursor.atLineComment { cursor.skipToLineEnd() }
      if cursor.atBlockComment, skipBlockComment() { continue }
      return cursor.atEnd || cursor.atNewline
    }
  }

  private mutating func skipUnknownLine() {
    let start = cursor.position
    let what = cursor.described
    if cursor.byte() == Ascii.closeBrace {
      fail(at: start, "a `}` that closes nothing; remove it, or open the block with `model Name {`")
    } else if cursor.atBlockComment {
      fail(at: start, "this comment is never closed; add `*/`")
    } else if cursor.atTypeAlias {
      fail(at: start, "type aliases are not supported; write the type where it is used")
    } else {
      fail(
        at: start,
        "this line starts with no keyword of the language (\(what)); a block is opened on one line, "
          + "as in `model Name {`"
      )
    }
    cursor.skipToLineEnd()
  }

  private mutating func parseBody(of opening: BlockOpening) {
    let closed = skipOpeningLine(of: opening)
    switch opening.keyword {
    case .model, .view, .type: parseModel(opening, closed: closed)
    case .enum: parseEnum(opening, closed: closed)
    case .datasource, .generator: parseConfiguration(opening, closed: closed)
    }
  }

  /// The rest of the line behind `{`, which the engine ignores; the offset of `}` when it closes
  /// there.
  private mutating func skipOpeningLine(of opening: BlockOpening) -> Int? {
    cursor.skipSpaces()
    let start = cursor.position
    if cursor.atBlockComment, skipTrailing() {
      if source.line(at: cursor.position) != source.line(at: start) {
        fail(at: start, "a comment behind `{` ends on the same line; move it to lines of its own")
      }
      return nil
    }
    var last = start
    var inString = false
    while !cursor.atEnd, !cursor.atNewline {
      if cursor.byte() == Ascii.quote { inString.toggle() }
      if !inString, cursor.atLineComment { break }
      if cursor.byte() > Ascii.space { last = cursor.position }
      cursor.position += 1
    }
    let end = cursor.position
    cursor.skipToLineEnd()
    guard end > start else { return nil }
    if cursor.bytes[last] == Ascii.closeBrace, !closesLater() {
      fail(
        at: start,
        "a block on one line; put every line of \(opening.name) and its `}` on a line of its own"
      )
      cursor.position = start
      return last
    }
    note(
      "text-after-brace",
      .warning,
      at: start,
      "text behind `{` is ignored by Prisma",
      hint: "move it to a line of its own"
    )
    return nil
  }

  /// Whether a line that begins with `}` comes before another block.
  private func closesLater() -> Bool {
    var scout = cursor
    while !scout.atEnd {
      scout.skipSpaces()
      if scout.atNewline {
        scout.skipNewline()
        continue
      }
      if scout.byte() == Ascii.closeBrace { return true }
      if scout.atBlockComment, scout.skipBlockComment() { continue }
      if scout.openBlock() != nil { return false }
      scout.skipToLineEnd()
    }
    return false
  }

  private mutating func checkEncoding() {
    if cursor.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      fail(
        at: 0,
        "a byte order mark, which no version of Prisma takes; save the file as UTF-8 without one"
      )
      cursor.position = 3
    }
    guard String(validating: source.bytes, as: UTF8.self) == nil else { return }
    for line in 1...source.lineStarts.count {
      let range = source.lineRange(line)
      guard String(validating: source.bytes[range], as: UTF8.self) == nil else { continue }
      fail(at: range.lowerBound, "this line holds bytes that are no UTF-8; save the file as UTF-8")
      return
    }
  }
}
