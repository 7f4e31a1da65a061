/// Cuts a line of the record into tokens: paths, numbers, words and marks; emphasis and quotes are dropped.
struct ClaimLexer {
  private let text: [Unicode.Scalar]
  private var index = 0
  private var tokens: [ClaimToken] = []

  static func tokens(of line: String) -> [ClaimToken] {
    var lexer = ClaimLexer(line)
    lexer.read()
    return lexer.tokens
  }

  private init(_ line: String) {
    text = Array(line.unicodeScalars)
  }

  private mutating func read() {
    while index < text.count {
      let scalar = text[index]
      if scalar == "`" {
        readCode()
      } else if scalar == "[", readLink() {
        continue
      } else if Self.isBlank(scalar) || Self.emphasis.contains(scalar) {
        index += 1
      } else {
        readWord()
      }
    }
  }

  // MARK: Code spans and links

  /// A code span is a path as a whole, or says nothing.
  private mutating func readCode() {
    var ticks = 0
    while index + ticks < text.count, text[index + ticks] == "`" { ticks += 1 }
    let start = index + ticks
    var end = start
    while end < text.count {
      var run = 0
      while end + run < text.count, text[end + run] == "`" { run += 1 }
      if run == ticks { break }
      end += max(1, run)
    }
    guard end < text.count else {
      index = start
      return
    }
    index = end + ticks
    let content = string(start..<end).trimmedOfBlanks
    if let path = PathMention(content),
      !content.contains(" ") || content.contains("/") && isFile(path)
    {
      tokens.append(.path(path))
    } else if let number = Self.number(content[...]) {
      tokens.append(.number(number))
    } else {
      tokens.append(.mark(.other))
    }
  }

  /// A file's name may hold blanks; a command does, and has options.
  private func isFile(_ path: PathMention) -> Bool {
    path.path.contains("/") && !path.path.contains(" -")
  }

  /// `[label](target)`: one path, whichever of both is one; false when there is no link.
  private mutating func readLink() -> Bool {
    let near = text[..<min(text.count, index + Self.longestLink)]
    guard let close = near[index...].firstIndex(of: "]"), close + 1 < near.endIndex,
      text[close + 1] == "(",
      let end = near[(close + 2)...].firstIndex(where: { $0 == ")" || Self.isBlank($0) }),
      text[end] == ")"
    else { return false }
    let label = string(index + 1..<close).filter { $0 != "`" && $0 != "*" }
    let target = string(close + 2..<end)
    guard let path = PathMention(label) ?? PathMention(target) else { return false }
    tokens.append(.path(path))
    index = end + 1
    return true
  }

  // MARK: Words

  private mutating func readWord() {
    var end = index
    while end < text.count, !Self.ends(text[end]) || Self.isInnerBracket(text, at: end, from: index)
    {
      end += 1
    }
    // A word ends before what trails it: `file.md:`.
    while end > index + 1, Self.trailing.contains(text[end - 1]) { end -= 1 }
    if end > index, let path = PathMention(string(index..<end)) {
      tokens.append(.path(path))
      index = end
      return
    }
    readPiece()
  }

  /// One number, one run of letters, or one mark.
  private mutating func readPiece() {
    let scalar = text[index]
    if Self.isDigit(scalar) {
      readNumber()
    } else if scalar.properties.isAlphabetic {
      var end = index
      while end < text.count,
        // `P0 tables` counts nothing.
        text[end].properties.isAlphabetic || text[end] == "'" || text[end] == "’"
          || Self.isDigit(text[end])
      {
        end += 1
      }
      tokens.append(.word(string(index..<end).lowercased()))
      index = end
    } else {
      readMark()
    }
  }

  /// `1,047` is one number; `9.4KB`, `v5.1` and `26K` are words.
  private mutating func readNumber() {
    var end = index
    while end < text.count, Self.isDigit(text[end]) || isInsideNumber(end) { end += 1 }
    if end < text.count, text[end].properties.isAlphabetic {
      while end < text.count, text[end].properties.isAlphabetic || Self.isDigit(text[end]) {
        end += 1
      }
      tokens.append(.word(string(index..<end).lowercased()))
    } else if let number = Self.number(string(index..<end)[...]) {
      tokens.append(.number(number))
    } else {
      tokens.append(.word(string(index..<end)))
    }
    index = end
  }

  private func isInsideNumber(_ end: Int) -> Bool {
    (text[end] == "," || text[end] == ".") && end + 1 < text.count && Self.isDigit(text[end + 1])
  }

  /// Digits, or groups of three behind commas.
  private static func number(_ text: Substring) -> Int? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, !first.isEmpty, first.utf8.count <= 9,
      groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      groups.count == 1 || first.utf8.count <= 3 && groups.count <= 3,
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return Int(groups.joined())
  }

  private mutating func readMark() {
    let scalar = text[index]
    let next = index + 1 < text.count ? text[index + 1] : " "
    let mark: ClaimToken.Mark
    switch scalar {
    case "(": mark = .open
    case ")": mark = .close
    case ",": mark = .comma
    case ";": mark = .semicolon
    case ":": mark = .colon
    case ".": mark = .period
    case "?": mark = .question
    case "+": mark = .plus
    case "/": mark = .slash
    case "|": mark = .bar
    case "=": mark = next == ">" ? .arrow : .equals
    case "~": mark = .tilde
    case "≈", "≃", "±", "<", ">", "≤", "≥": mark = .approximately
    case "→", "⇒", "➜", "➡", "⟶": mark = .arrow
    case "–", "—", "―": mark = .dash
    case "-", "−":
      let isSpaced = index == 0 || Self.isBlank(text[index - 1])
      mark = next == ">" ? .arrow : isSpaced && Self.isBlank(next) ? .dash : .minus
    default: mark = scalar.value >= 0x2000 ? .picture : .other
    }
    if mark == .arrow, next == ">" { index += 1 }
    index += 1
    tokens.append(.mark(mark))
  }

  // MARK: Characters

  private func string(_ range: Range<Int>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text[range])
    return String(result)
  }

  private static let longestLink = 512
  private static let emphasis: Set<Unicode.Scalar> = [
    "*", "_", "\"", "'", "“", "”", "‘", "’", "\u{FE0F}",
  ]
  private static let trailing: Set<Unicode.Scalar> = [".", ":", "!", "?"]

  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    isBlank(scalar) || scalar.value >= 0x2000
      || ["(", ")", "[", "]", ",", ";", "\"", "'", "|", "<", ">", "*", "`", "=", "~"].contains(
        scalar
      )
  }

  /// `routes/(admin)/[id].tsx`: brackets that begin a part of a path, and what closes them.
  private static func isInnerBracket(_ text: [Unicode.Scalar], at index: Int, from start: Int)
    -> Bool
  {
    switch text[index] {
    case "(", "[": index > start && text[index - 1] == "/"
    case ")":
      index + 1 < text.count && text[index + 1] == "/" && text[start..<index].contains("(")
    case "]":
      index + 1 < text.count && (text[index + 1] == "/" || text[index + 1] == ".")
        && text[start..<index].contains("[")
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\r"
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }
}

extension String {
  var trimmedOfBlanks: String {
    let start = utf8.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? endIndex
    let end = utf8.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { utf8.index(after: $0) } ?? start
    return String(self[start..<end])
  }
}
