/// Reads attributes and values; a failure is a message with the offset at which it stopped.
struct ExpressionParser {
  struct Failure: Error {
    var position: Int
    var message: String
  }

  /// What is accepted, and yet an error of the schema or news to some versions.
  struct Notes {
    var errors: [Failure] = []
    /// A newline stands inside parentheses, brackets or braces.
    var spansLines = false
    var hasObject = false
  }

  var cursor: Cursor
  var notes = Notes()
  private var depth = 0

  /// Deeper than any schema, and far from the end of a thread's stack.
  private static let depthLimit = 64

  init(_ cursor: Cursor) {
    self.cursor = cursor
  }

  /// After `@` or `@@`.
  mutating func attribute(at start: Int) throws(Failure) -> Attribute {
    cursor.skipSpaces()
    let path = try path("the name of an attribute")
    let end = cursor.position
    cursor.skipSpaces()
    guard cursor.byte() == Ascii.openParenthesis else {
      cursor.position = end
      return Attribute(path: path, arguments: [], position: start)
    }
    return Attribute(path: path, arguments: try arguments(), position: start)
  }

  mutating func expression() throws(Failure) -> Expression {
    let start = cursor.position
    let kind = try kind()
    let range = start..<cursor.position
    return Expression(kind: kind, text: Self.collapsed(cursor.bytes[range]))
  }

  /// A JSON string; `\` before another character is an error that does not stop the reading.
  mutating func string() throws(Failure) -> String {
    let opening = cursor.position
    cursor.position += 1
    var units: [UInt8] = []
    while !cursor.atEnd {
      let byte = cursor.byte()
      if byte == Ascii.quote {
        cursor.position += 1
        return String(decoding: units, as: UTF8.self)
      }
      guard byte >= 0x20 else { break }
      cursor.position += 1
      if byte == Ascii.backslash { escape(into: &units) } else { units.append(byte) }
    }
    throw Failure(position: opening, message: "this string is not closed on its line; add \"")
  }

  /// An error that does not stop the reading; a line has as many as help.
  mutating func note(at position: Int, _ message: String) {
    guard notes.errors.count < 8 else { return }
    notes.errors.append(Failure(position: position, message: message))
  }

  private mutating func kind() throws(Failure) -> Expression.Kind {
    let byte = cursor.byte()
    switch byte {
    case Ascii.quote:
      return .string(try string())
    case Ascii.openBracket:
      return .array(try array())
    case Ascii.openBrace:
      try object()
      return .object
    case Ascii.hyphen:
      cursor.position += 1
      try digits()
      return .number
    default:
      if Ascii.isDigit(byte), number() { return .number }
      let name = try path("a value")
      let end = cursor.position
      cursor.skipSpaces()
      if cursor.byte() == Ascii.openParenthesis { return .call(name, try arguments()) }
      cursor.position = end
      return .path(name)
    }
  }

  private mutating func path(_ what: String) throws(Failure) -> String {
    var path = ""
    while true {
      guard let name = cursor.identifier() else { throw unexpected(what) }
      path += name
      let end = cursor.position
      cursor.skipSpaces()
      guard cursor.skip(Ascii.period) else {
        cursor.position = end
        return path
      }
      cursor.skipSpaces()
      path += "."
    }
  }

  /// A number, unless a name begins with these digits.
  private mutating func number() -> Bool {
    let start = cursor.position
    if (try? digits()) != nil {
      let next = cursor.byte()
      if !Ascii.isAlphanumeric(next), next != Ascii.underscore, next < 0x80 { return true }
    }
    cursor.position = start
    return false
  }

  private mutating func digits() throws(Failure) {
    guard Ascii.isDigit(cursor.byte()) else { throw unexpected("a digit") }
    while Ascii.isDigit(cursor.byte()) { cursor.position += 1 }
    guard cursor.byte() == Ascii.period else { return }
    cursor.position += 1
    guard Ascii.isDigit(cursor.byte()) else { throw unexpected("a digit after the point") }
    while Ascii.isDigit(cursor.byte()) { cursor.position += 1 }
  }

  private mutating func arguments() throws(Failure) -> [Argument] {
    var arguments: [Argument] = []
    try sequence(closing: Ascii.closeParenthesis) { (parser) throws(Failure) in
      arguments.append(try parser.argument())
    }
    return arguments
  }

  private mutating func argument() throws(Failure) -> Argument {
    let start = cursor.position
    guard let name = cursor.identifier() else { return Argument(value: try expression()) }
    cursor.skipSpaces()
    guard cursor.skip(Ascii.colon) else {
      cursor.position = start
      return Argument(value: try expression())
    }
    skipTrivia()
    if cursor.byte() == Ascii.comma || cursor.byte() == Ascii.closeParenthesis {
      note(at: start, "the argument \(name) has no value; give it one")
      return Argument(name: name, value: nil)
    }
    return Argument(name: name, value: try expression())
  }

  private mutating func array() throws(Failure) -> [Expression] {
    var elements: [Expression] = []
    try sequence(closing: Ascii.closeBracket) { (parser) throws(Failure) in
      elements.append(try parser.expression())
    }
    return elements
  }

  private mutating func object() throws(Failure) {
    notes.hasObject = true
    try sequence(closing: Ascii.closeBrace) { (parser) throws(Failure) in
      guard parser.cursor.byte() == Ascii.quote || parser.cursor.identifier() != nil else {
        throw parser.unexpected("a field name")
      }
      if parser.cursor.byte() == Ascii.quote { _ = try parser.string() }
      parser.cursor.skipSpaces()
      guard parser.cursor.skip(Ascii.colon) else { throw parser.unexpected("`:`") }
      parser.skipTrivia()
      _ = try parser.expression()
    }
  }

  private mutating func sequence(
    closing: UInt8,
    element: (inout ExpressionParser) throws(Failure) -> Void
  ) throws(Failure) {
    guard depth < Self.depthLimit else {
      throw Failure(
        position: cursor.position,
        message: "nested deeper than \(Self.depthLimit) levels; write it flatter"
      )
    }
    depth += 1
    defer { depth -= 1 }
    cursor.position += 1
    skipTrivia()
    if cursor.skip(closing) { return }
    while true {
      try element(&self)
      skipTrivia()
      if cursor.skip(closing) { return }
      let comma = cursor.position
      guard cursor.skip(Ascii.comma) else {
        throw unexpected("`,` or `\(Character(Unicode.Scalar(closing)))`")
      }
      let closesOnNextLine = skipTrivia()
      if cursor.skip(closing) {
        if !closesOnNextLine { note(at: comma, "a comma with nothing behind it; remove it") }
        return
      }
    }
  }

  /// Skips spaces, and newlines with their `//` comments; true when there was a newline.
  @discardableResult
  private mutating func skipTrivia() -> Bool {
    var newline = false
    while true {
      cursor.skipSpaces()
      if cursor.atLineComment {
        cursor.skipToLineEnd()
      } else if cursor.atNewline {
        cursor.skipNewline()
        newline = true
        notes.spansLines = true
      } else {
        return newline
      }
    }
  }

  private mutating func escape(into units: inout [UInt8]) {
    let start = cursor.position - 1
    let byte = cursor.byte()
    let simple: UInt8? =
      switch byte {
      case Ascii.quote, Ascii.backslash, Ascii.slash: byte
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "t"): 0x09
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      default: nil
      }
    if let simple {
      cursor.position += 1
      units.append(simple)
    } else if byte == UInt8(ascii: "u"), let scalar = unicodeEscape() {
      units.append(contentsOf: String(Character(scalar)).utf8)
    } else {
      units.append(Ascii.backslash)
      note(at: start, "unknown escape in a string; write \\\\ for a backslash")
    }
  }

  /// At the `u` of `\uXXXX`, or of a pair of surrogates; nil, and nothing skipped, when it is none.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    let start = cursor.position
    guard let first = hexadecimal() else { return nil }
    if let scalar = Unicode.Scalar(first) { return scalar }
    if (0xD800..<0xDC00).contains(first), cursor.skip(Ascii.backslash),
      cursor.byte() == UInt8(ascii: "u"), let second = hexadecimal(),
      (0xDC00..<0xE000).contains(second)
    {
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }
    cursor.position = start
    return nil
  }

  private mutating func hexadecimal() -> UInt32? {
    var value: UInt32 = 0
    for index in 1...4 {
      let byte = cursor.byte(index)
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    cursor.position += 5
    return value
  }

  func unexpected(_ expected: String) -> Failure {
    Failure(
      position: cursor.position,
      message: "expected \(expected), found \(cursor.described)"
    )
  }

  /// The text with line breaks, and the spaces around them, as one space.
  private static func collapsed(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(where: { $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: bytes, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Cursor {
  /// What stands at the position, for a message.
  var described: String {
    if atEnd { return "the end of the file" }
    if atNewline { return "the end of the line" }
    guard let scalar = scalar() else { return "a byte that is no UTF-8" }
    if scalar.properties.isWhitespace || scalar.value < 0x20 || !scalar.properties.isGraphemeBase {
      return "U+" + String(scalar.value, radix: 16, uppercase: true).padded(to: 4)
    }
    return "`\(scalar)`"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
