/// A name and its value that stand beside one another as two fields: `name: DB_PASSWORD`,
/// `value: x`, as lists of environment variables and Terraform's variables have them.
enum NamedPair {
  private static let reach = 200

  /// What the name says that stands before the field `value` or `default`, in the same braces or on
  /// one of the lines above.
  static func strength(_ text: Bytes, value: Range<Int>) -> SecretName.Strength? {
    guard isValueField(text, value) else { return nil }
    let floor = max(0, value.lowerBound - reach)
    var index = value.lowerBound
    var lines = 0
    while index > floor {
      index -= 1
      switch text[index] {
      case Ascii.newline:
        lines += 1
        if lines > 3 { return nil }
      case UInt8(ascii: "}"), UInt8(ascii: ">"): return nil
      case UInt8(ascii: ":"), UInt8(ascii: "="):
        let end = AssignmentDetector.name(text, before: index)?.upperBound
        if let end, isNameField(text, end) { return named(text, behind: index + 1) }
      // Another field with a value of its own, as `description`, may stand between.
      case UInt8(ascii: "v"):
        if text.has("variable ", at: index) { return named(text, behind: index + 9) }
      default: break
      }
    }
    return nil
  }

  private static func isValueField(_ text: Bytes, _ name: Range<Int>) -> Bool {
    let end = name.upperBound
    func isWhole(_ word: StaticString) -> Bool {
      let start = end - word.utf8CodeUnitCount
      return text.hasFolded(word, at: start) && (start == 0 || !Ascii.isWord(text[start - 1]))
    }
    switch text[end - 1] {
    case UInt8(ascii: "e"): return isWhole("value")
    case UInt8(ascii: "t"): return isWhole("default")
    default: return false
    }
  }

  private static func isNameField(_ text: Bytes, _ end: Int) -> Bool {
    func isWhole(_ word: StaticString) -> Bool {
      let start = end - word.utf8CodeUnitCount
      return text.hasFolded(word, at: start) && (start == 0 || !Ascii.isWord(text[start - 1]))
    }
    return isWhole("name") || isWhole("key") || isWhole("parametername")
  }

  private static func named(_ text: Bytes, behind index: Int) -> SecretName.Strength? {
    let start = text.first(from: index, limit: index + 80) {
      !(Ascii.isBlank($0) || Ascii.isQuote($0) || $0 == UInt8(ascii: "\\"))
    }
    let end = text.first(from: start, limit: start + 80) {
      !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "/"))
    }
    return start < end ? SecretName.strength(text, start..<end) : nil
  }
}

/// A literal that a password is compared with: `password === 'x'`.
enum Comparison {
  /// Looks at the comparison whose first `=` stands at `index`.
  static func find(_ text: Bytes, at index: Int, into spans: inout [SecretSpan]) {
    guard text.has("==", at: index) || index > 0 && text[index - 1] == UInt8(ascii: "!") else {
      return
    }
    let behind = text.first(from: index, limit: index + 3) { $0 != UInt8(ascii: "=") }
    let start = text.first(from: behind, limit: behind + 8) { !Ascii.isBlank($0) }
    let end = index > 0 && text[index - 1] == UInt8(ascii: "!") ? index - 1 : index
    guard start < text.count, Ascii.isQuote(text[start]),
      let name = AssignmentDetector.name(text, before: end),
      let strength = SecretName.strength(text, name), strength.isPassword,
      let quoted = QuotedValue(text, at: start, limit: 256)
    else { return }
    let value = SecretValue(text: text, range: quoted.range, isQuoted: false)
    guard value.isSecretInSentence(beside: strength) else { return }
    spans.append(SecretSpan(range: quoted.range, kind: strength.kind, precision: .context))
  }
}
