import Facts

/// Headings without a stamp that say that the work is over: `WORK COMPLETE - READY FOR …`.
enum Completion {
  static func isBlock(_ source: SourceText, _ range: Range<Int>) -> Bool {
    guard range.count < 300 else { return false }
    let words = FieldNames.normalized(source.string(range))
    guard
      words.hasWord("complete") || words.hasWord("completed") || words.hasWord("done")
        || words.hasWord("finished")
    else { return false }
    if words.begins("work complete") || words.begins("all work complete") { return true }
    return words.hasWord("ready for")
  }
}

extension String {
  /// Whether normalised text begins with a word, byte by byte.
  func begins(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { wanted in utf8.starts(with: wanted) }
  }

  /// Whether normalised text ends with a word, byte by byte.
  func ends(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { wanted in utf8.suffix(wanted.count).elementsEqual(wanted) }
  }

  /// Whether a word stands in normalised text.
  func hasWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    var text = self
    return text.withUTF8 { bytes in
      guard bytes.count >= length else { return false }
      return word.withUTF8Buffer { wanted in
        for start in 0...bytes.count - length where start == 0 || bytes[start - 1] == 0x20 {
          let end = start + length
          if end < bytes.count, bytes[end] != 0x20 { continue }
          if bytes[start..<end].elementsEqual(wanted) { return true }
        }
        return false
      }
    }
  }
}
