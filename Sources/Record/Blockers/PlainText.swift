/// Text of the record without what only marks it up.
enum PlainText {
  /// The characters that are kept of one sentence.
  static let limit = 240

  /// White space collapsed, emphasis marks gone, cut behind a word at `limit`.
  static func string(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(min(range.count, limit * 2))
    var index = range.lowerBound
    while index < range.upperBound, kept.count < limit * 2 {
      let byte = bytes[index]
      if byte == 0x2A || byte == 0x7E, index + 1 < range.upperBound, bytes[index + 1] == byte {
        while index < range.upperBound, bytes[index] == byte { index += 1 }
        continue
      }
      if byte < 0x21 {
        if kept.last != 0x20, !kept.isEmpty { kept.append(0x20) }
      } else {
        kept.append(byte)
      }
      index += 1
    }
    while kept.last == 0x20 { kept.removeLast() }
    let text = String(decoding: kept, as: UTF8.self)
    // No text has more characters than bytes, and characters take long to count.
    guard kept.count > limit, text.count > limit else { return text }
    let cut = text.prefix(limit)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }
}
