/// Passwords where a language or a file format has its own place for them.
///
/// SQL (`PASSWORD 'x'`, `IDENTIFIED BY 'x'`), tags (`<password>x</password>`), `.netrc`, `.pgpass`,
/// `pass:x` of OpenSSL, `htpasswd -b file user x`.
enum PhraseDetector {
  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var lineStart = 0
    while lineStart < text.count {
      let next = text.first(from: lineStart, limit: text.count) { $0 == Ascii.newline }
      let end = text.lineEnd(from: lineStart, limit: next)
      if end - lineStart <= 8_192 { passwordFile(text, lineStart..<end, into: &spans) }
      scan(text, lineStart..<next, into: &spans)
      lineStart = next + 1
    }
  }

  private static func scan(_ text: Bytes, _ line: Range<Int>, into spans: inout [SecretSpan]) {
    var index = line.lowerBound
    while index < line.upperBound {
      let found = spans.count
      switch text[index] | 0x20 {
      case UInt8(ascii: "m") where index == line.lowerBound:
        // A line of Redis's settings.
        if text.has("masterauth ", at: index) {
          directive(text, from: index + 11, limit: line.upperBound, into: &spans)
        }
      case UInt8(ascii: "r") where index == line.lowerBound:
        if text.has("requirepass ", at: index) {
          directive(text, from: index + 12, limit: line.upperBound, into: &spans)
        }
      case UInt8(ascii: "l") where opensWord(text, at: index):
        if text.hasFolded("login ", at: index) || text.hasFolded("log in ", at: index) {
          login(text, from: index + 6, limit: line.upperBound, into: &spans)
        }
      case UInt8(ascii: "p") where opensWord(text, at: index):
        if text.hasFolded("password", at: index) {
          quoted(text, behind: index + 8, limit: line.upperBound, into: &spans)
          netrc(text, at: index, line, into: &spans)
        } else if text.has("pass:", at: index) {
          openSSL(text, from: index + 5, limit: line.upperBound, into: &spans)
        }
      case UInt8(ascii: "b") where opensWord(text, at: index):
        if text.hasFolded("by ", at: index), identified(text, before: index) {
          quoted(text, behind: index + 2, limit: line.upperBound, into: &spans)
        }
      case UInt8(ascii: "h") where text.has("htpasswd ", at: index):
        htpasswd(text, index + 9..<line.upperBound, into: &spans)
      case UInt8(ascii: "<") | 0x20: tag(text, at: index, limit: line.upperBound, into: &spans)
      default: break
      }
      index = found < spans.count ? spans[spans.count - 1].range.upperBound : index + 1
    }
  }

  private static func opensWord(_ text: Bytes, at index: Int) -> Bool {
    index == 0 || !Ascii.isWord(text[index - 1])
  }

  /// The rest of a line that is one word.
  private static func directive(
    _ text: Bytes,
    from index: Int,
    limit: Int,
    into spans: inout [SecretSpan]
  ) {
    let start = text.first(from: index, limit: limit) { !(Ascii.isBlank($0) || Ascii.isQuote($0)) }
    let end = text.first(from: start, limit: limit) { $0 <= Ascii.space || Ascii.isQuote($0) }
    guard end - start >= 4, !Placeholder.matches(text, start..<end) else { return }
    add(start..<end, to: &spans)
  }

  /// `Login with app / x`: a user, a slash, what can be no word.
  private static func login(
    _ text: Bytes,
    from start: Int,
    limit: Int,
    into spans: inout [SecretSpan]
  ) {
    let slash = text.first(from: start, limit: min(limit, start + 80)) { $0 == UInt8(ascii: "/") }
    guard slash + 2 < limit, text[slash] == UInt8(ascii: "/"), text[slash - 1] == Ascii.space,
      text[slash + 1] == Ascii.space
    else { return }
    let from = slash + 2
    let end = text.first(from: from, limit: limit) { $0 <= Ascii.space || Ascii.isQuote($0) }
    guard
      SecretValue(text: text, range: from..<end, isQuoted: false)
        .isSecretInSentence(beside: .password(kind: "password"))
    else { return }
    add(from..<end, to: &spans)
  }

  private static func add(_ range: Range<Int>, to spans: inout [SecretSpan]) {
    spans.append(SecretSpan(range: range, kind: "password", precision: .syntax))
  }

  /// `PASSWORD 'x'`: a quoted text behind the word, as SQL has it.
  private static func quoted(
    _ text: Bytes,
    behind index: Int,
    limit: Int,
    into spans: inout [SecretSpan]
  ) {
    let start = text.first(from: index, limit: min(limit, index + 8)) {
      !(Ascii.isBlank($0) || $0 == UInt8(ascii: "N") || $0 == UInt8(ascii: "=")
        || $0 == UInt8(ascii: "("))
    }
    guard start > index, start < limit, text[start] == UInt8(ascii: "'"),
      let value = QuotedValue(text, at: start, limit: 512),
      value.behind <= limit, value.range.count >= 3, !Placeholder.matches(text, value.range),
      text.first(
        from: value.range.lowerBound,
        limit: value.range.upperBound,
        where: {
          $0 == Ascii.space
        }
      ) == value.range.upperBound
    else { return }
    add(value.range, to: &spans)
  }

  /// `IDENTIFIED BY`, `IDENTIFIED WITH plugin BY`.
  private static func identified(_ text: Bytes, before index: Int) -> Bool {
    var start = index
    while start > 0, index - start < 64, text[start - 1] != Ascii.newline { start -= 1 }
    return (start..<index).contains { text.hasFolded("identified ", at: $0) }
  }

  /// `login app password x`, or the two words alone on a line below such a one.
  private static func netrc(
    _ text: Bytes,
    at index: Int,
    _ line: Range<Int>,
    into spans: inout [SecretSpan]
  ) {
    let start = text.first(from: index + 8, limit: line.upperBound) { !Ascii.isBlank($0) }
    guard start > index + 8, start < line.upperBound, text.has("password", at: index) else {
      return
    }
    let value = start..<text.first(from: start, limit: line.upperBound) { $0 <= Ascii.space }
    guard value.count >= 3, !Placeholder.matches(text, value), !Ascii.isQuote(text[start]),
      text[start] != UInt8(ascii: "{"), text[start] != UInt8(ascii: "[")
    else { return }
    let before = words(text, before: index, in: line)
    let isEntry =
      before.first.map { first in
        text.has("machine ", at: first) || text.has("default ", at: first)
          || text.has("login ", at: first)
      } ?? false
    let isInline = isEntry && before.count >= 2 && text.has("login ", at: before[before.count - 2])
    let isOwnLine =
      before.isEmpty
      && text.first(from: value.upperBound, limit: line.upperBound) { $0 > Ascii.space }
        == line.upperBound
      && followsLogin(text, line.lowerBound)
    if isInline || isOwnLine { add(value, to: &spans) }
  }

  /// Where the words begin that stand before `index` on its line.
  private static func words(_ text: Bytes, before index: Int, in line: Range<Int>) -> [Int] {
    (max(line.lowerBound, index - 256)..<index).filter { position in
      text[position] > Ascii.space
        && (position == line.lowerBound || text[position - 1] <= Ascii.space)
    }
  }

  /// Whether the line above begins with `login` or `machine`.
  private static func followsLogin(_ text: Bytes, _ lineStart: Int) -> Bool {
    guard lineStart > 1 else { return false }
    var start = lineStart - 1
    while start > 0, text[start - 1] != Ascii.newline, lineStart - start < 256 { start -= 1 }
    let word = text.first(from: start, limit: lineStart) { !Ascii.isBlank($0) }
    return text.has("login ", at: word) || text.has("machine ", at: word)
  }

  private static func openSSL(
    _ text: Bytes,
    from start: Int,
    limit: Int,
    into spans: inout [SecretSpan]
  ) {
    // Before `pass:` stands the blank behind `-passin`.
    guard start > 6, Ascii.isBlank(text[start - 6]) || Ascii.isQuote(text[start - 6]) else {
      return
    }
    let end = text.first(from: start, limit: min(limit, start + 512)) {
      $0 <= Ascii.space || Ascii.isQuote($0)
    }
    let value = start..<end
    guard value.count >= 4, !Placeholder.matches(text, value), text[start] != UInt8(ascii: "$")
    else { return }
    add(value, to: &spans)
  }

  /// `htpasswd -b[…] file user password`.
  private static func htpasswd(_ text: Bytes, _ range: Range<Int>, into spans: inout [SecretSpan]) {
    var arguments: [Range<Int>] = []
    var isBatch = false
    var prints = 0
    var index = range.lowerBound
    while arguments.count < 4 {
      index = text.first(from: index, limit: range.upperBound) { !Ascii.isBlank($0) }
      guard index < range.upperBound, let argument = Argument(text, at: index) else { break }
      if text[index] == UInt8(ascii: "-") {
        if (argument.inner).contains(where: { text[$0] == UInt8(ascii: "b") }) { isBatch = true }
        if (argument.inner).contains(where: { text[$0] == UInt8(ascii: "n") }) { prints = 1 }
      } else {
        arguments.append(argument.inner)
      }
      index = max(argument.end, index + 1)
    }
    let position = 2 - prints
    guard isBatch, arguments.count > position else { return }
    let value = arguments[position]
    guard value.count >= 3, !Placeholder.matches(text, value), text[value.lowerBound] != 0x24
    else { return }
    add(value, to: &spans)
  }

  /// `<password>x</password>`, also `<db:apiKey attribute="…">x<`.
  private static func tag(
    _ text: Bytes,
    at index: Int,
    limit: Int,
    into spans: inout [SecretSpan]
  ) {
    guard text[index] == UInt8(ascii: "<") else { return }
    let nameEnd = text.first(from: index + 1, limit: index + 80) {
      !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: ":"))
    }
    guard nameEnd > index + 1, nameEnd < limit,
      let strength = SecretName.strength(text, index + 1..<nameEnd)
        ?? namedByAttribute(text, nameEnd, limit: limit)
    else { return }
    let open = text.first(from: nameEnd, limit: min(limit, nameEnd + 200)) {
      $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<")
    }
    guard open < limit, text[open] == UInt8(ascii: ">"), text[open - 1] != UInt8(ascii: "/")
    else { return }
    let end = text.first(from: open + 1, limit: min(limit, open + 2_048)) {
      $0 == UInt8(ascii: "<")
    }
    guard end < limit, text.has("</", at: end) else { return }
    let value = SecretValue(text: text, range: open + 1..<end, isQuoted: true)
    guard value.isSecret(beside: strength, isVariable: false) else { return }
    spans.append(SecretSpan(range: value.range, kind: strength.kind, precision: .context))
  }

  /// `<property name="db.password">`.
  private static func namedByAttribute(_ text: Bytes, _ start: Int, limit: Int)
    -> SecretName.Strength?
  {
    let from = text.first(from: start, limit: min(limit, start + 4)) { !Ascii.isBlank($0) }
    let length = text.has("name=\"", at: from) ? 6 : text.has("key=\"", at: from) ? 5 : 0
    guard length > 0 else { return nil }
    let name =
      from
      + length..<text.first(from: from + length, limit: min(limit, from + 80)) {
        $0 == UInt8(ascii: "\"")
      }
    return SecretName.strength(text, name)
  }

  /// `host:port:database:user:password`, as `.pgpass` has it.
  private static func passwordFile(
    _ text: Bytes,
    _ line: Range<Int>,
    into spans: inout [SecretSpan]
  ) {
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    while fields.count < 4 {
      let end = text.first(from: start, limit: min(line.upperBound, start + 128)) {
        !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "*"))
      }
      guard end > start, end < line.upperBound, text[end] == UInt8(ascii: ":") else { return }
      fields.append(start..<end)
      start = end + 1
    }
    let value = start..<line.upperBound
    func isNumber(_ range: Range<Int>) -> Bool {
      text.first(from: range.lowerBound, limit: range.upperBound) { !Ascii.isDigit($0) }
        == range.upperBound
    }
    func isAny(_ range: Range<Int>) -> Bool { range.count == 1 && text[range.lowerBound] == 0x2A }
    // `c6:67:6a:…` is an address of a network card.
    let isAddress = fields.allSatisfy { $0.count == 2 && Randomness.isHex(text, $0) }
    guard !isAddress, isNumber(fields[1]) || isAny(fields[1]), fields[1].count <= 5,
      !isNumber(fields[0]),
      !isNumber(fields[2]), !isNumber(fields[3]), value.count >= 4,
      !value.contains(where: { text[$0] <= Ascii.space }), !Placeholder.matches(text, value)
    else { return }
    add(value, to: &spans)
  }
}
