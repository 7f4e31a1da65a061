/// A value beside a secret name: a secret, or words and code about one.
struct SecretValue {
  let text: Bytes
  let range: Range<Int>
  let isQuoted: Bool
  var endsLine = true
  /// The byte behind an unquoted value; 0 at the end.
  var followedBy: UInt8 = 0
  /// Directly behind the separator.
  var isQuery = false

  func isSecret(beside strength: SecretName.Strength, isVariable: Bool) -> Bool {
    guard range.count >= 3, !Placeholder.matches(text, range) else { return false }
    // What is secret in a URL is found in the URL.
    guard
      text.first(from: range.lowerBound, limit: range.upperBound, where: { $0 == 0x3A })
        == range.upperBound || !holdsURL
    else { return false }
    if !isQuoted, isCode { return false }
    if isPath { return false }
    switch strength {
    case .password: return isPassword(isVariable: isVariable)
    case .key(let kind): return isKey(kind: kind, isVariable: isVariable)
    }
  }

  private func isPassword(isVariable: Bool) -> Bool {
    if isQuoted { return holdsSpace ? !isProse : !namesSecret }
    if isVariable || Randomness.isRandom(text, range) { return true }
    if namesSecret { return false }
    let plain = isLetters
    // `password: hunter` on a line of its own; in the middle of a sentence only what is no word.
    if plain { return range.count >= 5 && (endsLine || isQuery) && followedBy != UInt8(ascii: ")") }
    return endsLine || isQuery || holds(Ascii.isDigit)
  }

  private func isKey(kind: String, isVariable: Bool) -> Bool {
    if holdsSpace { return false }
    if Randomness.isRandom(text, range) { return true }
    if range.count < 8 || namesSecret { return false }
    if isVariable, kind != "cookie" { return true }
    guard kind == "secret" || kind == "api-key" else { return false }
    return isAlphanumeric && holds(Ascii.isDigit) && holds(Ascii.isLetter)
  }

  private func holds(_ condition: (UInt8) -> Bool) -> Bool {
    text.first(from: range.lowerBound, limit: range.upperBound, where: condition)
      < range.upperBound
  }

  private var isLetters: Bool { !holds { !Ascii.isLetter($0) } }
  private var isAlphanumeric: Bool { !holds { !Ascii.isAlphanumeric($0) } }
  private var holdsSpace: Bool { holds { $0 == Ascii.space } }

  private var holdsURL: Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] == UInt8(ascii: ":"), text.has("://", at: index) { return true }
      index += 1
    }
    return false
  }

  var looksLikeCode: Bool { isCode }

  /// `process.env.KEY`, `getToken()`, `config.secret`, `ENV["KEY"]`, `a ? b : c`.
  private var isCode: Bool {
    var isChain = true
    var dots = 0
    for index in range {
      let byte = text[index]
      if byte == UInt8(ascii: "("), index > range.lowerBound, Ascii.isWord(text[index - 1]),
        isIdentifier(range.lowerBound..<index)
      {
        return true
      }
      if byte == UInt8(ascii: "["), index > range.lowerBound, Ascii.isWord(text[index - 1]),
        isIdentifier(range.lowerBound..<index)
      {
        return true
      }
      if byte == UInt8(ascii: ".") { dots += 1 }
      if !(Ascii.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?")
        || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "$"))
      {
        isChain = false
      }
    }
    guard isChain, dots > 0, !Ascii.isDigit(text[range.lowerBound]) else { return false }
    return !Randomness.isRandom(text, range)
  }

  private func isIdentifier(_ part: Range<Int>) -> Bool {
    for index in part {
      let byte = text[index]
      guard Ascii.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$") else {
        return false
      }
    }
    return !Randomness.isRandom(text, part)
  }

  /// A file's path: `./key.pem`, `/run/secrets/token`, `vault/service/key`.
  private var isPath: Bool {
    let first = text[range.lowerBound]
    guard holds({ $0 == UInt8(ascii: "/") }) else { return false }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: ".") || first == UInt8(ascii: "~") {
      return !Randomness.isRandom(text, range)
    }
    return !holds { !(Ascii.isWord($0) || $0 == 0x2F || $0 == 0x2E || $0 == 0x2D) }
      && !Randomness.isRandom(text, range)
  }

  /// `newPassword`, `access_token`: the name of a variable or field, not its value.
  private var namesSecret: Bool {
    guard !holds({ !(Ascii.isWord($0) || $0 == 0x2D || $0 == 0x2E) }) else { return false }
    let hasSeparator = holds { $0 == 0x5F || $0 == 0x2D || $0 == 0x2E }
    var camel = false
    var index = range.lowerBound + 1
    while index < range.upperBound {
      if Ascii.isUpper(text[index]), Ascii.isLower(text[index - 1]) { camel = true }
      index += 1
    }
    guard hasSeparator || camel || isLetters else { return false }
    guard !holds(Ascii.isDigit) else { return false }
    index = range.lowerBound
    while index < range.upperBound {
      switch text[index] | 0x20 {
      case UInt8(ascii: "p"):
        if text.hasFolded("passw", at: index) || text.hasFolded("passphrase", at: index) {
          return true
        }
      case UInt8(ascii: "s"):
        if text.hasFolded("secret", at: index), hasSeparator || camel { return true }
      case UInt8(ascii: "t"): if text.hasFolded("token", at: index) { return true }
      case UInt8(ascii: "k"):
        if text.hasFolded("key", at: index), hasSeparator || camel { return true }
      case UInt8(ascii: "c"): if text.hasFolded("credential", at: index) { return true }
      default: break
      }
      index += 1
    }
    return false
  }

  /// A sentence or a label, such as `Enter your password`.
  private var isProse: Bool {
    let first = text[range.lowerBound]
    let last = text[range.upperBound - 1]
    if Ascii.isUpper(first), !holds(Ascii.isDigit) { return true }
    if last == UInt8(ascii: ".") || last == UInt8(ascii: ":") || last == UInt8(ascii: "?") {
      return true
    }
    var index = range.lowerBound
    while index < range.upperBound {
      if text.hasFolded("password", at: index) || text.hasFolded("must ", at: index)
        || text.hasFolded("the ", at: index) || text.hasFolded("required", at: index)
      {
        return true
      }
      index += 1
    }
    return false
  }
}
