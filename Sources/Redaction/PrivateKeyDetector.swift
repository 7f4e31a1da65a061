/// Private key blocks: PEM, OpenSSH, PGP, PuTTY; in files, quoted, indented, with `\n` written out,
/// cut at either end.
enum PrivateKeyDetector {
  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    var floor = 0
    while index + 8 < text.count {
      guard text[index] == UInt8(ascii: "-"), text.has("-----", at: index) else {
        if text[index] == UInt8(ascii: "P"), text.has("Private-Lines:", at: index) {
          index = puttyBody(text, from: index, into: &spans)
        } else {
          index += 1
        }
        continue
      }
      if text.has("-----BEGIN ", at: index), let body = labelEnd(text, from: index + 11) {
        let isPrefixed = hasPrefix(text, before: index)
        index = redactBody(text, from: body, isPrefixed: isPrefixed, into: &spans)
        floor = index
      } else if text.has("-----END ", at: index), labelEnd(text, from: index + 9) != nil {
        redactHead(text, before: index, floor: floor, into: &spans)
        index += 9
        floor = index
      } else {
        index += 5
      }
    }
  }

  /// The end of `… PRIVATE KEY…-----`, when the label says so.
  private static func labelEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    var isPrivate = false
    let limit = min(text.count, start + 64)
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: "-") {
        guard isPrivate, text.has("-----", at: index) else { return nil }
        return index + 5
      }
      if byte == UInt8(ascii: "P"), text.has("PRIVATE KEY", at: index) { isPrivate = true }
      guard Ascii.isUpper(byte) || Ascii.isDigit(byte) || byte == Ascii.space else { return nil }
      index += 1
    }
    return nil
  }

  /// Redacts line by line up to the end label, or up to where it no longer looks like a key.
  private static func redactBody(
    _ text: Bytes,
    from start: Int,
    isPrefixed: Bool,
    into spans: inout [SecretSpan]
  ) -> Int {
    var index = start
    var continues = false
    while index < text.count {
      let lineEnd = text.lineEnd(from: index)
      // Indentation, quotes, a quote mark of Markdown or a diff sign stay.
      var from = marginEnd(text, from: index, limit: lineEnd)
      if isPrefixed, index != start { from = prefixEnd(text, from..<lineEnd) }
      if text.has("-----END ", at: from) { return from }
      if text.has("[redacted: ", at: from) {
        index = text.first(from: from, limit: lineEnd) { $0 == UInt8(ascii: "]") } + 1
      } else {
        let to = bodyEnd(text, from: from, limit: lineEnd)
        let inner = from..<withoutWrittenLineEnd(text, from..<to)
        guard to > from || from == lineEnd else { return from }
        if to > from {
          spans.append(
            SecretSpan(
              range: inner,
              kind: "private-key",
              precision: .shape,
              continues: continues
            )
          )
          continues = true
        }
        if text.has("-----END ", at: to) { return to }
        let tail = marginEnd(text, from: to, limit: lineEnd)
        guard tail == lineEnd else {
          // A line of the key that a blank put behind the one before; else what follows is other text.
          guard tail > to, bodyEnd(text, from: tail, limit: lineEnd) > tail else { return to }
          index = tail
          continue
        }
        index = lineEnd
      }
      while index < text.count, text[index] == Ascii.newline || text[index] == Ascii.carriageReturn
      {
        index += 1
      }
    }
    return index
  }

  /// Whether something stands before the label on its line that may stand before every line: a time
  /// stamp of a log, a line number.
  private static func hasPrefix(_ text: Bytes, before index: Int) -> Bool {
    var start = index
    while start > 0, index - start < longestPrefix, text[start - 1] != Ascii.newline { start -= 1 }
    return index - start < longestPrefix && Ascii.isBlank(index > 0 ? text[index - 1] : 0)
      && marginEnd(text, from: start, limit: index) < index
  }

  private static let longestPrefix = 200

  /// Where the last word of a line begins when it is key text or the end label; else the line's begin.
  private static func prefixEnd(_ text: Bytes, _ line: Range<Int>) -> Int {
    let limit = min(line.upperBound, line.lowerBound + longestPrefix)
    var index = line.lowerBound
    var word = line.lowerBound
    while index < limit {
      if text.has("-----END ", at: index) { return index }
      if Ascii.isBlank(text[index]) { word = index + 1 }
      index += 1
    }
    guard word > line.lowerBound, word < line.upperBound,
      text.first(from: word, limit: line.upperBound, where: { !Ascii.isBase64($0) })
        == line.upperBound
    else { return line.lowerBound }
    return word
  }

  /// The end of what may surround key text: indentation, quotes, `+`, `,`, a written-out `\n`.
  private static func marginEnd(_ text: Bytes, from start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: "\\") {
        index = text.first(from: index, limit: limit) { $0 != byte }
        if index < limit, text[index] == UInt8(ascii: "n") || text[index] == UInt8(ascii: "r") {
          index += 1
        }
        continue
      }
      guard
        Ascii.isBlank(byte) || Ascii.isQuote(byte) || byte == UInt8(ascii: ">")
          || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "+")
      else { break }
      index += 1
    }
    return index
  }

  /// The end of a key text without the `\n` that is written behind it.
  private static func withoutWrittenLineEnd(_ text: Bytes, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end - 2 > range.lowerBound, text[end - 2] == UInt8(ascii: "\\") {
      end -= 2
      while end > range.lowerBound, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    }
    return end
  }

  /// The end of what may stand in a key on this line: base64, written-out line ends, headers.
  private static func bodyEnd(_ text: Bytes, from start: Int, limit: Int) -> Int {
    if isHeader(text, start..<limit) { return limit }
    var index = start
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: "-"), text.has("-----", at: index) { return index }
      if byte == Ascii.space {
        // Line ends that became spaces when the key was put into a variable.
        let next = text.first(from: index + 1, limit: min(limit, index + 17)) {
          !Ascii.isBase64($0)
        }
        guard next == index + 17 || text.has("-----END ", at: next) else { break }
        if text.has("-----END ", at: index + 1) { return index }
      } else {
        guard Ascii.isBase64(byte) || byte == UInt8(ascii: "\\") else { break }
      }
      index += 1
    }
    // A short run is a key's last line, or a word of the text behind a cut block.
    let next = text.first(from: index, limit: text.count) { !Ascii.isSpace($0) }
    return index - start >= 24 || text.has("-----END ", at: next) ? index : start
  }

  private static func isHeader(_ text: Bytes, _ range: Range<Int>) -> Bool {
    text.has("Proc-Type:", at: range.lowerBound) || text.has("DEK-Info:", at: range.lowerBound)
      || text.has("Comment:", at: range.lowerBound) || text.has("Version:", at: range.lowerBound)
  }

  /// The lines above an end label whose beginning was cut off.
  private static func redactHead(
    _ text: Bytes,
    before end: Int,
    floor: Int,
    into spans: inout [SecretSpan]
  ) {
    var lineEnd = end
    var found: [SecretSpan] = []
    while lineEnd > floor {
      var start = lineEnd
      while start > floor,
        Ascii.isBase64(text[start - 1]) || text[start - 1] == UInt8(ascii: "\\")
      {
        start -= 1
      }
      if lineEnd - start >= (lineEnd == end ? 1 : 16) {
        found.append(
          SecretSpan(
            range: start..<lineEnd,
            kind: "private-key",
            precision: .shape,
            continues: true
          )
        )
      } else if lineEnd != end {
        break
      }
      while start > floor, Ascii.isBlank(text[start - 1]) { start -= 1 }
      guard start > floor, text[start - 1] == Ascii.newline else { break }
      start -= 1
      if start > floor, text[start - 1] == Ascii.carriageReturn { start -= 1 }
      lineEnd = start
    }
    if !found.isEmpty { found[found.count - 1].continues = false }
    spans.append(contentsOf: found.reversed())
  }

  /// `Private-Lines: N` and the N lines under it.
  private static func puttyBody(_ text: Bytes, from start: Int, into spans: inout [SecretSpan])
    -> Int
  {
    var index = start + 14
    while index < text.count, Ascii.isBlank(text[index]) { index += 1 }
    var lines = 0
    while index < text.count, Ascii.isDigit(text[index]), lines < 1_000 {
      lines = lines * 10 + Int(text[index] - 0x30)
      index += 1
    }
    var continues = false
    for _ in 0..<lines {
      index = text.first(from: index, limit: text.count) { $0 == Ascii.newline } + 1
      guard index < text.count else { return text.count }
      let from = text.first(from: index, limit: text.count) { !Ascii.isBlank($0) }
      let to = text.first(from: from, limit: text.count) { !Ascii.isBase64($0) }
      guard to - from >= 16 else { return index }
      spans.append(
        SecretSpan(range: from..<to, kind: "private-key", precision: .shape, continues: continues)
      )
      continues = true
    }
    return index
  }
}
