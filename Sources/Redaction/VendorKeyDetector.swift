/// Finds the keys of `VendorKey`, and those that are known by their form.
struct VendorKeyDetector: Sendable {
  /// Keys by the first byte of their prefix, the longest prefix first.
  private let byFirstByte: [[VendorKey]]
  /// The same of keys that are known by their prefix wherever it stands.
  private let unmistakable: [[VendorKey]]
  /// Whether a key begins with these two bytes, the first one times 256: 2 where one does, 3 where
  /// one does that is known wherever it stands.
  private let pairs: [UInt8]

  static let shared = VendorKeyDetector()

  private init() {
    var table = [[VendorKey]](repeating: [], count: 256)
    var unmistakable = table
    var pairs = [UInt8](repeating: 0, count: 65_536)
    let sorted = VendorKey.all.sorted {
      $0.prefix.utf8CodeUnitCount > $1.prefix.utf8CodeUnitCount
    }
    for key in sorted {
      let first = Int(key.prefix.utf8Start[0])
      let isUnmistakable = key.isUnmistakable
      table[first].append(key)
      if isUnmistakable { unmistakable[first].append(key) }
      pairs[first << 8 | Int(key.prefix.utf8Start[1])] |= isUnmistakable ? 3 : 2
    }
    self.byFirstByte = table
    self.unmistakable = unmistakable
    self.pairs = pairs
  }

  func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    while index < text.count {
      guard Ascii.isAlphanumeric(text[index]) else {
        index += 1
        continue
      }
      guard Self.opensWord(text, at: index) else {
        guard isStart(text, at: index, of: 3) else {
          index += 1
          continue
        }
        let found = spans.count
        findKey(in: text, at: index, of: unmistakable, into: &spans)
        index = found < spans.count ? spans[spans.count - 1].range.upperBound : index + 1
        continue
      }
      let found = spans.count
      if let span = TokenForm.find(in: text, at: index) {
        spans.append(span)
      } else if isStart(text, at: index, of: 2) {
        findKey(in: text, at: index, of: byFirstByte, into: &spans)
      }
      index =
        found < spans.count ? max(index + 1, spans[spans.count - 1].range.upperBound) : index + 1
    }
  }

  @inline(__always)
  private func isStart(_ text: Bytes, at index: Int, of least: UInt8) -> Bool {
    index + 1 < text.count
      && pairs[Int(text[index]) << 8 | Int(text[index + 1])] >= least
  }

  /// At the start of a word, also behind a written-out `\n` or a percent-encoded byte.
  private static func opensWord(_ text: Bytes, at index: Int) -> Bool {
    guard index > 0, Ascii.isWord(text[index - 1]) else { return true }
    if index > 1, text[index - 2] == UInt8(ascii: "\\") { return true }
    if Ascii.isDigit(text[index]), text.has("/bot", at: index - 4) { return true }
    return index > 2 && text[index - 3] == UInt8(ascii: "%") && Ascii.isHex(text[index - 2])
      && Ascii.isHex(text[index - 1])
  }

  private func findKey(
    in text: Bytes,
    at start: Int,
    of keys: [[VendorKey]],
    into spans: inout [SecretSpan]
  ) {
    for key in keys[Int(text[start])] where text.has(key.prefix, at: start) {
      let body = start + key.prefix.utf8CodeUnitCount
      let limit = body + key.length.upperBound
      var end = text.first(from: body, limit: limit) { !Self.isIn(key.alphabet, $0) }
      if let rest = continuation(of: key, in: text, body: body..<end) {
        spans.append(SecretSpan(range: start..<end, kind: key.kind, precision: .shape))
        spans.append(
          SecretSpan(range: rest, kind: key.kind, precision: .shape, continues: true)
        )
        return
      }
      guard end - body >= key.length.lowerBound else { continue }
      // One character more than the longest: another kind of word.
      if end == limit, end < text.count, Ascii.isAlphanumeric(text[end]) {
        guard key.isUnmistakable else { continue }
        end = text.first(from: end, limit: end + 4_096) { !Ascii.isAlphanumeric($0) }
      }
      guard looksLikeKey(text, body..<end, key) else { continue }
      spans.append(SecretSpan(range: start..<end, kind: key.kind, precision: .shape))
      return
    }
  }

  private func looksLikeKey(_ text: Bytes, _ body: Range<Int>, _ key: VendorKey) -> Bool {
    guard !Placeholder.matches(text, body) else { return false }
    return key.isDistinctive
      ? Randomness.isPlausible(text, body) : Randomness.isRandom(text, body)
  }

  /// The part of a key that stands on the next line because the line was full.
  private func continuation(of key: VendorKey, in text: Bytes, body: Range<Int>) -> Range<Int>? {
    guard body.count >= 4, body.count < key.length.upperBound,
      let next = WrappedLine.next(text, after: body.upperBound)
    else { return nil }
    let limit = next + key.length.upperBound - body.count
    let end = text.first(from: next, limit: limit) { !Self.isIn(key.alphabet, $0) }
    guard end > next, end == text.count || !Ascii.isAlphanumeric(text[end]),
      key.isDistinctive || body.count >= 8,
      !Placeholder.matches(text, body), Randomness.isPlausible(text, body)
    else { return nil }
    if body.count < key.length.lowerBound {
      // Both parts together are as long as such a key is.
      return body.count + end - next >= key.length.lowerBound ? next..<end : nil
    }
    // The key may have been whole: what follows has to look like a rest, not like a hash.
    guard end - next >= 8, WrappedLine.isAlone(text, next..<end),
      Randomness.isRandom(text, next..<end), !Randomness.isHex(text, next..<end)
    else { return nil }
    return next..<end
  }

  static func isIn(_ alphabet: VendorKey.Alphabet, _ byte: UInt8) -> Bool {
    switch alphabet {
    case .alphanumeric: Ascii.isAlphanumeric(byte)
    case .urlSafe: Ascii.isWord(byte) || byte == UInt8(ascii: "-")
    case .hex: Ascii.isHex(byte)
    case .upper: Ascii.isUpper(byte) || Ascii.isDigit(byte)
    case .keyGroups: Ascii.isUpper(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "-")
    case .wide: isWide(byte)
    case .address: isWide(byte) || byte == UInt8(ascii: "@")
    }
  }

  private static func isWide(_ byte: UInt8) -> Bool {
    Ascii.isBase64(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
      || byte == UInt8(ascii: "%")
  }
}

/// Lines that were broken because they were full.
enum WrappedLine {
  /// Where the text goes on when a line ends at `index`: behind the indentation of the next line.
  static func next(_ text: Bytes, after index: Int) -> Int? {
    var index = index
    if index < text.count, text[index] == UInt8(ascii: "\\") { index += 1 }
    if index < text.count, text[index] == Ascii.carriageReturn { index += 1 }
    guard index < text.count, text[index] == Ascii.newline else { return nil }
    let next = text.first(from: index + 1, limit: index + 81) {
      !(Ascii.isBlank($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|"))
    }
    return next < text.count && text[next] > Ascii.space ? next : nil
  }

  /// Whether nothing but punctuation or a remark in brackets follows on the line.
  static func isAlone(_ text: Bytes, _ range: Range<Int>) -> Bool {
    let next = text.first(from: range.upperBound, limit: text.count) {
      !(Ascii.isBlank($0) || Ascii.isQuote($0) || $0 == UInt8(ascii: ",")
        || $0 == UInt8(ascii: ";"))
    }
    return next >= text.count || text[next] == Ascii.newline
      || text[next] == Ascii.carriageReturn || text[next] == UInt8(ascii: "(")
      || text[next] == UInt8(ascii: "|") || text[next] == UInt8(ascii: "}")
  }
}
