/// A position in a range of bytes; reading past the end gives nil.
struct ByteCursor {
  let bytes: [UInt8]
  let range: Range<Int>
  var index: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range.clamped(to: 0..<bytes.count)
    self.index = self.range.lowerBound
  }

  var current: UInt8? {
    index < range.upperBound ? bytes[index] : nil
  }

  func peek(_ distance: Int) -> UInt8? {
    let other = index + distance
    return range.contains(other) ? bytes[other] : nil
  }

  /// Whether a word may begin here: what stands before is no part of a name, a path or a number.
  var isAtBoundary: Bool {
    guard let before = peek(-1) else { return true }
    switch before {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return false
    case 0x5F:
      // `_2026-01-05_` is emphasis, `log_2026-01-05` a name.
      return peek(-2).map { !isLetter($0) && !isDigit($0) } ?? true
    case 0x2D, 0x2E, 0x2F, 0x3A, 0x2B, 0x24, 0x5C:
      return peek(-2).map { $0 == 0x20 || $0 == 0x2D } ?? true
    default: return true
    }
  }

  /// Whether a letter that is no ASCII begins here: beyond Latin-1 punctuation, before the symbols.
  var isAtLetter: Bool {
    guard let byte = current, byte >= 0x80 else { return false }
    switch byte {
    case 0xC3...0xDF: return true
    case 0xE0: return true
    case 0xE1: return true
    case 0xE3: return (peek(1) ?? 0) > 0x80  // 、。「」 stand in E3 80
    case 0xE4...0xED: return true
    default: return false
    }
  }

  func starts(with text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= range.upperBound else { return false }
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
    for offset in 0..<count where bytes[index + offset] != wanted[offset] { return false }
    return true
  }

  /// Skips the text if it stands here.
  mutating func skip(_ text: StaticString) -> Bool {
    guard starts(with: text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  mutating func skipBlanks() {
    while current == 0x20 || current == 0x09 { index += 1 }
  }

  /// A number of `digits` decimal digits; nil leaves the cursor where it was.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var end = index
    while end < range.upperBound, end - index <= digits.upperBound, isDigit(bytes[end]) {
      value = value * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    guard digits.contains(end - index) else { return nil }
    index = end
    return value
  }

  /// The word at the cursor, letters beyond ASCII included, in lower case; nil when none begins here.
  var word: String? {
    let length = wordLength
    guard length > 0 else { return nil }
    return String(decoding: bytes[index..<index + length], as: UTF8.self).lowercased()
  }

  /// Bytes of the word at the cursor.
  var wordLength: Int {
    var end = index
    while end < range.upperBound, end - index < 40, isLetter(bytes[end]) || bytes[end] >= 0x80 {
      // General punctuation, CJK punctuation and full-width forms are no letters.
      if bytes[end] == 0xE2 || bytes[end] == 0xEF || bytes[end] == 0xF0 { break }
      if bytes[end] == 0xE3, end + 1 < range.upperBound, bytes[end + 1] == 0x80 { break }
      end += 1
    }
    return end - index
  }
}
