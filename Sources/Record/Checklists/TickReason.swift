/// Why a tick is none: `[x] deploy → READY (pending review)`, `[x] fmt → N/A`.
enum TickReason {
  /// nil when nothing in the text takes the tick back.
  static func reason(_ text: String) -> String? {
    guard mayHoldReason(text) else { return nil }
    let bytes = text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    for words: StaticString in ["n/a", "not applicable"] where occurs(words, in: bytes, isSetApart)
    {
      return "ticked as not applicable"
    }
    for words: StaticString in [
      "pending", "awaiting", "waiting for", "waiting on", "not yet", "blocked by",
    ]
    where occurs(words, in: bytes, isSetApart) {
      return "ticked, but it says \(words)"
    }
    for words: StaticString in ["skipped", "deferred", "partial", "in progress", "todo", "blocked"]
    where occurs(words, in: bytes, isWholeNote) {
      return "ticked, but it says \(words)"
    }
    return nil
  }

  /// A quick look for the first letters of the words.
  private static func mayHoldReason(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var last: UInt8 = 0x20
      for index in bytes.indices.dropLast() {
        let byte = bytes[index] | 0x20
        if !isLetter(last) {
          let next = bytes[index + 1] | 0x20
          switch (byte, next) {
          // `n/a`, `no`, `pe`, `pa`, `aw`, `wa`, `bl`, `sk`, `de`
          case (0x6E, 0x2F), (0x6E, 0x6F), (0x70, 0x65), (0x70, 0x61), (0x61, 0x77), (0x77, 0x61),
            (0x62, 0x6C), (0x73, 0x6B), (0x64, 0x65):
            return true
          // `tod`, `in p`
          case (0x74, 0x6F) where index + 2 < bytes.count && bytes[index + 2] | 0x20 == 0x64:
            return true
          case (0x69, 0x6E) where index + 3 < bytes.count && bytes[index + 3] | 0x20 == 0x70:
            return true
          default: break
          }
        }
        last = bytes[index]
      }
      return false
    }
  }

  private typealias Match = (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool

  /// Whether the words stand behind a bracket, an arrow, a dash or a colon, or end the text: not in the
  /// middle of a sentence, where they may be what the item is about.
  private static func isSetApart(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
    after.isEmpty && before.last == 0x20 || opens(before)
  }

  /// Whether the words are all that a bracket or the end of the text holds.
  private static func isWholeNote(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
    opens(before) && (after.isEmpty || after.first == 0x29 || after.first == 0x5D)
  }

  /// `(`, `[`, `-`, `:`, `;`, `,`, `>`, and what is beyond ASCII: arrows, dashes, emoji.
  private static func opens(_ before: ArraySlice<UInt8>) -> Bool {
    let last = before.last { $0 != 0x20 && $0 != 0x2A && $0 != 0x5F }
    switch last {
    case 0x28, 0x5B, 0x2D, 0x3A, 0x3B, 0x2C, 0x3E: return true
    case let byte?: return byte >= 0x80
    case nil: return false
    }
  }

  private static func occurs(_ words: StaticString, in text: [UInt8], _ matches: Match) -> Bool {
    let count = words.utf8CodeUnitCount
    guard text.count >= count else { return false }
    let first = words.utf8Start.pointee
    for start in 0...text.count - count where text[start] == first {
      let end = start + count
      let isSame = words.withUTF8Buffer { text[start..<end].elementsEqual($0) }
      guard isSame, start == 0 || !isLetter(text[start - 1]),
        end == text.count || !isLetter(text[end])
      else { continue }
      if matches(text[..<start], text[end...]) { return true }
    }
    return false
  }
}
