internal import Facts

/// A position in one schema file, and the tokens that every block is made of.
///
/// A newline is no white space: the language is line-oriented.
struct Cursor {
  let bytes: [UInt8]
  var position = 0
  /// The first identifier with a character outside ASCII.
  var unicodeName: Int?
  /// From here on no `*/` follows, so that endless openings are not each searched to the end.
  private var noCommentEnd = Int.max

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  var atEnd: Bool { position >= bytes.count }

  /// 0 past the end; a NUL of the file is no token either.
  func byte(_ ahead: Int = 0) -> UInt8 {
    let index = position + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  var atNewline: Bool {
    !atEnd && (byte() == Ascii.lineFeed || byte() == Ascii.carriageReturn)
  }

  /// Two bytes for `\r\n`.
  mutating func skipNewline() {
    position += byte() == Ascii.carriageReturn && byte(1) == Ascii.lineFeed ? 2 : 1
  }

  mutating func skipToLineEnd() {
    while !atEnd, !atNewline { position += 1 }
  }

  /// Skips tabs and Unicode space separators.
  mutating func skipSpaces() {
    while true {
      switch byte() {
      case Ascii.space, Ascii.tab: position += 1
      case 0xC2 where byte(1) == 0xA0: position += 2
      case 0xE1 where byte(1) == 0x9A && byte(2) == 0x80: position += 3
      case 0xE2 where byte(1) == 0x80 && ((0x80...0x8A).contains(byte(2)) || byte(2) == 0xAF):
        position += 3
      case 0xE2 where byte(1) == 0x81 && byte(2) == 0x9F: position += 3
      case 0xE3 where byte(1) == 0x80 && byte(2) == 0x80: position += 3
      default: return
      }
    }
  }

  var atLineComment: Bool { byte() == Ascii.slash && byte(1) == Ascii.slash }
  var atBlockComment: Bool { byte() == Ascii.slash && byte(1) == Ascii.asterisk }

  /// Skips `/* … */`; false, and nothing skipped, when it is never closed.
  mutating func skipBlockComment() -> Bool {
    guard position < noCommentEnd else { return false }
    var index = position + 2
    while index + 1 < bytes.count {
      if bytes[index] == Ascii.asterisk, bytes[index + 1] == Ascii.slash {
        position = index + 2
        return true
      }
      index += 1
    }
    noCommentEnd = position
    return false
  }

  mutating func skip(_ expected: UInt8) -> Bool {
    guard !atEnd, byte() == expected else { return false }
    position += 1
    return true
  }

  mutating func skip(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] {
      return false
    }
    position += count
    return true
  }

  /// A name: alphanumeric first, then also `_` and `-`; nil, and nothing skipped, without one.
  mutating func identifier() -> String? {
    let start = position
    while !atEnd {
      let first = byte()
      if Ascii.isAlphanumeric(first) {
        position += 1
      } else if first == Ascii.underscore || first == Ascii.hyphen {
        guard position > start else { return nil }
        position += 1
      } else if first >= 0x80, let scalar = scalar(), Self.isNamePart(scalar) {
        if unicodeName == nil { unicodeName = start }
        position += UTF8.width(scalar)
      } else {
        break
      }
    }
    return position > start ? text(start..<position) : nil
  }

  /// The character at the position; nil at the end and for bytes that are no UTF-8.
  func scalar() -> Unicode.Scalar? {
    guard !atEnd else { return nil }
    var decoder = UTF8()
    var iterator = bytes[position..<min(position + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let asterisk = UInt8(ascii: "*")
  static let comma = UInt8(ascii: ",")
  static let hyphen = UInt8(ascii: "-")
  static let period = UInt8(ascii: ".")
  static let slash = UInt8(ascii: "/")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let question = UInt8(ascii: "?")
  static let exclamation = UInt8(ascii: "!")
  static let at = UInt8(ascii: "@")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let underscore = UInt8(ascii: "_")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }
}
