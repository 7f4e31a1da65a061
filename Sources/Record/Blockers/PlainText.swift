/// Text of the record without what only marks it up.
enum PlainText {
  /// The characters that are kept of one sentence.
  static let limit = 240

  /// White space collapsed, emphasis marks gone, cut behind a word at `limit`.
  static func string(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> String {
    let capacity = min(range.count, limit * 2)
    var count = 0
    let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { kept in
      var index = range.lowerBound
      while index < range.upperBound, count < capacity {
        let byte = bytes[index]
        if byte == 0x2A || byte == 0x7E, index + 1 < range.upperBound, bytes[index + 1] == byte {
          while index < range.upperBound, bytes[index] == byte { index += 1 }
          continue
        }
        if byte >= 0x21 {
          kept[count] = byte
          count += 1
        } else if count > 0, kept[count - 1] != 0x20 {
          kept[count] = 0x20
          count += 1
        }
        index += 1
      }
      while count > 0, kept[count - 1] == 0x20 { count -= 1 }
      return String(decoding: kept[..<count], as: UTF8.self)
    }
    // No text has more characters than bytes, and characters take long to count.
    guard count > limit, text.count > limit else { return text }
    let cut = text.prefix(limit)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }
}
