/// Passwords in URLs: `scheme://user:password@host`, also with characters that should be encoded.
enum URLCredentialDetector {
  private static let longest = 2_048
  private static let longestUnencoded = 256

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 1
    let count = text.count
    while index + 2 < count {
      guard text[index] == UInt8(ascii: ":") else {
        index += 1
        continue
      }
      if let start = authorityStart(text, colon: index), Ascii.isAlphanumeric(text[index - 1]) {
        findCredentials(text, from: start, into: &spans)
        index = start
      } else {
        index += 1
      }
    }
  }

  /// Behind `://`, or `:\/\/` as JSON may write it.
  private static func authorityStart(_ text: Bytes, colon: Int) -> Int? {
    if text.has("://", at: colon) { return colon + 3 }
    if text.has(":\\/\\/", at: colon) { return colon + 5 }
    if text.hasFolded(":%2f%2f", at: colon) { return colon + 7 }
    return nil
  }

  private static func endsURL(_ byte: UInt8) -> Bool {
    byte <= Ascii.space || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\\")
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func findCredentials(
    _ text: Bytes,
    from start: Int,
    into spans: inout [SecretSpan]
  ) {
    var at: Int?
    var colon: Int?
    var index = start
    let limit = min(text.count, start + longest)
    while index < limit, !endsURL(text[index]), !endsAuthority(text[index]) {
      if text[index] == UInt8(ascii: "@") { at = index }
      if text[index] == UInt8(ascii: ":"), colon == nil { colon = index }
      index += 1
    }
    if at == nil, let colon, index < limit, endsAuthority(text[index]),
      text[start] != UInt8(ascii: "["),
      text.first(from: colon + 1, limit: index, where: { !Ascii.isDigit($0) }) < index
    {
      at = unencodedEnd(text, from: index)
    }
    guard let at, at > start else { return }
    guard let colon, colon < at else {
      if isToken(text, start..<at) {
        spans.append(SecretSpan(range: start..<at, kind: "url-token", precision: .syntax))
      }
      return
    }
    let password = colon + 1..<at
    if !password.isEmpty, !Placeholder.matches(text, password) {
      // `https://<token>:x-oauth-basic@host`: the password is a fixed word, the user is the secret.
      if text.has("x-oauth-basic", at: password.lowerBound) {
        spans.append(SecretSpan(range: start..<colon, kind: "url-token", precision: .syntax))
      } else {
        spans.append(SecretSpan(range: password, kind: "url-password", precision: .syntax))
      }
    }
    if isToken(text, start..<colon), Randomness.isRandom(text, start..<colon) {
      spans.append(SecretSpan(range: start..<colon, kind: "url-token", precision: .syntax))
    }
  }

  private static func isToken(_ text: Bytes, _ range: Range<Int>) -> Bool {
    range.count >= 16 && !Placeholder.matches(text, range) && Randomness.isRandom(text, range)
  }

  /// The `@` behind a password that holds a `/`, `?` or `#`: what follows it must look like a host.
  private static func unencodedEnd(_ text: Bytes, from start: Int) -> Int? {
    var index = start
    let limit = min(text.count, start + longestUnencoded)
    while index < limit, !endsURL(text[index]) {
      if text.has("://", at: index) { return nil }
      if text[index] == UInt8(ascii: "@") {
        let host = text.first(from: index + 1, limit: limit) {
          !(Ascii.isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-"))
        }
        let ends =
          host == text.count || endsURL(text[host]) || endsAuthority(text[host])
          || text[host] == UInt8(ascii: ":")
        if host > index + 1, ends { return index }
      }
      index += 1
    }
    return nil
  }
}
