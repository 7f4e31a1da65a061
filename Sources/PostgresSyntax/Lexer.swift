/// One token of PostgreSQL's lexical structure, as a byte range.
struct Token {
  enum Kind {
    case word, quotedIdentifier, string, number, operatorSign, punctuation, parameter
    /// A backslash outside quotes: where a psql meta-command begins.
    case backslash
    /// A quote or a comment that the text never closes; it reaches to the end.
    case unterminated
  }

  var kind: Kind
  var start: Int
  var end: Int
}

/// Cuts SQL into tokens without copying, in time linear in the text.
///
/// Source: PostgreSQL 15, chapter 4.1 "Lexical Structure", and `psqlscan.l` for what psql adds.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = min(range.upperBound, bytes.count)
  }

  /// The next token, comments and white space skipped; nil at the end.
  mutating func next() -> Token? {
    if let open = skipBlank() { return Token(kind: .unterminated, start: open, end: end) }
    guard position < end else { return nil }
    let start = position
    let byte = bytes[start]
    if Lexer.startsWord(byte) { return word(from: start) }
    switch byte {
    case UInt8(ascii: "'"):
      return quoted(from: start, quote: byte, escapes: false, kind: .string)
    case UInt8(ascii: "\""):
      return quoted(from: start, quote: byte, escapes: false, kind: .quotedIdentifier)
    case UInt8(ascii: "$"):
      return dollar(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number(from: start)
    case UInt8(ascii: "\\"):
      position = start + 1
      return Token(kind: .backslash, start: start, end: position)
    case UInt8(ascii: ":"):
      position = start + 1
      if position < end,
        bytes[position] == UInt8(ascii: ":") || bytes[position] == UInt8(ascii: "=")
      {
        position += 1
        return Token(kind: .operatorSign, start: start, end: position)
      }
      return Token(kind: .punctuation, start: start, end: position)
    default:
      if Lexer.isOperator(byte) { return operatorSign(from: start) }
      position = start + 1
      return Token(kind: .punctuation, start: start, end: position)
    }
  }

  /// Skips white space and comments; the offset of a comment that is never closed, if one is met.
  mutating func skipBlank() -> Int? {
    while position < end {
      let byte = bytes[position]
      if Lexer.isSpace(byte) {
        position += 1
      } else if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        let start = position
        if !skipBlockComment() { return start }
      } else {
        return nil
      }
    }
    return nil
  }

  /// Comments opened within one run of operator characters that the parser still reads in no time.
  private static let mostOpenings = 16

  /// Where a run of operator characters begins that opens comment in comment, such as `/*/*/*`.
  ///
  /// PostgreSQL's scanner reads such a run again to its end for each of them.
  static func costlyComment(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var first = range.lowerBound
    var behind = range.lowerBound
    var count = 0
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      guard bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") else {
        index += 1
        continue
      }
      if count == 0 || (behind..<index).contains(where: { !isOperator(bytes[$0]) }) {
        first = index
        count = 0
      }
      count += 1
      if count > mostOpenings { return first }
      index += 2
      behind = index
    }
    return nil
  }

  private mutating func skipBlockComment() -> Bool {
    var depth = 0
    while position < end {
      if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
        if depth == 0 { return true }
      } else {
        position += 1
      }
    }
    position = end
    return false
  }

  private mutating func word(from start: Int) -> Token {
    position = start + 1
    while position < end, Lexer.continuesWord(bytes[position]) { position += 1 }
    guard position < end else { return Token(kind: .word, start: start, end: position) }
    let length = position - start
    let first = bytes[start] | 0x20
    if bytes[position] == UInt8(ascii: "'"), length == 1 {
      switch first {
      case UInt8(ascii: "e"):
        return quoted(from: start, quote: 0x27, escapes: true, kind: .string)
      case UInt8(ascii: "b"), UInt8(ascii: "x"), UInt8(ascii: "n"):
        return quoted(from: start, quote: 0x27, escapes: false, kind: .string)
      default: break
      }
    }
    if bytes[position] == UInt8(ascii: "&"), length == 1, first == UInt8(ascii: "u"),
      let quote = peek(1), quote == 0x27 || quote == 0x22
    {
      position += 1
      return quoted(
        from: start,
        quote: quote,
        escapes: false,
        kind: quote == 0x27 ? .string : .quotedIdentifier
      )
    }
    return Token(kind: .word, start: start, end: position)
  }

  /// Reads from the opening quote at or after `position` to the closing one; doubled quotes stay inside.
  private mutating func quoted(
    from start: Int,
    quote: UInt8,
    escapes: Bool,
    kind: Token.Kind
  ) -> Token {
    while bytes[position] != quote { position += 1 }
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte == quote {
        position += 1
        if position < end, bytes[position] == quote {
          position += 1
          continue
        }
        return Token(kind: kind, start: start, end: position)
      }
      position += escapes && byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position = end
    return Token(kind: .unterminated, start: start, end: end)
  }

  private mutating func dollar(from start: Int) -> Token {
    var tagEnd = start + 1
    if tagEnd < end, Lexer.isDigit(bytes[tagEnd]) {
      while tagEnd < end, Lexer.isDigit(bytes[tagEnd]) { tagEnd += 1 }
      position = tagEnd
      return Token(kind: .parameter, start: start, end: tagEnd)
    }
    while tagEnd < end, Lexer.continuesWord(bytes[tagEnd]), bytes[tagEnd] != UInt8(ascii: "$") {
      tagEnd += 1
    }
    guard tagEnd < end, bytes[tagEnd] == UInt8(ascii: "$") else {
      position = start + 1
      return Token(kind: .punctuation, start: start, end: position)
    }
    let tagLength = tagEnd + 1 - start
    var scan = tagEnd + 1
    while scan + tagLength <= end {
      if bytes[scan] == UInt8(ascii: "$") {
        var matched = 1
        while matched < tagLength, bytes[scan + matched] == bytes[start + matched] { matched += 1 }
        if matched == tagLength {
          position = scan + tagLength
          return Token(kind: .string, start: start, end: position)
        }
        // The tag holds no dollar sign inside, so nothing shorter than what matched can begin one.
        scan += matched
      } else {
        scan += 1
      }
    }
    position = end
    return Token(kind: .unterminated, start: start, end: end)
  }

  private mutating func number(from start: Int) -> Token {
    position = start + 1
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: ".") {
        // `1..10` is a range of PL/pgSQL, not a fraction.
        if peek(1) == UInt8(ascii: ".") { break }
        position += 1
      } else if Lexer.continuesWord(byte), byte != UInt8(ascii: "$") {
        position += 1
      } else {
        break
      }
    }
    return Token(kind: .number, start: start, end: position)
  }

  private mutating func operatorSign(from start: Int) -> Token {
    position = start + 1
    while position < end, Lexer.isOperator(bytes[position]) {
      let byte = bytes[position]
      if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") { break }
      if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") { break }
      position += 1
    }
    return Token(kind: .operatorSign, start: start, end: position)
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? bytes[position + distance] : nil
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func startsWord(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  static func continuesWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }

  static func isOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"),
      UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"),
      UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"),
      UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }
}

extension Lexer {
  /// Whether the token is the keyword, in any case; `keyword` is upper case.
  func matches(_ token: Token, _ keyword: StaticString) -> Bool {
    token.kind == .word && Lexer.equal(bytes, token.start, token.end, keyword)
  }

  /// Whether the token is this one character of punctuation.
  func isPunctuation(_ token: Token, _ character: Unicode.Scalar) -> Bool {
    token.kind == .punctuation && UInt32(bytes[token.start]) == character.value
  }

  static func equal(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ keyword: StaticString
  ) -> Bool {
    guard end - start == keyword.utf8CodeUnitCount else { return false }
    for index in 0..<(end - start) {
      var byte = bytes[start + index]
      if byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") { byte -= 0x20 }
      if byte != keyword.utf8Start[index] { return false }
    }
    return true
  }

  /// The identifier that a token spells: folded to lower case unless quoted; nil for other tokens.
  func identifier(_ token: Token) -> String? {
    switch token.kind {
    case .word:
      var folded = Array(bytes[token.start..<token.end])
      for index in folded.indices where folded[index] >= 0x41 && folded[index] <= 0x5A {
        folded[index] |= 0x20
      }
      return String(decoding: folded, as: UTF8.self)
    case .quotedIdentifier:
      guard bytes[token.start] == 0x22 else { return nil }
      let inner = bytes[(token.start + 1)..<max(token.start + 1, token.end - 1)]
      return String(decoding: inner, as: UTF8.self).replacingDoubledQuotes()
    default: return nil
    }
  }

  func text(_ token: Token) -> String {
    String(decoding: bytes[token.start..<token.end], as: UTF8.self)
  }
}

extension String {
  fileprivate func replacingDoubledQuotes() -> String {
    guard utf8.contains(0x22) else { return self }
    var result: [UInt8] = []
    var pending = false
    for byte in utf8 {
      if byte == 0x22, !pending {
        pending = true
        continue
      }
      pending = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
