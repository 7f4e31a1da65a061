/// Cuts a file into statements as psql does: at semicolons outside quotes, parentheses and
/// `BEGIN ATOMIC` bodies; psql's own commands and the data of `COPY … FROM stdin` are blanked out.
///
/// Source: PostgreSQL 15, `psqlscan.l`.
struct Splitter {
  /// A statement, or a command of psql.
  struct Piece {
    /// First byte of the first token to the end, without the semicolon.
    var range: Range<Int>
    /// The first semicolon inside parentheses, where a statement may have ended in a broken file.
    var innerSemicolon: Int?
    /// Where a quote or comment opens that is never closed.
    var unterminated: Int?
    /// Deepest nesting of parentheses and brackets.
    var depth: Int
    /// Most words and operators without a comma between them: what makes the parser recurse.
    var operators: Int
    /// Set for a command of psql: its name and the rest of the line.
    var metaCommand: (name: String, arguments: String)?
  }

  let buffer: UnsafeMutableBufferPointer<UInt8>
  let end: Int
  private(set) var position: Int
  private var pendingCommand: Piece?

  /// `buffer` holds the text and one byte more, which is the parser's to terminate it.
  init(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>) {
    self.buffer = buffer
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// Goes on from `offset`, which may lie before the current position.
  mutating func resume(at offset: Int) {
    position = offset
    pendingCommand = nil
  }

  mutating func next() -> Piece? {
    if let command = pendingCommand {
      pendingCommand = nil
      return command
    }
    var lexer = Lexer(UnsafeBufferPointer(buffer), position..<end)
    var piece: Piece?
    var depth = 0
    var words = LeadingWords()
    // Words and operators since the last comma, for each open parenthesis, and their sum.
    var runs = [0]
    var total = 0
    var lastEnd = position
    while let token = lexer.next() {
      if token.kind == .backslash {
        let command = takeCommand(at: token.start)
        lexer.position = command.range.upperBound
        if piece == nil || command.endsStatement {
          position = lexer.position
          guard var whole = piece else { return command.piece }
          whole.range = whole.range.lowerBound..<lastEnd
          pendingCommand = command.piece
          return whole
        }
        continue
      }
      if token.kind == .punctuation, buffer[token.start] == UInt8(ascii: ";") {
        if var whole = piece {
          if depth <= 0, words.beginDepth == 0 {
            whole.range = whole.range.lowerBound..<lastEnd
            position = token.end
            if words.isCopyFromStandardInput { blankCopyData() }
            return whole
          }
          if whole.innerSemicolon == nil { whole.innerSemicolon = token.start }
          piece = whole
        }
        continue
      }
      if piece == nil {
        piece = Piece(
          range: token.start..<token.end,
          innerSemicolon: nil,
          unterminated: nil,
          depth: 0,
          operators: 0
        )
      }
      lastEnd = token.end
      switch token.kind {
      case .unterminated: piece?.unterminated = token.start
      case .punctuation:
        switch buffer[token.start] {
        case UInt8(ascii: "("), UInt8(ascii: "["):
          depth += 1
          runs.append(0)
          if depth > (piece?.depth ?? 0) { piece?.depth = depth }
        case UInt8(ascii: ")"), UInt8(ascii: "]"):
          depth -= 1
          if runs.count > 1 { total -= runs.removeLast() }
        case UInt8(ascii: ","):
          total -= runs[runs.count - 1]
          runs[runs.count - 1] = 0
        default: break
        }
      case .operatorSign, .word:
        if token.kind == .word { words.take(token, lexer, depth: depth) }
        runs[runs.count - 1] += 1
        total += 1
        if total > (piece?.operators ?? 0) { piece?.operators = total }
      default: break
      }
    }
    position = end
    guard var whole = piece else { return nil }
    whole.range = whole.range.lowerBound..<lastEnd
    return whole
  }

  private struct Command {
    var range: Range<Int>
    var piece: Piece
    var endsStatement: Bool
  }

  /// Blanks a psql command to the end of its line.
  private mutating func takeCommand(at start: Int) -> Command {
    var lineEnd = start
    while lineEnd < end, buffer[lineEnd] != 0x0A, buffer[lineEnd] != 0x0D { lineEnd += 1 }
    var nameEnd = start + 1
    while nameEnd < lineEnd, !Lexer.isSpace(buffer[nameEnd]) { nameEnd += 1 }
    let name = String(decoding: buffer[(start + 1)..<max(start + 1, nameEnd)], as: UTF8.self)
    let arguments = String(decoding: buffer[nameEnd..<lineEnd], as: UTF8.self)
      .drop { $0 == " " || $0 == "\t" }
    for index in start..<lineEnd { buffer[index] = 0x20 }
    let piece = Piece(
      range: start..<lineEnd,
      innerSemicolon: nil,
      unterminated: nil,
      depth: 0,
      operators: 0,
      metaCommand: (name, String(arguments))
    )
    return Command(range: start..<lineEnd, piece: piece, endsStatement: name.hasPrefix("g"))
  }

  /// Blanks everything from the next line to the line `\.`, that line included.
  private mutating func blankCopyData() {
    var lineStart = position
    while lineStart < end, buffer[lineStart] != 0x0A { lineStart += 1 }
    lineStart = min(lineStart + 1, end)
    while lineStart < end {
      var lineEnd = lineStart
      while lineEnd < end, buffer[lineEnd] != 0x0A { lineEnd += 1 }
      var contentEnd = lineEnd
      if contentEnd > lineStart, buffer[contentEnd - 1] == 0x0D { contentEnd -= 1 }
      let isLast =
        contentEnd - lineStart == 2 && buffer[lineStart] == UInt8(ascii: "\\")
        && buffer[lineStart + 1] == UInt8(ascii: ".")
      for index in lineStart..<lineEnd { buffer[index] = 0x20 }
      lineStart = min(lineEnd + 1, end)
      if isLast { break }
    }
    position = lineStart
  }
}

/// What psql remembers of a statement's words to find its end.
private struct LeadingWords {
  private var count = 0
  private var isCopy = false
  private var sawFrom = false
  /// 1: CREATE seen; 2: OR; 3: REPLACE; 4: it is a function or a procedure.
  private var createState = 0
  private(set) var beginDepth = 0
  private(set) var isCopyFromStandardInput = false

  mutating func take(_ token: Token, _ lexer: Lexer, depth: Int) {
    count += 1
    if count == 1 {
      if lexer.matches(token, "COPY") { isCopy = true }
      if lexer.matches(token, "CREATE") { createState = 1 }
      return
    }
    if isCopy, depth == 0 {
      if sawFrom, lexer.matches(token, "STDIN") { isCopyFromStandardInput = true }
      sawFrom = lexer.matches(token, "FROM")
    }
    switch createState {
    case 1 where lexer.matches(token, "OR"): createState = 2
    case 2 where lexer.matches(token, "REPLACE"): createState = 3
    case 1, 3:
      createState =
        lexer.matches(token, "FUNCTION") || lexer.matches(token, "PROCEDURE") ? 4 : 0
    case 4 where depth == 0:
      if lexer.matches(token, "BEGIN") {
        beginDepth += 1
      } else if beginDepth > 0, lexer.matches(token, "CASE") {
        beginDepth += 1
      } else if beginDepth > 0, lexer.matches(token, "END") {
        beginDepth -= 1
      }
    default: break
    }
  }
}
