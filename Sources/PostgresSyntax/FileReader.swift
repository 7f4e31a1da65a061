internal import CPgQuery
internal import Facts

/// Reads one file in batches of statements; a batch that fails is read statement by statement.
struct FileReader {
  struct Outcome {
    var statements: [Statement] = []
    var problem: SyntaxProblem?
    var unreadFrom: Int?
  }

  let source: SourceText

  /// Bytes given to the parser at once: enough to make its start-up cost vanish, little in memory.
  private static let batchSize = 32 * 1024
  /// Bytes that may be scanned again after broken statements, as a multiple of the file.
  private static let rescanFactor = 8
  /// Nesting that the parser survives on the stack of a `ParserThreads` thread.
  private static let depthLimit = 5_000
  private static let operatorLimit = 40_000

  mutating func read(_ range: Range<Int>) -> Outcome {
    var outcome = Outcome()
    outcome.problem = wholeFileProblem(range)
    var copy = [UInt8](unsafeUninitializedCapacity: source.bytes.count + 1) { buffer, count in
      source.bytes.withUnsafeBufferPointer { bytes in
        _ = UnsafeMutableBufferPointer(rebasing: buffer[..<bytes.count]).update(
          fromContentsOf: bytes
        )
      }
      buffer[source.bytes.count] = 0
      count = source.bytes.count + 1
    }
    copy.withUnsafeMutableBufferPointer { buffer in
      read(range, buffer, &outcome)
    }
    return outcome
  }

  private func read(
    _ range: Range<Int>,
    _ buffer: UnsafeMutableBufferPointer<UInt8>,
    _ outcome: inout Outcome
  ) {
    var start = range.lowerBound
    if start == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    var splitter = Splitter(buffer, start..<range.upperBound)
    var batch: [Splitter.Piece] = []
    var budget = (range.count + 4_096) * Self.rescanFactor
    while true {
      let piece = splitter.next()
      let isBarrier = piece.map { $0.metaCommand != nil || isSuspect($0) } ?? true
      if !batch.isEmpty {
        let size = (piece?.range.upperBound ?? 0) - batch[0].range.lowerBound
        if isBarrier || size > Self.batchSize {
          let cut = read(batch, buffer, &outcome)
          batch.removeAll(keepingCapacity: true)
          if let cut {
            budget -= splitter.position - cut
            if budget < 0 {
              outcome.unreadFrom = cut
              break
            }
            splitter.resume(at: cut)
            continue
          }
        }
      }
      guard let piece else { break }
      if let command = piece.metaCommand {
        outcome.statements.append(
          Statement(
            kind: .metaCommand(name: command.name, arguments: command.arguments),
            offset: piece.range.lowerBound,
            end: piece.range.upperBound
          )
        )
        if command.name == "q" || command.name == "quit" { break }
      } else if isBarrier {
        let consumed = readSuspect(piece, buffer, &outcome)
        if consumed < piece.range.upperBound {
          budget -= piece.range.upperBound - consumed
          if budget < 0 {
            outcome.unreadFrom = consumed
            break
          }
          splitter.resume(at: consumed)
        }
      } else {
        batch.append(piece)
      }
    }
  }

  /// What may be more than one statement, or more than the parser can take.
  private func isSuspect(_ piece: Splitter.Piece) -> Bool {
    piece.innerSemicolon != nil || piece.unterminated != nil || isTooDeep(piece)
  }

  private func isTooDeep(_ piece: Splitter.Piece) -> Bool {
    piece.depth > Self.depthLimit || piece.operators > Self.operatorLimit
  }

  /// Gives the offset to go on from when a broken statement may have swallowed what follows it.
  private func read(
    _ batch: [Splitter.Piece],
    _ buffer: UnsafeMutableBufferPointer<UInt8>,
    _ outcome: inout Outcome
  ) -> Int? {
    guard let first = batch.first, let last = batch.last else { return nil }
    let whole = first.range.lowerBound..<last.range.upperBound
    if parse(whole, buffer, &outcome.statements) == nil { return nil }
    for piece in batch {
      guard let failure = parse(piece.range, buffer, &outcome.statements) else { continue }
      let cut = boundary(in: piece.range, after: failure.offset, buffer)
      append(failure, piece.range.lowerBound..<(cut ?? piece.range.upperBound), buffer, &outcome)
      if let cut { return cut }
    }
    return nil
  }

  /// Reads a piece that may hold more than one statement; gives the offset to go on from.
  private func readSuspect(
    _ piece: Splitter.Piece,
    _ buffer: UnsafeMutableBufferPointer<UInt8>,
    _ outcome: inout Outcome
  ) -> Int {
    if isTooDeep(piece), piece.unterminated == nil {
      let failure = Failure(offset: piece.range.lowerBound, message: "nested too deeply to be read")
      append(failure, piece.range, buffer, &outcome)
      return piece.range.upperBound
    }
    guard var failure = parse(piece.range, buffer, &outcome.statements) else {
      return piece.range.upperBound
    }
    if let open = piece.unterminated, failure.offset >= open {
      failure.offset = open
    }
    let from = max(failure.offset, piece.range.lowerBound)
    let cut =
      boundary(in: piece.range, after: from, buffer)
      ?? piece.innerSemicolon.map { $0 + 1 }
    append(failure, piece.range.lowerBound..<(cut ?? piece.range.upperBound), buffer, &outcome)
    return max(cut ?? piece.range.upperBound, piece.range.lowerBound + 1)
  }

  /// The first line after `offset` that begins with a statement's keyword, behind a line that ends
  /// in a semicolon or is blank.
  private func boundary(
    in range: Range<Int>,
    after offset: Int,
    _ buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    let bytes = UnsafeBufferPointer(buffer)
    var position = max(offset, range.lowerBound)
    if position > range.lowerBound, position < range.upperBound, bytes[position - 1] == 0x0A,
      StatementKeywords.begins(bytes, position..<range.upperBound)
    {
      return position
    }
    var lastInk: UInt8 = 0
    var blankLines = 0
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == 0x0A {
        blankLines += 1
        let next = position + 1
        if next < range.upperBound, lastInk == UInt8(ascii: ";") || blankLines > 1,
          StatementKeywords.begins(bytes, next..<range.upperBound)
        {
          return next
        }
      } else if !Lexer.isSpace(byte) {
        if byte == UInt8(ascii: "-"), position + 1 < range.upperBound,
          bytes[position + 1] == UInt8(ascii: "-")
        {
          while position < range.upperBound, bytes[position] != 0x0A { position += 1 }
          // A comment line does not separate a semicolon from the next statement.
          continue
        }
        lastInk = byte
        blankLines = 0
      }
      position += 1
    }
    return nil
  }

  struct Failure {
    var offset: Int
    var message: String
  }

  /// Parses a range; on failure nothing is appended.
  private func parse(
    _ range: Range<Int>,
    _ buffer: UnsafeMutableBufferPointer<UInt8>,
    _ statements: inout [Statement]
  ) -> Failure? {
    guard let address = buffer.baseAddress else { return nil }
    let saved = buffer[range.upperBound]
    buffer[range.upperBound] = 0
    defer { buffer[range.upperBound] = saved }
    if let zero = buffer[range].firstIndex(of: 0) {
      return Failure(offset: zero, message: "a NUL byte, which no SQL file may hold")
    }
    if let comment = Lexer.costlyComment(UnsafeBufferPointer(buffer), range) {
      return Failure(offset: comment, message: "comments nested too deeply to be read")
    }
    let result = (address + range.lowerBound).withMemoryRebound(
      to: CChar.self,
      capacity: range.count
    ) {
      pg_query_parse_protobuf($0)
    }
    defer { pg_query_free_protobuf_parse_result(result) }
    if let error = result.error?.pointee {
      let characters = max(0, Int(error.cursorpos) - 1)
      return Failure(
        offset: range.lowerBound
          + Self.bytes(of: characters, UnsafeBufferPointer(rebasing: buffer[range])),
        message: text(error.message) ?? "does not parse"
      )
    }
    return TreeArena.withTree(result.parse_tree) { tree in
      guard let tree else { return Failure(offset: range.lowerBound, message: "does not parse") }
      append(tree, range, UnsafeBufferPointer(buffer), &statements)
      return nil
    }
  }

  private func append(
    _ tree: UnsafeMutablePointer<PgQuery__ParseResult>,
    _ range: Range<Int>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ statements: inout [Statement]
  ) {
    for index in 0..<tree.pointee.n_stmts {
      guard let raw = tree.pointee.stmts[index], let node = raw.pointee.stmt else { continue }
      let from = range.lowerBound + Int(raw.pointee.stmt_location)
      let to = raw.pointee.stmt_len > 0 ? from + Int(raw.pointee.stmt_len) : range.upperBound
      var lexer = Lexer(bytes, from..<to)
      _ = lexer.skipBlank()
      let reader = StatementReader(
        bytes: bytes,
        base: range.lowerBound,
        start: min(lexer.position, to),
        end: to
      )
      statements.append(reader.read(node))
    }
  }

  /// How many bytes the first `count` characters take.
  private static func bytes(of count: Int, _ buffer: UnsafeBufferPointer<UInt8>) -> Int {
    var seen = 0
    for (index, byte) in buffer.enumerated() where byte & 0xC0 != 0x80 {
      if seen == count { return index }
      seen += 1
    }
    return buffer.count
  }

  private func append(
    _ failure: Failure,
    _ range: Range<Int>,
    _ buffer: UnsafeMutableBufferPointer<UInt8>,
    _ outcome: inout Outcome
  ) {
    let statement = BrokenStatement(bytes: UnsafeBufferPointer(buffer), range: range)
    let hint = statement.hint(message: failure.message, at: failure.offset)
    let message = hint.map { "\(failure.message): \($0)" } ?? failure.message
    let problem = SyntaxProblem(
      path: source.path,
      line: source.line(at: failure.offset),
      column: source.column(at: failure.offset),
      message: message
    )
    outcome.statements.append(
      Statement(
        kind: .unread(
          UnreadStatement(problem: problem, names: statement.names(), verb: statement.verb())
        ),
        offset: range.lowerBound,
        end: range.upperBound
      )
    )
  }

  /// A NUL or a byte that is no UTF-8 makes every tool refuse the file.
  private func wholeFileProblem(_ range: Range<Int>) -> SyntaxProblem? {
    source.bytes.withUnsafeBufferPointer { bytes -> SyntaxProblem? in
      func problem(_ offset: Int, _ message: String) -> SyntaxProblem {
        SyntaxProblem(
          path: source.path,
          line: source.line(at: offset),
          column: source.column(at: offset),
          message: message
        )
      }
      if range.lowerBound == 0, bytes.count > 1 {
        if (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
          return problem(0, "UTF-16 text: save the file as UTF-8")
        }
      }
      if let zero = UTF8Check.firstNUL(bytes, range) {
        return problem(zero, "a NUL byte, which no SQL file may hold: is this a binary file?")
      }
      if let invalid = UTF8Check.firstInvalid(bytes, range) {
        return problem(invalid, "a byte that is not UTF-8: save the file as UTF-8")
      }
      return nil
    }
  }
}

/// Checks of a file's encoding.
enum UTF8Check {
  static func firstNUL(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    for index in range where bytes[index] == 0 { return index }
    return nil
  }

  /// The first byte that begins no well-formed sequence.
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let length: Int
      switch byte {
      case 0xC2...0xDF: length = 2
      case 0xE0...0xEF: length = 3
      case 0xF0...0xF4: length = 4
      default: return index
      }
      guard index + length <= range.upperBound else { return index }
      for follow in 1..<length where bytes[index + follow] & 0xC0 != 0x80 { return index }
      let second = bytes[index + 1]
      if (byte == 0xE0 && second < 0xA0) || (byte == 0xED && second > 0x9F)
        || (byte == 0xF0 && second < 0x90) || (byte == 0xF4 && second > 0x8F)
      {
        return index
      }
      index += length
    }
    return nil
  }
}
