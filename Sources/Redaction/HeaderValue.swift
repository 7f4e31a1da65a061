/// The values of `Authorization` and `Cookie`.
struct HeaderValue {
  /// `Bearer <token>` and `Basic <base64>` anywhere, with no header's name before them.
  static func findSchemes(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    while index + 12 < text.count {
      guard text[index] | 0x20 == UInt8(ascii: "b"),
        text.hasFolded("bearer ", at: index) || text.hasFolded("basic ", at: index),
        index == 0 || !Ascii.isWord(text[index - 1])
      else {
        index += 1
        continue
      }
      let isBasic = text.hasFolded("basic ", at: index)
      let start = text.first(from: index + 6, limit: index + 12) { !Ascii.isBlank($0) }
      let token = HeaderValue(text: text).token(from: start)
      index = max(token.upperBound, index + 6)
      guard token.count >= (isBasic ? 12 : 16), !Placeholder.matches(text, token),
        Randomness.isRandom(text, token),
        !SecretValue(text: text, range: token, isQuoted: false).looksLikeCode,
        !isBasic || token.allSatisfy({ Ascii.isBase64(text[$0]) })
      else { continue }
      spans.append(SecretSpan(range: token, kind: "authorization", precision: .syntax))
    }
  }

  let text: Bytes

  private static let schemes: [StaticString] = [
    "bearer", "basic", "token", "apikey", "api-key", "bot", "key", "negotiate", "ntlm", "hawk",
    "digest", "aws4-hmac-sha256", "oauth", "sso-key", "sapisidhash",
  ]

  private func endsValue(_ byte: UInt8) -> Bool {
    byte <= Ascii.space || Ascii.isQuote(byte) || byte == UInt8(ascii: "\\")
      || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }

  /// `Bearer x`, `Basic x`, `Token x`, or a bare token.
  func authorization(from start: Int, into spans: inout [SecretSpan]) {
    var index = text.first(from: start, limit: start + 4) {
      !(Ascii.isQuote($0) || $0 == UInt8(ascii: "\\"))
    }
    for scheme in Self.schemes where text.hasFolded(scheme, at: index) {
      let end = index + scheme.utf8CodeUnitCount
      let next = text.first(from: end, limit: end + 8) { !Ascii.isBlank($0) }
      guard next > end, next < text.count else { continue }
      index = next
      if text.hasFolded("digest", at: end - 6) || text.hasFolded("sha256", at: end - 6) {
        let rest = text.first(from: index, limit: index + 4_096) {
          $0 == Ascii.newline || $0 == Ascii.carriageReturn || $0 == UInt8(ascii: "'")
        }
        guard text.first(from: index, limit: rest, where: { $0 == UInt8(ascii: "=") }) < rest
        else { return }
        spans.append(SecretSpan(range: index..<rest, kind: "authorization", precision: .syntax))
        return
      }
      let token = token(from: index)
      guard token.count >= 6, !Placeholder.matches(text, token), isValue(token) else { return }
      spans.append(SecretSpan(range: token, kind: "authorization", precision: .syntax))
      return
    }
    let token = token(from: index)
    if Randomness.isRandom(text, token), !Placeholder.matches(text, token) {
      spans.append(SecretSpan(range: token, kind: "authorization", precision: .syntax))
    }
  }

  func token(from start: Int) -> Range<Int> {
    start..<text.first(from: start, limit: start + 8_192, where: endsValue)
  }

  /// A word of a sentence (`Bearer authentication`) is none.
  private func isValue(_ token: Range<Int>) -> Bool {
    Randomness.isRandom(text, token)
      || text.first(from: token.lowerBound, limit: token.upperBound) { !Ascii.isLetter($0) }
        < token.upperBound && !SecretValue(text: text, range: token, isQuoted: false).looksLikeCode
  }

  private static let attributes: [StaticString] = [
    "path", "domain", "expires", "max-age", "samesite", "version", "comment",
  ]

  private func isAttribute(_ name: Range<Int>) -> Bool {
    Self.attributes.contains {
      $0.utf8CodeUnitCount == name.count && text.hasFolded($0, at: name.lowerBound)
    }
  }

  /// `a=b; c=d`; of a response only the first pair is the cookie, the others are its attributes.
  func cookie(from start: Int, isResponse: Bool, into spans: inout [SecretSpan]) {
    var index = text.first(from: start, limit: start + 4) {
      !(Ascii.isQuote($0) || $0 == UInt8(ascii: "\\"))
    }
    let limit = min(text.count, index + 8_192)
    while index < limit {
      let nameEnd = text.first(from: index, limit: limit) {
        !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "%"))
      }
      guard nameEnd > index, nameEnd < limit, text[nameEnd] == UInt8(ascii: "=") else { return }
      let end = text.first(from: nameEnd + 1, limit: limit) { byte in
        byte <= Ascii.space || Ascii.isQuote(byte) || byte == UInt8(ascii: ";")
          || byte == UInt8(ascii: "\\")
      }
      let value = nameEnd + 1..<end
      if value.count >= 6, !isAttribute(index..<nameEnd), !Placeholder.matches(text, value) {
        spans.append(SecretSpan(range: value, kind: "cookie", precision: .syntax))
      }
      guard !isResponse, end < limit, text[end] == UInt8(ascii: ";") else { return }
      index = text.first(from: end + 1, limit: limit) { !Ascii.isBlank($0) }
    }
  }
}
