/// Text for a terminal: its width in columns, cut and filled, without anything that steers the terminal.
package enum DisplayText {
  /// Columns that a text takes; East Asian wide characters and emoji take two.
  package static func width(_ text: String) -> Int {
    width(text[...])
  }

  private static func width(_ text: Substring) -> Int {
    if isPlain(text) { return text.utf8.count }
    var width = 0
    var index = text.startIndex
    while index < text.endIndex { width += step(text, &index) }
    return width
  }

  /// The width of the character at an index, which is moved behind it.
  private static func step(_ text: Substring, _ index: inout String.Index) -> Int {
    let start = index
    if isPlain(text.utf8[start]) {
      let next = text.utf8.index(after: start)
      // Nothing but what is beyond ASCII joins a character.
      if next == text.endIndex || isPlain(text.utf8[next]) {
        index = next
        return 1
      }
    }
    index = text.index(after: start)
    return width(text[start])
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F
  }

  /// Whether every byte is a character of one column.
  static func isPlain(_ text: Substring) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy(isPlain)
    } ?? false
  }

  /// The text cut to `columns` with "…" where something is missing.
  package static func cut(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    let whole = text[...]
    if isPlain(whole), text.utf8.count <= columns { return text }
    var used = 0
    var end = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      used += step(whole, &index)
      if used > columns { return fitted(String(text[..<end]), columns) }
      // Where the text still fits with the mark behind it.
      if used < columns { end = index }
    }
    return text
  }

  private static func fitted(_ text: String, _ columns: Int) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text + "…"
  }

  /// The text on lines of at most `columns`, broken between words where there are any; cut when the lines do not
  /// suffice, never empty.
  package static func wrapped(_ text: String, to columns: Int, lines limit: Int) -> [String] {
    var lines: [String] = []
    var rest = text[...]
    while width(rest) > columns, lines.count + 1 < limit {
      let (end, blank) = reach(of: rest, columns)
      // A word that is wider than the line is broken where the line ends.
      let isBetweenWords = end < rest.endIndex && rest[end] == " "
      let stop = isBetweenWords ? end : blank ?? end
      guard stop > rest.startIndex else { break }
      lines.append(String(rest[..<stop]))
      rest = rest[stop...].drop { $0 == " " }
    }
    return lines + [cut(String(rest), to: columns)]
  }

  /// How far a text that is wider than `columns` fits into them, and the last blank on the way.
  private static func reach(
    of text: Substring,
    _ columns: Int
  ) -> (end: String.Index, blank: String.Index?) {
    var used = 0
    var end = text.startIndex
    var blank: String.Index?
    while end < text.endIndex {
      var next = end
      used += step(text, &next)
      guard used <= columns else { break }
      // A blank that something joins is none.
      if text.utf8[end] == 0x20, text.utf8.index(after: end) == next { blank = end }
      end = next
    }
    return (end, blank)
  }

  /// Cut to `columns`, and filled with blanks up to them.
  package static func fill(_ text: String, to columns: Int) -> String {
    let cut = cut(text, to: columns)
    return cut + String(repeating: " ", count: max(0, columns - width(cut)))
  }

  /// One line without control characters and direction marks; white space collapsed, emphasis gone.
  package static func line(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var lastWasBlank = true
    // A star that goes when another one follows.
    var hasStar = false
    func endStar() {
      guard hasStar else { return }
      result.append(UInt8(ascii: "*"))
      lastWasBlank = false
      hasStar = false
    }
    for scalar in text.unicodeScalars {
      if scalar == "*" {
        if !hasStar { lastWasBlank = result.last.map { $0 == 0x20 } ?? true }
        hasStar.toggle()
        continue
      }
      endStar()
      switch scalar.value {
      case 0x20, 0x0A, 0x09, 0x0D:
        if !lastWasBlank { result.append(0x20) }
        lastWasBlank = true
      case _ where isControl(scalar): continue
      default:
        if scalar.isASCII {
          result.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
          result += scalar.utf8
        }
        lastWasBlank = false
      }
    }
    endStar()
    while result.last == 0x20 { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  /// The first line that says something, without its list marker and what only decorates it; with the lines below
  /// where it is broken by hand.
  package static func firstLine(_ text: String) -> String {
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let part = rest.prefix { $0 != 0x0A }
      rest = rest.dropFirst(part.count + 1)
      // A heading says less than what stands below it.
      if part.first == 0x23, rest.contains(where: { $0 != 0x0A && $0 != 0x20 }) { continue }
      var whole = line(String(Substring(part)))
      while whole.utf8.count >= brokenLength, whole.utf8.count < 400 {
        let next = rest.prefix { $0 != 0x0A }
        guard goesOn(next) else { break }
        whole += " " + line(String(Substring(next)))
        rest = rest.dropFirst(next.count + 1)
      }
      var line = whole[...]
      while let first = line.first, isDecoration(first) { line.removeFirst() }
      let digits = line.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty, digits.count < 3, line.dropFirst(digits.count).hasPrefix(". ") {
        line = line.dropFirst(digits.count + 2)
      }
      while let first = line.first, isDecoration(first) { line.removeFirst() }
      // The box of a task list, whatever its mark.
      if line.first == "[", let close = line.prefix(4).firstIndex(of: "]"),
        line.index(after: close) < line.endIndex, line[line.index(after: close)] == " "
      {
        line = line[line.index(close, offsetBy: 2)...]
      }
      if !line.isEmpty { return String(line) }
    }
    return ""
  }

  /// Shorter lines end where they end.
  private static let brokenLength = 60

  /// Whether a line goes on with the sentence above it: no list item, heading, quote, table or label.
  private static func goesOn(_ line: Substring.UTF8View) -> Bool {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
    switch first {
    case 0x2D, 0x2A, 0x2B, 0x23, 0x3E, 0x7C, 0x5B, 0x30...0x39, 0x80...: return false
    default: return true
    }
  }

  private static func isDecoration(_ character: Character) -> Bool {
    switch character {
    case " ", "-", "+", "•", ">": return true
    default:
      guard let first = character.unicodeScalars.first else { return true }
      return first.value >= 0x2300 && first.value < 0x2E80
        || first.value >= 0x1F000
          && first.value < 0x20000
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B, 0x200E...0x200F, 0x2028...0x202E,
      0x2060...0x206F,
      0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func width(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return first.value < 0x20 ? 0 : emojiWidth(character) ?? 1 }
    if first.properties.isGraphemeExtend || first.value == 0x200D { return 0 }
    if isWide(first.value) { return 2 }
    return emojiWidth(character) ?? 1
  }

  /// 2 when a variation selector asks for an emoji.
  private static func emojiWidth(_ character: Character) -> Int? {
    character.unicodeScalars.contains { $0.value == 0xFE0F } ? 2 : nil
  }

  /// Source: Unicode Standard Annex #11, East Asian Width W and F, and Emoji_Presentation.
  private static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0, 0x23F3,
      0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26AA...0x26AB,
      0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE, 0x26D4, 0x26EA, 0x26F2...0x26F3, 0x26F5, 0x26FA,
      0x26FD, 0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757,
      0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55, 0x2E80...0x303E,
      0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A, 0x1F1E6...0x1F202, 0x1F210...0x1F23B,
      0x1F240...0x1F248, 0x1F250...0x1F251, 0x1F260...0x1F265, 0x1F300...0x1F320,
      0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
      0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440,
      0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A,
      0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC,
      0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC,
      0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
      0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
