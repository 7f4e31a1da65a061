import Facts

/// Reads the tables, keys and texts of a TOML file with their lines; what else it holds is passed over.
struct TOMLScanner {
  struct Problem: Error, Sendable {
    var line: Int
    var message: String
  }

  static let maximumDepth = 64

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var table: [String] = []
  private var entries: [(path: [String], value: ConfigurationNode)] = []

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The values with the keys that lead to them, and what the reader stopped at.
  static func parse(
    _ bytes: [UInt8]
  ) -> (entries: [(path: [String], value: ConfigurationNode)], problem: Problem?) {
    var scanner = TOMLScanner(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.index = 3 }
    do throws(Problem) {
      try scanner.document()
      return (scanner.entries, nil)
    } catch {
      return (scanner.entries, error)
    }
  }

  private func problem(_ message: String) -> Problem { Problem(line: line, message: message) }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func document() throws(Problem) {
    while true {
      skipSpace(newlines: true)
      guard let byte = current else { return }
      if byte == UInt8(ascii: "[") {
        let isArray = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "[")
        index += isArray ? 2 : 1
        table = try key()
        for _ in 0..<(isArray ? 2 : 1) {
          skipSpace(newlines: false)
          guard current == UInt8(ascii: "]") else {
            throw problem("a `]` should close the name of the table")
          }
          index += 1
        }
      } else {
        let name = try key()
        try expectEquals(name)
        entries.append((table + name, try value(depth: 0)))
      }
      skipSpace(newlines: false)
      guard current == nil || current == 0x0A else {
        throw problem("something stands behind the value on its line")
      }
    }
  }

  private mutating func expectEquals(_ name: [String]) throws(Problem) {
    skipSpace(newlines: false)
    guard current == UInt8(ascii: "=") else {
      throw problem("a `=` should follow the key `\(name.joined(separator: ".").prefix(40))`")
    }
    index += 1
  }

  private mutating func skipSpace(newlines: Bool) {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0D: index += 1
      case 0x0A where newlines:
        index += 1
        line += 1
      case UInt8(ascii: "#"):
        while let byte = current, byte != 0x0A {
          _ = byte
          index += 1
        }
      default: return
      }
    }
  }

  private mutating func key() throws(Problem) -> [String] {
    var parts: [String] = []
    while parts.count < Self.maximumDepth {
      skipSpace(newlines: false)
      guard let byte = current else { throw problem("a key should stand here") }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        parts.append(try text(byte).string)
      } else {
        let start = index
        while let byte = current, isBare(byte) { index += 1 }
        guard index > start else { throw problem("a key should stand here") }
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
      }
      skipSpace(newlines: false)
      guard current == UInt8(ascii: ".") else { return parts }
      index += 1
    }
    throw problem("a key has more than \(Self.maximumDepth) parts")
  }

  private func isBare(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private mutating func value(depth: Int) throws(Problem) -> ConfigurationNode {
    guard depth < Self.maximumDepth else {
      throw problem("values are nested more than \(Self.maximumDepth) deep")
    }
    skipSpace(newlines: false)
    guard let byte = current else { throw problem("a value should stand here") }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try text(byte))
    case UInt8(ascii: "["):
      index += 1
      var elements: [ConfigurationNode] = []
      while true {
        skipSpace(newlines: true)
        if current == UInt8(ascii: "]") { break }
        elements.append(try value(depth: depth + 1))
        skipSpace(newlines: true)
        if current == UInt8(ascii: ",") {
          index += 1
        } else if current != UInt8(ascii: "]") {
          throw problem("a `,` or `]` should stand here")
        }
      }
      index += 1
      return .list(elements)
    case UInt8(ascii: "{"):
      index += 1
      return .map(try members(depth: depth))
    default:
      let start = index
      while let byte = current, isBare(byte) || "+.: ".utf8.contains(byte) { index += 1 }
      guard index > start else { throw problem("a value should stand here") }
      return .other
    }
  }

  private mutating func members(
    depth: Int
  ) throws(Problem) -> [(key: String, value: ConfigurationNode)] {
    var members: [(key: String, value: ConfigurationNode)] = []
    while true {
      skipSpace(newlines: true)
      if current == UInt8(ascii: "}") { break }
      let name = try key()
      try expectEquals(name)
      members.append((name.joined(separator: "."), try value(depth: depth + 1)))
      skipSpace(newlines: true)
      if current == UInt8(ascii: ",") {
        index += 1
      } else if current != UInt8(ascii: "}") {
        throw problem("a `,` or `}` should stand here")
      }
    }
    index += 1
    return members
  }

  /// A text in single or double quotes, of one line or of several.
  private mutating func text(_ quote: UInt8) throws(Problem) -> ScriptText {
    var text = ScriptText()
    let start = line
    let isLong = bytes[index...].prefix(3).elementsEqual([quote, quote, quote])
    let isLiteral = quote == UInt8(ascii: "'")
    index += isLong ? 3 : 1
    if isLong {
      if current == 0x0D { index += 1 }
      if current == 0x0A {
        index += 1
        line += 1
      }
    }
    while let byte = current {
      if byte == quote {
        guard isLong else {
          index += 1
          return text
        }
        var count = 0
        while current == quote, count < 5 {
          count += 1
          index += 1
        }
        for _ in 0..<(count >= 3 ? count - 3 : count) { text.append(quote, line: line) }
        if count >= 3 { return text }
        continue
      }
      if byte == 0x0A {
        guard isLong else { throw problem("a text is not closed on its line") }
        text.append(byte, line: line)
        line += 1
        index += 1
      } else if byte == UInt8(ascii: "\\"), !isLiteral {
        try escape(&text, isLong: isLong)
      } else {
        text.append(byte, line: line)
        index += 1
      }
    }
    throw Problem(line: start, message: "a text is not closed")
  }

  private mutating func escape(_ text: inout ScriptText, isLong: Bool) throws(Problem) {
    index += 1
    guard let byte = current else { throw problem("a text is not closed") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A, line: line)
    case UInt8(ascii: "t"): text.append(0x09, line: line)
    case UInt8(ascii: "r"): text.append(0x0D, line: line)
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "e"): text.append(0x20, line: line)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte, line: line)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = byte == UInt8(ascii: "u") ? 4 : 8
      guard index + count <= bytes.count,
        let code = UInt32(String(decoding: bytes[index..<index + count], as: UTF8.self), radix: 16)
      else { throw problem("`\\u` should be followed by hexadecimal digits") }
      index += count
      for unit in String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8 {
        text.append(unit, line: line)
      }
    case 0x0A, 0x0D, 0x20, 0x09:
      guard isLong else { throw problem("a `\\` stands before a space") }
      index -= 1
      while let byte = current, [0x0A, 0x0D, 0x20, 0x09].contains(byte) {
        if byte == 0x0A { line += 1 }
        index += 1
      }
    default: throw problem("a `\\` is followed by a character that TOML does not take")
    }
  }
}
