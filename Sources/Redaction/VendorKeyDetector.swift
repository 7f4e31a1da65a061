/// Finds the keys of `VendorKey`, and those that are known by their form: JWTs, bot tokens.
struct VendorKeyDetector: Sendable {
  /// Keys by the first byte of their prefix, the longest prefix first.
  private let byFirstByte: [[VendorKey]]

  static let shared = VendorKeyDetector()

  private init() {
    var table = [[VendorKey]](repeating: [], count: 256)
    let sorted = VendorKey.all.sorted {
      $0.prefix.utf8CodeUnitCount > $1.prefix.utf8CodeUnitCount
    }
    for key in sorted { table[Int(key.prefix.utf8Start.pointee)].append(key) }
    self.byFirstByte = table
  }

  func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    while index < text.count {
      guard Ascii.isAlphanumeric(text[index]), Self.opensWord(text, at: index) else {
        index += 1
        continue
      }
      if let span = span(in: text, at: index) {
        spans.append(span)
        index = span.range.upperBound
      } else {
        index += 1
      }
    }
  }

  /// At the start of a word, also behind a written-out `\n` or a percent-encoded byte.
  private static func opensWord(_ text: Bytes, at index: Int) -> Bool {
    guard index > 0, Ascii.isWord(text[index - 1]) else { return true }
    if index > 1, text[index - 2] == UInt8(ascii: "\\") { return true }
    return index > 2 && text[index - 3] == UInt8(ascii: "%") && Ascii.isHex(text[index - 2])
      && Ascii.isHex(text[index - 1])
  }

  private func span(in text: Bytes, at start: Int) -> SecretSpan? {
    for key in byFirstByte[Int(text[start])] where text.has(key.prefix, at: start) {
      let body = start + key.prefix.utf8CodeUnitCount
      let limit = body + key.length.upperBound
      let end = text.first(from: body, limit: limit) { !Self.isIn(key.alphabet, $0) }
      guard end - body >= key.length.lowerBound else { continue }
      // One character more than the longest: another kind of word.
      if end == limit, end < text.count, Ascii.isAlphanumeric(text[end]) { continue }
      let value = body..<end
      guard !Placeholder.matches(text, value), Randomness.isRandom(text, value) else { continue }
      return SecretSpan(range: start..<end, kind: key.kind, precision: .shape)
    }
    switch text[start] {
    case UInt8(ascii: "e"): return jwt(in: text, at: start)
    case UInt8(ascii: "M"), UInt8(ascii: "N"), UInt8(ascii: "O"):
      return discordToken(in: text, at: start)
    case 0x30...0x39: return telegramToken(in: text, at: start)
    default: return nil
    }
  }

  private static func isIn(_ alphabet: VendorKey.Alphabet, _ byte: UInt8) -> Bool {
    switch alphabet {
    case .alphanumeric: Ascii.isAlphanumeric(byte)
    case .urlSafe: Ascii.isWord(byte) || byte == UInt8(ascii: "-")
    case .hex: Ascii.isHex(byte)
    case .upper: Ascii.isUpper(byte) || Ascii.isDigit(byte)
    case .wide:
      Ascii.isBase64(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
        || byte == UInt8(ascii: "%")
    }
  }

  private func urlSafeEnd(_ text: Bytes, from start: Int) -> Int {
    text.first(from: start, limit: start + 65_536) { !Self.isIn(.urlSafe, $0) }
  }

  /// `eyJ….eyJ….signature`; also unsigned, and the five parts of an encrypted one.
  private func jwt(in text: Bytes, at start: Int) -> SecretSpan? {
    guard text.has("eyJ", at: start) || text.has("ewog", at: start) else { return nil }
    var end = urlSafeEnd(text, from: start)
    guard end - start >= 12, end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
    let payload = end + 1
    end = urlSafeEnd(text, from: payload)
    guard end - payload >= 12 || end == payload else { return nil }
    var parts = 2
    while parts < 5, end < text.count, text[end] == UInt8(ascii: ".") {
      let next = urlSafeEnd(text, from: end + 1)
      guard next > end + 1 || end == payload else { break }
      end = next
      parts += 1
    }
    guard end - payload >= 12 else { return nil }
    return SecretSpan(range: start..<end, kind: "jwt", precision: .shape)
  }

  /// The id in base64, a time stamp, a signature.
  private func discordToken(in text: Bytes, at start: Int) -> SecretSpan? {
    let id = urlSafeEnd(text, from: start)
    guard (23...28).contains(id - start), id < text.count, text[id] == UInt8(ascii: ".") else {
      return nil
    }
    let stamp = urlSafeEnd(text, from: id + 1)
    guard (6...7).contains(stamp - id - 1), stamp < text.count, text[stamp] == UInt8(ascii: ".")
    else { return nil }
    let end = urlSafeEnd(text, from: stamp + 1)
    guard (27...40).contains(end - stamp - 1), Randomness.isRandom(text, stamp + 1..<end) else {
      return nil
    }
    return SecretSpan(range: start..<end, kind: "discord-token", precision: .shape)
  }

  /// `<bot id>:<35 characters>`; in a URL it follows `bot`.
  private func telegramToken(in text: Bytes, at start: Int) -> SecretSpan? {
    let colon = text.first(from: start, limit: start + 17) { !Ascii.isDigit($0) }
    guard (8...16).contains(colon - start), text.has(":AA", at: colon) else { return nil }
    let end = urlSafeEnd(text, from: colon + 1)
    guard end - colon == 36 else { return nil }
    return SecretSpan(range: start..<end, kind: "telegram-token", precision: .shape)
  }
}
