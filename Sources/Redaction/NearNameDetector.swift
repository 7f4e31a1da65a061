/// Values in the neighbourhood of a secret's name: in sentences, tables, columns, calls, tags.
///
/// Directly behind the name, or with words like `is` between, a password or any random value counts.
/// Further on in the same line only what is random, long, and neither a hash nor an id.
enum NearNameDetector {
  private static let reach = 160
  private static let mostWords = 8
  /// Longer runs without a space are looked at once, whatever names they hold.
  private static let longestSearched = 256

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    while index < text.count {
      guard mentionsSecret(text, at: index) else {
        index += 1
        continue
      }
      let name = name(text, around: index)
      index = name.upperBound
      // The kind of a secret that is gone is no name: `[redacted: api-key]`.
      if index < text.count, text[index] == UInt8(ascii: "]"), isInMark(text, name) { continue }
      guard text[name.upperBound - 1] != UInt8(ascii: "-"),
        let strength = SecretName.strength(text, name), !SecretName.isPartOfARN(text, name)
      else { continue }
      index = look(text, behind: name, strength, into: &spans)
    }
  }

  private static func isInMark(_ text: Bytes, _ name: Range<Int>) -> Bool {
    let mark: StaticString = "[redacted: "
    return (max(0, name.lowerBound - 11)...name.lowerBound).contains { text.has(mark, at: $0) }
  }

  /// A word that every secret's name has.
  @inline(__always)
  private static func mentionsSecret(_ text: Bytes, at index: Int) -> Bool {
    switch text[index] | 0x20 {
    case UInt8(ascii: "k"):
      text.hasFolded("key", at: index) || text.hasFolded("kennwort", at: index)
    case UInt8(ascii: "t"): text.hasFolded("token", at: index)
    case UInt8(ascii: "s"): text.hasFolded("secret", at: index)
    case UInt8(ascii: "p"):
      text.hasFolded("pass", at: index) || text.hasFolded("pwd", at: index)
        || text.hasFolded("pat", at: index)
    case UInt8(ascii: "c"): text.hasFolded("credential", at: index)
    default: false
    }
  }

  /// The whole name, with the words before it: `client secret`, `STRIPE_API_KEY`.
  private static func name(_ text: Bytes, around index: Int) -> Range<Int> {
    func isPart(_ byte: UInt8) -> Bool { Ascii.isWord(byte) || byte == UInt8(ascii: "-") }
    let end = text.first(from: index, limit: index + 80) { !isPart($0) }
    let floor = max(0, index - 64)
    var start = index
    var spaces = 0
    while start > floor {
      if text[start - 1] == Ascii.space {
        spaces += 1
        guard spaces < 3, start - 1 > floor, isPart(text[start - 2]) else { break }
      } else if !isPart(text[start - 1]) {
        break
      }
      start -= 1
    }
    return start..<max(end, index + 1)
  }

  /// - Returns: where to go on: behind the name, or behind a run that is no sentence.
  private static func look(
    _ text: Bytes,
    behind name: Range<Int>,
    _ strength: SecretName.Strength,
    into spans: inout [SecretSpan]
  ) -> Int {
    var index = name.upperBound
    // A path, an address or a call goes on behind the name.
    guard index < text.count, isBetween(text[index]) || text[index] >= 0x80 else { return index }
    let limit = text.lineEnd(from: index, limit: min(text.count, index + reach))
    var isBeside = true
    var wasConnective = false
    var isLinked = isNameOfSetting(text, name)
    var words = 0
    while index < limit, words < mostWords {
      let between = index
      while index < limit, isBetween(text[index]) {
        // A written-out `\n` is one sign.
        let isEscape = text[index] == UInt8(ascii: "\\") && index + 1 < limit
        index += isEscape && Ascii.isLower(text[index + 1]) ? 2 : 1
      }
      guard index < limit else { break }
      isLinked = isLinked || (between..<index).contains { isLink(text[$0]) }
      let end = text.first(from: index, limit: index + 2_048, where: endsWord)
      guard end > index else {
        isBeside = isBeside && text[index] >= 0x80
        // An arrow or a dash between name and value.
        isLinked =
          isLinked || text.has("\u{2192}", at: index) || text.has("\u{2014}", at: index)
          || text.has("\u{2013}", at: index)
        index += 1
        continue
      }
      let word = index..<trimmed(text, index..<endOfValue(text, index..<end))
      if end - index > longestSearched, words == 0 {
        // Names that stand in it are those of a query or of minified code: assignments.
        guard isSecret(text, word, strength, isBeside: isLinked) else { return end }
      }
      index = max(end, index + 1)
      if isConnective(text, word) {
        isLinked = true
        wasConnective = text[word.upperBound - 1] | 0x20 == UInt8(ascii: "s")
        continue
      }
      words += 1
      // `Revert "Hash passwords" (3f78…)`: an id behind a word, not its value.
      let isValue =
        isLinked || between..<word.lowerBound == name.upperBound..<name.upperBound + 1
        || !(Randomness.isHex(text, word) || Randomness.isUUID(text, word))
      // `password for db-1 is: x`.
      let isNamed =
        wasConnective && strength.isPassword
        && (Randomness.isRandom(text, word) || text[between] == UInt8(ascii: ":"))
      wasConnective = false
      if isSecret(text, word, strength, isBeside: isBeside && isValue || isNamed) {
        spans.append(SecretSpan(range: word, kind: strength.kind, precision: .context))
        return word.upperBound
      }
      isBeside = false
    }
    return name.upperBound
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    switch byte {
    case Ascii.space, Ascii.tab, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
      UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "="),
      UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "\\"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  private static func isLink(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "|")
      || byte == UInt8(ascii: ">")
  }

  /// `API_TOKEN`, `api key`: more than one word, which no sentence says by chance.
  private static func isNameOfSetting(_ text: Bytes, _ name: Range<Int>) -> Bool {
    let isWhole = name.contains { text[$0] == 0x5F }
    return isWhole || text.hasFolded("api key", at: name.upperBound - 7)
      || text.hasFolded("secret key", at: name.upperBound - 10)
      || text.hasFolded("access token", at: name.upperBound - 12)
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= Ascii.space || Ascii.isQuote(byte) || byte == UInt8(ascii: "|")
      || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\\") || byte >= 0x80
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "(")
  }

  /// Where `&name=` begins behind a value: the next one of a query.
  private static func endOfValue(_ text: Bytes, _ word: Range<Int>) -> Int {
    guard word.upperBound < text.count, text[word.upperBound] == UInt8(ascii: "=") else {
      return word.upperBound
    }
    var end = word.upperBound
    while end > word.lowerBound, text[end - 1] != UInt8(ascii: "&"),
      text[end - 1] != UInt8(ascii: ";"), text[end - 1] != UInt8(ascii: ",")
    {
      end -= 1
    }
    return end > word.lowerBound + 1 ? end - 1 : word.upperBound
  }

  /// The end of a word without what closes the clause around it.
  private static func trimmed(_ text: Bytes, _ word: Range<Int>) -> Int {
    var end = word.upperBound
    while end > word.lowerBound + 1 {
      switch text[end - 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"),
        UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "*"), UInt8(ascii: "}"):
        end -= 1
      default: return end
      }
    }
    return end
  }

  private static let connectives: [StaticString] = [
    "is", "are", "was", "to", "as", "value", "val", "with", "the", "new", "this", "now", "set",
    "body", "be", "equals", "ist", "lautet", "->", "=>", "--body", "-b", ":=", "-",
  ]

  private static func isConnective(_ text: Bytes, _ word: Range<Int>) -> Bool {
    word.count <= 6
      && connectives.contains {
        $0.utf8CodeUnitCount == word.count && text.hasFolded($0, at: word.lowerBound)
      }
  }

  private static func isSecret(
    _ text: Bytes,
    _ word: Range<Int>,
    _ strength: SecretName.Strength,
    isBeside: Bool
  ) -> Bool {
    guard word.count >= 6 else { return false }
    let value = SecretValue(text: text, range: word, isQuoted: false)
    switch strength {
    case .unknownKey:
      return isBeside && value.isSecret(beside: strength, isVariable: false)
    case .password, .key:
      if isBeside { return value.isSecretInSentence(beside: strength) }
    }
    guard word.count >= 20, !Randomness.isHex(text, word), !Randomness.isUUID(text, word),
      !isIdentifier(text, word), value.isSecretInSentence(beside: .key(kind: ""))
    else { return false }
    return true
  }

  /// `cus_4fG8…`, `id:…`, a path, an address: what has a kind of its own in front.
  private static func isIdentifier(_ text: Bytes, _ word: Range<Int>) -> Bool {
    let end = text.first(from: word.lowerBound, limit: word.upperBound) { !Ascii.isLetter($0) }
    guard end < word.upperBound else { return false }
    if (2...8).contains(end - word.lowerBound),
      text[end] == 0x5F || text[end] == 0x2D
        || text[end] == UInt8(ascii: ":")
    {
      return true
    }
    return text.first(from: word.lowerBound, limit: word.upperBound) {
      $0 == 0x2F || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ":")
        || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "#")
    } < word.upperBound
  }
}
