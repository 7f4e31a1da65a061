/// A sentence about a model of the Prisma schema: on which lines it stands, or in which database schema.
struct ModelSentence: Equatable {
  var name: String
  /// `(lines 10-42)`; nil for a sentence about `@@schema`.
  var lines: ClosedRange<Int>?
  /// Of `@@schema("…")`; nil for a sentence about lines.
  var schema: String?

  /// Finds `Name model (lines 10-42)`, `Model Name (lines 10-42)` and `Name … with @@schema("public")`.
  ///
  /// - Returns: the sentences, in the order of the line.
  static func find(in line: String) -> [ModelSentence] {
    let words = ModelWords(line).words
    var found: [ModelSentence] = []
    for index in words.indices {
      if let (name, lines) = lines(in: words, at: index) {
        found.append(ModelSentence(name: name, lines: lines))
      } else if case .schema(let schema) = words[index], let name = owner(in: words, of: index) {
        found.append(ModelSentence(name: name, schema: schema))
      }
    }
    return found
  }

  /// `(lines 10-42` with the name of a model before it; what follows is a bracket or another fact.
  private static func lines(in words: [ModelWords.Word], at index: Int)
    -> (name: String, lines: ClosedRange<Int>)?
  {
    guard index + 5 < words.count, words[index] == .mark("("), words[index + 1].isWord("lines"),
      case .number(let first) = words[index + 2], words[index + 3] == .mark("-"),
      case .number(let last) = words[index + 4], 1 <= first, first <= last,
      words[index + 5] == .mark(")") || words[index + 5] == .mark(","),
      let name = model(endingBefore: index, in: words, named: true)
    else { return nil }
    return (name, first...last)
  }

  /// The model that `with`, `has` or a colon ties to `@@schema`.
  private static func owner(in words: [ModelWords.Word], of index: Int) -> String? {
    guard index >= 2 else { return nil }
    switch words[index - 1] {
    case .mark(":"): break
    case .word(let word) where ["with", "has", "includes", "including"].contains(word): break
    default: return nil
    }
    var end = index - 1
    if words[end - 1] == .mark(")") {
      guard let open = words[..<end].lastIndex(of: .mark("(")) else { return nil }
      end = open
    }
    return model(endingBefore: end, in: words, named: false)
  }

  /// `Name model`, `model Name`; with `named` false also a name alone.
  private static func model(endingBefore index: Int, in words: [ModelWords.Word], named: Bool)
    -> String?
  {
    guard index >= 1 else { return nil }
    let last = words[index - 1]
    if last.isWord("model") {
      guard index >= 2 else { return nil }
      return words[index - 2].name
    }
    guard let name = last.name else { return nil }
    return !named || index >= 2 && words[index - 2].isWord("model") ? name : nil
  }
}

/// The words of a line, with the case of their letters; emphasis and code marks are dropped.
private struct ModelWords {
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
