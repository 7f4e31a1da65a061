internal import Facts
internal import PostgresSyntax

/// A file cut into statements: together they are every byte of it, whatever the parser made of it.
struct FilePieces {
  struct Piece {
    var range: Range<Int>
    /// Byte offset of the statement's first token.
    var start: Int
    /// Byte offset of the body of a `DO` block.
    var bodyOffset: Int?
  }

  let source: SourceText
  let pieces: [Piece]
  /// Byte offset of the first BEGIN, COMMIT or ROLLBACK of the file's own; nil without one.
  let ownTransaction: Int?

  init(_ source: SourceText, _ file: SQLFile) {
    self.source = source
    let statements = file.statements
    pieces = statements.enumerated().map { index, statement in
      var body: Int?
      if case .anonymousBlock(let block) = statement.kind { body = block.offset }
      let next = index + 1 < statements.count ? statements[index + 1].offset : source.bytes.count
      let first = index == 0 ? 0 : statement.offset
      return Piece(range: first..<max(first, next), start: statement.offset, bodyOffset: body)
    }
    ownTransaction =
      statements.first { statement in
        guard case .transaction(let kind) = statement.kind else { return false }
        return switch kind {
        case .begin, .commit, .rollback, .other: true
        case .savepoint, .rollbackToSavepoint: false
        }
      }?.offset
  }

  /// Where an error of a piece stands in the file.
  func problem(_ error: DatabaseError, in piece: Piece) -> RehearsedFile.Problem {
    var problem = RehearsedFile.Problem(
      line: source.line(at: piece.start),
      message: error.message,
      sqlState: error.sqlState,
      detail: error.detail
    )
    if let position = error.position {
      let offset = piece.range.lowerBound + byteOffset(ofCharacter: position, in: piece.range)
      problem.line = source.line(at: offset)
      problem.column = source.column(at: offset)
    } else if let body = piece.bodyOffset, let line = Self.blockLine(error.context) {
      problem.line = min(source.line(at: body) + line - 1, source.line(at: piece.range.upperBound))
    }
    return problem
  }

  /// Bytes before the 1-based character of a piece.
  private func byteOffset(ofCharacter position: Int, in range: Range<Int>) -> Int {
    var left = position - 1
    for offset in range {
      // Bytes that go on a character are 10xxxxxx.
      if source.bytes[offset] & 0xC0 != 0x80 {
        if left == 0 { return offset - range.lowerBound }
        left -= 1
      }
    }
    return range.count
  }

  /// The line of a `DO` block that its innermost mention in a call stack names.
  private static func blockLine(_ context: String?) -> Int? {
    let mark = "inline_code_block line "
    guard let context, let found = context.firstRange(of: mark) else { return nil }
    return Int(context[found.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }
}
