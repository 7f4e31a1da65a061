/// The words of a line, with the case of their letters; emphasis and code marks are dropped.
struct SchemaWords {
  enum Word: Equatable {
    case word(String)
    case number(Int)
    case mark(Character)
    /// `@@schema("…")`
    case schema(String)

    func isWord(_ text: String) -> Bool {
      if case .word(let word) = self { word.lowercased() == text } else { false }
    }

    /// A word that begins with a capital and has small letters, as models are named.
    var name: String? {
      guard case .word(let word) = self, let first = word.utf8.first,
        (0x41...0x5A).contains(first), word.utf8.contains(where: { (0x61...0x7A).contains($0) }),
        word.lowercased() != "model"
      else { return nil }
      return word
    }
  }

  private(set) var words: [Word] = []

  init(_ line: String) {
    let bytes = Array(line.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let start = index
      if Self.isWordByte(byte) {
        while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        words.append(Int(text).map(Word.number) ?? .word(text))
      } else if byte == 0x40, let (schema, end) = Self.schema(bytes, at: index) {
        words.append(.schema(schema))
        index = end
      } else if bytes[index...].starts(with: "–".utf8) {
        words.append(.mark("-"))
        index += 3
      } else {
        // Blanks, `*` and backticks say nothing.
        if byte != 0x20, byte != 0x09, byte != 0x2A, byte != 0x60 {
          words.append(.mark(byte < 0x80 ? Character(Unicode.Scalar(byte)) : "\u{FFFD}"))
        }
        index += 1
      }
    }
  }

  /// The name in `@@schema("name")`, and where it ends.
  private static func schema(_ bytes: [UInt8], at index: Int) -> (String, Int)? {
    let opening = Array("@@schema(\"".utf8)
    guard bytes[index...].starts(with: opening) else { return nil }
    let start = index + opening.count
    guard let end = bytes[start...].firstIndex(where: { !isWordByte($0) }), end > start,
      bytes[end...].starts(with: "\")".utf8)
    else { return nil }
    return (String(decoding: bytes[start..<end], as: UTF8.self), end + 2)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte >= 0x41
      || byte == 0x5F
  }
}
