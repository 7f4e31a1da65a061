/// Tokens that have no prefix of their own, or more parts than one: JWTs, bot tokens, keys with a
/// mark in the middle or at the end.
enum TokenForm {
  /// The token that begins at the word at `start`.
  static func find(in text: Bytes, at start: Int) -> SecretSpan? {
    switch text[start] {
    case UInt8(ascii: "e"):
      if let span = jwt(in: text, at: start) { return span }
      if text.has("ext_", at: start), let span = accessKey(in: text, at: start) { return span }
    case UInt8(ascii: "Z"):
      if let span = encodedJWT(in: text, at: start) { return span }
    case UInt8(ascii: "M"), UInt8(ascii: "N"), UInt8(ascii: "O"):
      if let span = discordToken(in: text, at: start) { return span }
    case UInt8(ascii: "p"), UInt8(ascii: "s"):
      if text.has("pat.", at: start) || text.has("sat.", at: start),
        let span = parts(in: text, from: start, [3, 22, 24, 20], kind: "harness-key")
      {
        return span
      }
      if text.has("sc_", at: start), let span = accessKey(in: text, at: start) { return span }
    case UInt8(ascii: "k"):
      if let span = mailgunKey(in: text, at: start) { return span }
    case 0x30...0x39:
      if let span = telegramToken(in: text, at: start) { return span }
    default: break
    }
    return marked(in: text, at: start)
  }

  private static func urlSafeEnd(_ text: Bytes, from start: Int, limit: Int = 65_536) -> Int {
    text.first(from: start, limit: start + limit) { !VendorKeyDetector.isIn(.urlSafe, $0) }
  }

  /// `eyJ….eyJ….signature`; also unsigned, the five parts of an encrypted one, and over several lines.
  private static func jwt(in text: Bytes, at start: Int) -> SecretSpan? {
    guard text.has("eyJ", at: start) || text.has("ewog", at: start) else { return nil }
    var end = wrappedEnd(text, from: start, isRest: { $0 == UInt8(ascii: ".") })
    guard end - start >= 12, end < text.count, text[end] == UInt8(ascii: ".") else { return nil }
    let payload = end + 1
    end = wrappedEnd(text, from: payload, isRest: { $0 == UInt8(ascii: ".") })
    guard end - payload >= 12 || end == payload else { return nil }
    var parts = 2
    while parts < 5, end < text.count, text[end] == UInt8(ascii: ".") {
      let next = wrappedEnd(text, from: end + 1, isRest: nil)
      guard next > end + 1 || end == payload else { break }
      end = next
      parts += 1
    }
    guard end - payload >= 12 else { return nil }
    return SecretSpan(range: start..<end, kind: "jwt", precision: .shape)
  }

  /// The end of a part that may be broken over lines: the rest is followed by `isRest`, or stands alone
  /// and looks random.
  private static func wrappedEnd(_ text: Bytes, from start: Int, isRest: ((UInt8) -> Bool)?) -> Int
  {
    var end = urlSafeEnd(text, from: start)
    for _ in 0..<64 {
      guard end > start, let next = WrappedLine.next(text, after: end) else { break }
      let rest = urlSafeEnd(text, from: next)
      guard rest > next else { break }
      let isFollowed = isRest.map { rest < text.count && $0(text[rest]) } ?? false
      let isAlone =
        WrappedLine.isAlone(text, next..<rest)
        && (Randomness.isRandom(text, next..<rest) && !Randomness.isHex(text, next..<rest))
      guard isFollowed || isAlone else { break }
      end = rest
    }
    return end
  }

  /// A JWT that was put into base64 once more: `ZXlK` is `eyJ`.
  private static func encodedJWT(in text: Bytes, at start: Int) -> SecretSpan? {
    guard text.has("ZXlK", at: start) else { return nil }
    let end = text.first(from: start, limit: start + 65_536) { !Ascii.isBase64($0) }
    guard end - start >= 80, Randomness.isRandom(text, start..<end) else { return nil }
    return SecretSpan(range: start..<end, kind: "jwt", precision: .shape)
  }

  /// The id in base64, a time stamp, a signature.
  private static func discordToken(in text: Bytes, at start: Int) -> SecretSpan? {
    let id = urlSafeEnd(text, from: start, limit: 40)
    guard (23...28).contains(id - start), id < text.count, text[id] == UInt8(ascii: ".") else {
      return nil
    }
    let stamp = urlSafeEnd(text, from: id + 1, limit: 16)
    guard (6...7).contains(stamp - id - 1), stamp < text.count, text[stamp] == UInt8(ascii: ".")
    else { return nil }
    let end = wrappedEnd(text, from: stamp + 1, isRest: nil)
    guard (27...41).contains(end - stamp - 1), Randomness.isRandom(text, stamp + 1..<end) else {
      return nil
    }
    return SecretSpan(range: start..<end, kind: "discord-token", precision: .shape)
  }

  /// `key-` and 32 hex digits, which caches have too: only where Mailgun is spoken of.
  private static func mailgunKey(in text: Bytes, at start: Int) -> SecretSpan? {
    guard text.has("key-", at: start), start + 36 <= text.count,
      Randomness.isHex(text, start + 4..<start + 36),
      start + 36 == text.count || !Ascii.isAlphanumeric(text[start + 36]),
      (max(0, start - 160)..<start).contains(where: { text.hasFolded("mailgun", at: $0) })
    else { return nil }
    return SecretSpan(range: start..<start + 36, kind: "mailgun-key", precision: .shape)
  }

  /// `<bot id>:<35 characters>`; in a URL it follows `bot`.
  private static func telegramToken(in text: Bytes, at start: Int) -> SecretSpan? {
    let colon = text.first(from: start, limit: start + 17) { !Ascii.isDigit($0) }
    guard (5...16).contains(colon - start), text.has(":A", at: colon) else { return nil }
    var end = urlSafeEnd(text, from: colon + 1, limit: 64)
    if end - colon < 36, let next = WrappedLine.next(text, after: end) {
      let rest = urlSafeEnd(text, from: next, limit: 64)
      guard rest - next + end - colon == 36 else { return nil }
      end = rest
    } else if end - colon != 36 {
      return nil
    }
    guard Randomness.isPlausible(text, colon + 1..<end) else { return nil }
    return SecretSpan(range: start..<end, kind: "telegram-token", precision: .shape)
  }

  /// Parts of fixed lengths with `.` between them.
  private static func parts(
    in text: Bytes,
    from start: Int,
    _ lengths: [Int],
    kind: String
  ) -> SecretSpan? {
    var index = start
    for (number, length) in lengths.enumerated() {
      if number > 0 {
        guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
        index += 1
      }
      let end = urlSafeEnd(text, from: index, limit: length + 1)
      guard end - index == length else { return nil }
      index = end
    }
    return SecretSpan(range: start..<index, kind: kind, precision: .shape)
  }

  /// `sc_<client>.<key>.acc_<account>.<secret>`.
  private static func accessKey(in text: Bytes, at start: Int) -> SecretSpan? {
    let client = urlSafeEnd(text, from: start, limit: 40)
    guard client < text.count, text[client] == UInt8(ascii: ".") else { return nil }
    let key = urlSafeEnd(text, from: client + 1, limit: 12)
    guard text.has(".acc", at: key) else { return nil }
    let account = urlSafeEnd(text, from: key + 1, limit: 64)
    guard account < text.count, text[account] == UInt8(ascii: ".") else { return nil }
    let end = text.first(from: account + 1, limit: account + 200) { !Ascii.isBase64($0) }
    guard end - account > 30 else { return nil }
    return SecretSpan(range: start..<end, kind: "authress-key", precision: .shape)
  }

  /// Keys that are known by a mark inside or at the end: `….atlasv1.…`, `xxx8Q~…`, `…-us12`, `…_mmk`.
  private static func marked(in text: Bytes, at start: Int) -> SecretSpan? {
    let end = urlSafeEnd(text, from: start, limit: 96)
    guard end - start < 96 else { return nil }
    let next: UInt8 = end < text.count ? text[end] : 0
    if end - start == 14, text.has(".atlasv1.", at: end) {
      let last = text.first(from: end + 9, limit: end + 90) { !Ascii.isBase64($0) }
      return last - end >= 60
        ? SecretSpan(range: start..<last, kind: "terraform-token", precision: .shape) : nil
    }
    if (5...12).contains(end - start), next == UInt8(ascii: "~") || next == UInt8(ascii: ".") {
      return azureSecret(in: text, at: start)
    }
    if end - start == 40, text.has("_mmk", at: end - 4), text[start + 6] == 0x5F {
      return SecretSpan(range: start..<end, kind: "maxmind-key", precision: .shape)
    }
    if (36...37).contains(end - start), text.has("-us", at: start + 32),
      Randomness.isHex(text, start..<start + 32), Ascii.isDigit(text[end - 1])
    {
      return SecretSpan(range: start..<end, kind: "mailchimp-key", precision: .shape)
    }
    if end - start == 50, text[start + 32] == UInt8(ascii: "-"),
      text[start + 41] == UInt8(ascii: "-"), Randomness.isHex(text, start..<start + 32),
      Randomness.isHex(text, start + 33..<start + 41)
    {
      return SecretSpan(range: start..<end, kind: "mailgun-key", precision: .shape)
    }
    return nil
  }

  /// Three characters, a digit, `Q~`, and 31 to 34 more.
  private static func azureSecret(in text: Bytes, at start: Int) -> SecretSpan? {
    func isPart(_ byte: UInt8) -> Bool {
      VendorKeyDetector.isIn(.urlSafe, byte) || byte == UInt8(ascii: "~")
        || byte == UInt8(ascii: ".")
    }
    guard text.has("Q~", at: start + 4), Ascii.isDigit(text[start + 3]) else { return nil }
    let end = text.first(from: start + 6, limit: start + 48) { !isPart($0) }
    if end - start < 37, let next = WrappedLine.next(text, after: end) {
      let rest = text.first(from: next, limit: next + 48) { !isPart($0) }
      guard (31...36).contains(end - start - 6 + rest - next) else { return nil }
      return SecretSpan(range: start..<rest, kind: "azure-secret", precision: .shape)
    }
    guard (31...36).contains(end - start - 6) else { return nil }
    return SecretSpan(range: start..<end, kind: "azure-secret", precision: .shape)
  }
}
