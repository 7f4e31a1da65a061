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
  /// Beside a name as programs write them, not beside words of a sentence.
  var isSetting = true

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
    case .unknownKey: return isUnknownKey
    }
  }

  private func isPassword(isVariable: Bool) -> Bool {
    if isQuoted { return holdsSpace ? !isProse : !namesSecret }
    if isVariable || Randomness.isRandom(text, range) { return true }
    if namesSecret { return false }
    // `password: hunter` in a file of settings; in a sentence only what is no word.
    if isLetters {
      return range.count >= 5 && (isSetting && endsLine || isQuery)
        && followedBy != UInt8(ascii: ")")
    }
    if isTechnicalTerm { return false }
    return isSetting && endsLine || isQuery || holds(Ascii.isDigit) || holds(Self.isSpecial)
  }

  /// Beside a secret's name with nothing but words like `is` between: what cannot be a word of the sentence.
  func isSecretInSentence(beside strength: SecretName.Strength) -> Bool {
    guard range.count >= 6, !Placeholder.matches(text, range), !isPath, !isCode, !holdsURL else {
      return false
    }
    if Randomness.isRandom(text, range) { return range.count >= 16 || strength.isPassword }
    guard strength.isPassword, !namesSecret, !isTechnicalTerm, !holds(Self.isBracket), !isType
    else { return false }
    return holds(Ascii.isLetter) && (holds(Ascii.isDigit) || holds(Self.isSpecial))
      && holds { !(Ascii.isLetter($0) || $0 == 0x2D || $0 == 0x5F) }
  }

  /// `String?`, or the tag of a YAML value, `!vault`.
  private var isType: Bool {
    if text[range.lowerBound] == UInt8(ascii: "!") {
      return text.first(from: range.lowerBound + 1, limit: range.upperBound) {
        !Ascii.isLetter($0)
      } == range.upperBound
    }
    return text[range.upperBound - 1] == UInt8(ascii: "?")
      && text.first(from: range.lowerBound, limit: range.upperBound) { !Ascii.isLetter($0) }
        == range.upperBound - 1
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "@"),
      UInt8(ascii: "?"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// `argon2id`, `sha256-hashed`, `oauth2`: words that hold digits.
  private var isTechnicalTerm: Bool {
    var index = range.lowerBound
    var isFound = false
    while index < range.upperBound {
      let end = text.first(from: index, limit: range.upperBound) { !Ascii.isAlphanumeric($0) }
      let hasDigit = text.first(from: index, limit: end, where: Ascii.isDigit) < end
      if hasDigit {
        let folded = (index..<end).map { Ascii.lowercased(text[$0]) }
        // `sha-256`.
        if index - 4 >= range.lowerBound, end - index == 3,
          text.hasFolded("sha-", at: index - 4) || text.hasFolded("aes-", at: index - 4)
        {
          isFound = true
          index = end + 1
          continue
        }
        guard Self.technicalTerms.contains(folded) else { return false }
        isFound = true
      }
      index = end + 1
    }
    return isFound && !holds(Self.isSpecial)
  }

  private static let technicalTerms: Set<[UInt8]> = Set(
    """
    argon2 argon2id argon2i sha1 sha256 sha384 sha512 md5 pbkdf2 base64 base32 utf8 oauth2 oauth
    2fa mfa ed25519 rs256 hs256 es256 aes256 aes128 x509 v1 v2 v3 s3 k8s http2 ipv4 ipv6 bcrypt
    bcrypt2 scrypt b64enc b64dec sha256sum sha512sum md5sum mp4 h2 sso saml2 oidc 1password
    """.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
  )

  private var isUnknownKey: Bool {
    range.count >= 16 && !holds { $0 == 0x3A || $0 == Ascii.space }
      && (!holds { $0 == 0x2F } || isPadded) && !Randomness.isHex(text, range)
      && !Randomness.isUUID(text, range)
      && Randomness.isRandom(text, range)
  }

  /// Base64 of some length that says by its end that it is such.
  private var isPadded: Bool {
    range.count >= 40 && text[range.upperBound - 1] == UInt8(ascii: "=")
      && !holds { !Ascii.isBase64($0) }
  }

  private func isKey(kind: String, isVariable: Bool) -> Bool {
    if holdsSpace { return false }
    if Randomness.isRandom(text, range) { return true }
    if range.count < 8 || namesSecret { return false }
    if isVariable, kind != "cookie" { return true }
    if endsInHash || isTypedPassword { return true }
    if isSetting, range.count >= 12, isAlphanumeric, holds(Ascii.isDigit), holds(Ascii.isLetter),
      isBesideVariable
    {
      return true
    }
    guard kind == "secret" || kind == "api-key" else { return false }
    return isAlphanumeric && holds(Ascii.isDigit) && holds(Ascii.isLetter)
  }

  /// Behind `SCREAMING_NAME: `, as YAML lists variables.
  private var isBesideVariable: Bool {
    var index = range.lowerBound
    while index > 0, Ascii.isBlank(text[index - 1]) || Ascii.isQuote(text[index - 1]) { index -= 1 }
    guard index > 1, text[index - 1] == UInt8(ascii: ":") else { return false }
    let end = index - 1
    index = end
    while index > 0, end - index < 64, Ascii.isWord(text[index - 1]) {
      if Ascii.isLower(text[index - 1]) { return false }
      index -= 1
    }
    return text.first(from: index, limit: end) { $0 == 0x5F } < end
  }

  /// `1/1200…:9f86d081…`: numbers, and 32 hex digits or more behind them.
  private var endsInHash: Bool {
    var start = range.upperBound
    while start > range.lowerBound, Ascii.isHex(text[start - 1]) { start -= 1 }
    return start > range.lowerBound && range.upperBound - start >= 32
      && Ascii.isDigit(text[range.lowerBound])
  }

  /// `Harbour7739!` in quotes or alone on its line: nobody names anything so.
  private var isTypedPassword: Bool {
    guard isQuoted || isSetting && endsLine else { return false }
    return Ascii.isAlphanumeric(text[range.lowerBound]) && holds(Ascii.isDigit)
      && holds(Ascii.isLetter) && holds(Self.isSpecial)
      && !holds {
        !(Ascii.isAlphanumeric($0) || Self.isSpecial($0)) || $0 == UInt8(ascii: "?")
          || $0 == UInt8(ascii: "&")
      }
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

  /// `process.env.KEY`, `getToken()`, `config.secret`, `ENV["KEY"]`, `a ? b : c`, `qq{`.
  private var isCode: Bool {
    if let last = range.last, isOpening(text[last]) { return true }
    var index = range.lowerBound
    let first = text[index]
    if first == UInt8(ascii: "("), holds({ $0 == UInt8(ascii: ".") }) { return true }
    guard Ascii.isLetter(first) || first == 0x5F || first == UInt8(ascii: "!") else { return false }
    var dots = 0
    while index < range.upperBound {
      let byte = text[index]
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        // A call or an element, whatever the function is called.
        return index > range.lowerBound && Ascii.isWord(text[index - 1])
      }
      if byte == UInt8(ascii: ".") {
        dots += 1
        // No field has a name that begins with a digit.
        if index + 1 < range.upperBound, Ascii.isDigit(text[index + 1]) { return false }
      }
      guard
        Ascii.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?")
          || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "$")
      else { return false }
      index += 1
    }
    return dots > 0 && isChainOfNames
  }

  private func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
  }

  /// Whether every part between dots could be a name: none is long and random.
  private var isChainOfNames: Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = text.first(from: start, limit: range.upperBound) { $0 == UInt8(ascii: ".") }
      if end - start >= 12, Randomness.isRandom(text, start..<end) { return false }
      start = end + 1
    }
    return !(range.count >= 20 && Randomness.isRandom(text, range) && !hasShortParts)
  }

  private var hasShortParts: Bool {
    var longest = 0
    var start = range.lowerBound
    while start < range.upperBound {
      let end = text.first(from: start, limit: range.upperBound) { $0 == UInt8(ascii: ".") }
      longest = max(longest, end - start)
      start = end + 1
    }
    return longest <= 16
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
