import Facts

/// Headings without a stamp that say that the work is over: `WORK COMPLETE - READY FOR …`.
enum Completion {
  static func isBlock(_ source: SourceText, _ range: Range<Int>) -> Bool {
    guard range.count < 300 else { return false }
    let words = NormalizedText(source.string(range))
    guard
      words.hasWord("complete") || words.hasWord("completed") || words.hasWord("done")
        || words.hasWord("finished")
    else { return false }
    if words.begins("work complete") || words.begins("all work complete") { return true }
    return words.hasWord("ready for")
  }
}

/// Text in lower case, without anything but letters, digits and single blanks, asked for its words byte by byte.
struct NormalizedText {
  private let bytes: [UInt8]
  /// The first letters of its words, as the bits of a number.
  private let initials: UInt64

  init(_ text: String) {
    bytes = FieldNames.normalizedBytes(text)
    var initials: UInt64 = 0
    var last: UInt8 = 0x20
    for byte in bytes {
      if last == 0x20 { initials |= 1 << UInt64(byte & 0x3F) }
      last = byte
    }
    self.initials = initials
  }

  /// Whether it begins with a word.
  func begins(_ word: StaticString) -> Bool {
    holds(word, at: 0)
  }

  /// Whether it ends with a word.
  func ends(_ word: StaticString) -> Bool {
    holds(word, at: bytes.count - word.utf8CodeUnitCount)
  }

  /// Whether a word stands in it.
  func hasWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    let initial = word.withUTF8Buffer { $0.first ?? 0 }
    guard initials & 1 << UInt64(initial & 0x3F) != 0, bytes.count >= length else { return false }
    for start in 0...bytes.count - length
    where bytes[start] == initial && (start == 0 || bytes[start - 1] == 0x20) {
      let end = start + length
      if end < bytes.count, bytes[end] != 0x20 { continue }
      if holds(word, at: start) { return true }
    }
    return false
  }

  private func holds(_ word: StaticString, at start: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard start >= 0, start + length <= bytes.count else { return false }
    return word.withUTF8Buffer { wanted in
      for offset in 0..<length where bytes[start + offset] != wanted[offset] { return false }
      return true
    }
  }
}
