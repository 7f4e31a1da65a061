import Facts

/// A JSON value with its line.
struct JSONValue: Sendable {
  indirect enum Content: Sendable {
    case object([(key: String, line: Int, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    /// A number, true, false or null, as written.
    case other(String)
  }

  var content: Content
  /// 1-based line on which it begins.
  var line: Int

  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  var string: String? {
    if case .string(let text) = content { return text }
    return nil
  }
}

struct JSONProblem: Error, Sendable {
  var line: Int
  var message: String
}

/// Reads JSON with the lines of its values; bounded in depth.
struct JSONScanner {
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1

  private init(_ bytes: [UInt8], line: Int) {
    self.bytes = bytes
    self.line = line
  }

  /// The value of a whole text; `firstLine` is the line on which the text begins.
  static func parse(_ bytes: [UInt8], firstLine: Int = 1) throws(JSONProblem) -> JSONValue {
    var scanner = JSONScanner(bytes, line: firstLine)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.index = 3 }
    let value = try scanner.value(depth: 0)
    scanner.skipSpace()
    if scanner.index < bytes.count { throw scanner.problem("something stands behind the value") }
    return value
  }

  private func problem(_ message: String) -> JSONProblem {
    JSONProblem(line: line, message: message)
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A: line += 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      index += 1
    }
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    guard depth < Self.maximumDepth else {
      throw problem("values are nested more than \(Self.maximumDepth) deep")
    }
    skipSpace()
    guard index < bytes.count else { throw problem("the text ends where a value should stand") }
    let start = line
    switch bytes[index] {
    case UInt8(ascii: "{"):
      index += 1
      return JSONValue(content: .object(try members(depth: depth)), line: start)
    case UInt8(ascii: "["):
      index += 1
      return JSONValue(content: .array(try elements(depth: depth)), line: start)
    case UInt8(ascii: "\""):
      return JSONValue(content: .string(try string()), line: start)
    default:
      let begin = index
      while index < bytes.count, isPlain(bytes[index]) { index += 1 }
      guard index > begin else { throw problem("a value should stand here") }
      return JSONValue(
        content: .other(String(decoding: bytes[begin..<index], as: UTF8.self)),
        line: start
      )
    }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "+-.".utf8.contains(byte)
  }

  private mutating func members(
    depth: Int
  ) throws(JSONProblem) -> [(key: String, line: Int, value: JSONValue)] {
    var members: [(key: String, line: Int, value: JSONValue)] = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw problem("a name in quotes should stand here")
      }
      let keyLine = line
      let key = try string()
      skipSpace()
      guard take(":") else { throw problem("a `:` should follow the name `\(key.prefix(40))`") }
      members.append((key, keyLine, try value(depth: depth + 1)))
      skipSpace()
      if take(",") { continue }
      guard take("}") else { throw problem("a `,` or `}` should stand here") }
      return members
    }
  }

  private mutating func elements(depth: Int) throws(JSONProblem) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(",") { continue }
      guard take("]") else { throw problem("a `,` or `]` should stand here") }
      return elements
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func string() throws(JSONProblem) -> String {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case 0x0A: throw problem("a string is not closed on its line")
      case UInt8(ascii: "\\"):
        guard index < bytes.count else { throw problem("a string is not closed") }
        let escaped = bytes[index]
        index += 1
        switch escaped {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"): text += Array(String(try unicode()).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped)
        default: throw problem("a `\\` is followed by a character that JSON does not take")
        }
      default: text.append(byte)
      }
    }
    throw problem("a string is not closed")
  }

  private mutating func unicode() throws(JSONProblem) -> Character {
    guard index + 4 <= bytes.count,
      let first = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw problem("`\\u` should be followed by four hexadecimal digits") }
    index += 4
    var scalar = first
    if (0xD800..<0xDC00).contains(first), index + 6 <= bytes.count,
      bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
      let second = UInt32(String(decoding: bytes[index + 2..<index + 6], as: UTF8.self), radix: 16),
      (0xDC00..<0xE000).contains(second)
    {
      index += 6
      scalar = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
    }
    return Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")
  }
}
