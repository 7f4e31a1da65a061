/// Values of long options: `--password x`, `--api-key 'x'`; those with `=` are assignments.
enum FlagDetector {
  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    while index + 4 < text.count {
      guard text[index] == UInt8(ascii: "-"), index == 0 || opens(text[index - 1]),
        Ascii.isLetter(text[index + 1])
          || text[index + 1] == UInt8(ascii: "-") && Ascii.isLetter(text[index + 2])
      else {
        index += 1
        continue
      }
      let isShort = text[index + 1] != UInt8(ascii: "-")
      let from = index + (isShort ? 1 : 2)
      let name =
        from..<text.first(from: from, limit: from + 64) {
          !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "."))
        }
      index = name.upperBound
      // `-storepass x`, as Java's tools have it; no other names behind one dash.
      guard index < text.count, Ascii.isBlank(text[index]),
        let strength = SecretName.strength(text, name), !isShort || strength.isPassword
      else { continue }
      let start =
        WrappedLine.next(text, after: endOfBlanks(text, from: index))
        ?? endOfBlanks(text, from: index)
      guard start < text.count, let value = Argument(text, at: start)?.inner,
        isSecret(text, value, strength, isQuoted: value.lowerBound > start)
      else { continue }
      spans.append(SecretSpan(range: value, kind: strength.kind, precision: .context))
      index = value.upperBound
    }
  }

  private static func opens(_ byte: UInt8) -> Bool {
    byte <= Ascii.space || Ascii.isQuote(byte) || byte == UInt8(ascii: "(")
      || byte == UInt8(ascii: "[")
  }

  private static func endOfBlanks(_ text: Bytes, from start: Int) -> Int {
    text.first(from: start, limit: text.count) { !Ascii.isBlank($0) }
  }

  private static func isSecret(
    _ text: Bytes,
    _ range: Range<Int>,
    _ strength: SecretName.Strength,
    isQuoted: Bool
  ) -> Bool {
    guard let first = range.first, text[first] != UInt8(ascii: "-") else { return false }
    // A word of the help text, or the name of a value: `--password PASSWORD   The password`.
    let isWord =
      text.first(from: first, limit: range.upperBound) { !Ascii.isLetter($0) }
      == range.upperBound
    if isWord, !isQuoted, !Randomness.isRandom(text, range) {
      let next = endOfBlanks(text, from: range.upperBound)
      guard next >= text.count || text[next] < Ascii.space || text[next] == UInt8(ascii: "-"),
        Ascii.isLower(text[first])
      else { return false }
    }
    return SecretValue(text: text, range: range, isQuoted: isQuoted, isQuery: true)
      .isSecret(beside: strength, isVariable: false)
  }
}

/// One argument of a command line, quoted or not.
struct Argument {
  /// Between the quotes, if there are any.
  let inner: Range<Int>
  /// Behind it, quotes included.
  let end: Int

  init?(_ text: Bytes, at start: Int) {
    guard start < text.count, text[start] > Ascii.space else { return nil }
    if let quoted = QuotedValue(text, at: start, limit: 2_048) {
      inner = quoted.range
      end = quoted.behind
      return
    }
    var index = text.first(from: start, limit: start + 2_048) { byte in
      byte <= Ascii.space || Ascii.isQuote(byte)
    }
    // What only ends the command or the sentence around it.
    while index > start + 1, Self.isClosing(text[index - 1]) { index -= 1 }
    inner = start..<index
    end = index
  }

  private static func isClosing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
      || byte == UInt8(ascii: "|")
  }
}
