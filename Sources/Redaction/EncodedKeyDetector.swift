/// Private keys that were put into base64 once more, label and all.
enum EncodedKeyDetector {
  /// Base64 of `-----BEGIN`, at the start of a key's text.
  private static let mark: StaticString = "LS0tLS1CRUdJTi"

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    while index + 40 < text.count {
      guard text[index] == UInt8(ascii: "L"), text.has(mark, at: index) else {
        index += 1
        continue
      }
      let label = decoded(text, from: index, count: 88)
      let isPrivate = label.withUnsafeBufferPointer { bytes in
        bytes.indices.contains { bytes.has("PRIVATE KEY", at: $0) }
      }
      index = isPrivate ? redact(text, from: index, into: &spans) : index + 14
    }
  }

  /// The bytes that the next characters of base64 stand for.
  private static func decoded(_ text: Bytes, from start: Int, count: Int) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var width = 0
    for index in start..<min(start + count, text.count) {
      guard let value = sextet(text[index]) else { break }
      bits = (bits << 6 | value) & 0xFFFF
      width += 6
      if width >= 8 {
        width -= 8
        result.append(UInt8(bits >> UInt32(width) & 0xFF))
      }
    }
    return result
  }

  private static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  /// Every line of it: the further ones are full lines of base64, the last one a shorter.
  private static func redact(_ text: Bytes, from start: Int, into spans: inout [SecretSpan]) -> Int
  {
    var from = start
    var first = 0
    while true {
      let end = text.first(from: from, limit: text.count) { !Ascii.isBase64($0) }
      spans.append(
        SecretSpan(
          range: from..<end,
          kind: "private-key",
          precision: .shape,
          continues: from > start
        )
      )
      if from == start { first = end - from }
      guard end - from == first || from == start, let next = WrappedLine.next(text, after: end)
      else { return end }
      let last = text.first(from: next, limit: text.count) { !Ascii.isBase64($0) }
      guard last > next, last - next <= first,
        last == text.count || text[last] <= Ascii.space || Ascii.isQuote(text[last])
      else { return end }
      from = next
    }
  }
}
