/// Values beside secret names: `KEY=value`, `key: value`, JSON, YAML, headers, query strings.
enum AssignmentDetector {
  static func find(in text: Bytes, into result: inout [SecretSpan]) {
    var spans: [SecretSpan] = []
    defer { result.append(contentsOf: spans) }
    var index = 0
    let count = text.count
    // The end of a run that is no value as a whole: names inside it are given less room each.
    var runEnd = 0
    while index < count {
      let byte = text[index]
      guard
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "%")
          || byte == 0xEF
      else {
        index += 1
        continue
      }
      guard let behind = separatorEnd(text, at: index) else {
        if byte == UInt8(ascii: "=") { Comparison.find(text, at: index, into: &spans) }
        index += 1
        while index < count, text[index] == byte { index += 1 }
        continue
      }
      if let name = name(text, before: index),
        let strength = strength(text, name, at: index, isInRun: index < runEnd)
      {
        let assignment = Assignment(
          text: text,
          name: name,
          separator: index,
          behind: behind,
          strength: strength,
          longestValue: index < runEnd ? 128 : 2_048
        )
        runEnd = max(runEnd, assignment.find(into: &spans))
      }
      // What was redacted is not searched again: a value that repeats a name costs one look.
      index = max(behind, min(count, spans.last?.range.upperBound ?? 0))
    }
  }

  private static func strength(
    _ text: Bytes,
    _ name: Range<Int>,
    at separator: Int,
    isInRun: Bool
  ) -> SecretName.Strength? {
    if let strength = SecretName.strength(text, name) {
      return SecretName.isPartOfARN(text, name) ? nil : strength
    }
    return signature(text, name, at: separator)
      ?? (isInRun ? nil : NamedPair.strength(text, value: name))
  }

  /// The signature of a signed address: `?sig=`, `&X-Amz-Signature=`.
  private static func signature(_ text: Bytes, _ name: Range<Int>, at separator: Int)
    -> SecretName.Strength?
  {
    guard text[separator] == UInt8(ascii: "="), name.lowerBound > 0,
      text[name.lowerBound - 1] == UInt8(ascii: "&")
        || text[name.lowerBound - 1] == UInt8(ascii: "?")
    else { return nil }
    let isSignature =
      text.hasFolded("sig", at: name.lowerBound) && name.count == 3
      || text.hasFolded("signature", at: name.upperBound - 9)
    return isSignature ? .key(kind: "signature") : nil
  }

  /// The index behind `=`, `:`, `:=`, `=>`, `%3D`; nil for comparisons, `::` and `://`.
  private static func separatorEnd(_ text: Bytes, at index: Int) -> Int? {
    if text[index] == UInt8(ascii: "%") {
      return text.hasFolded("%3d", at: index) || text.hasFolded("%3a", at: index)
        ? index + 3 : nil
    }
    // The colon of wide scripts.
    if text[index] == 0xEF { return text.has("\u{FF1A}", at: index) ? index + 3 : nil }
    let next = index + 1 < text.count ? text[index + 1] : 0
    if text[index] == UInt8(ascii: "=") {
      if next == UInt8(ascii: ">") { return index + 2 }
      if next == UInt8(ascii: "=") || next == UInt8(ascii: "~") { return nil }
      if index > 0 {
        let previous = text[index - 1]
        if previous == UInt8(ascii: "!") || previous == UInt8(ascii: "<")
          || previous == UInt8(ascii: ">")
        {
          return nil
        }
      }
      return index + 1
    }
    if next == UInt8(ascii: "=") { return index + 2 }
    if next == UInt8(ascii: ":") || text.has("//", at: index + 1) { return nil }
    return index + 1
  }

  /// The name left of a separator, quotes and Markdown emphasis set aside: up to three words.
  static func name(_ text: Bytes, before separator: Int) -> Range<Int>? {
    let floor = max(0, separator - 80)
    var end = separator
    while end > floor, Ascii.isBlank(text[end - 1]) { end -= 1 }
    while end > floor, isNameMark(text[end - 1]) { end -= 1 }
    if let quote = QuotedValue.encodedQuote(text, endingAt: end) { end = quote }
    if let foreign = SecretName.foreignName(text, before: end) { return foreign }
    var start = end
    var spaces = 0
    while start > floor {
      let byte = text[start - 1]
      if byte == Ascii.space {
        spaces += 1
        guard spaces < 3, start - 1 > floor, Ascii.isWord(text[start - 2]) else { break }
      } else if !(Ascii.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) {
        break
      }
      start -= 1
    }
    guard start < end, !isRedactedKind(text, start..<end) else { return nil }
    return start..<end
  }

  /// The kind of a secret that is gone is no name: `[redacted: api-key]`.
  private static func isRedactedKind(_ text: Bytes, _ range: Range<Int>) -> Bool {
    let mark: StaticString = "[redacted: "
    let open = range.lowerBound - mark.utf8CodeUnitCount
    return open >= 0 && text.has(mark, at: open) && text.has("]", at: range.upperBound)
  }

  private static func isNameMark(_ byte: UInt8) -> Bool {
    Ascii.isQuote(byte) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\\")
      || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "+")
  }
}

/// One name with its separator, and the value that may follow.
struct Assignment {
  let text: Bytes
  let name: Range<Int>
  let separator: Int
  /// Behind the separator.
  let behind: Int
  let strength: SecretName.Strength

  let longestValue: Int

  /// - Returns: the end of what was looked at.
  func find(into spans: inout [SecretSpan]) -> Int {
    let start = text.first(from: behind, limit: text.count) {
      !(Ascii.isBlank($0) || $0 == UInt8(ascii: "*"))
    }
    guard start < text.count else { return start }
    switch strength {
    case .key(kind: "authorization"):
      HeaderValue(text: text).authorization(from: start, into: &spans)
      return start
    case .key(kind: "cookie") where text[separator] == UInt8(ascii: ":"):
      HeaderValue(text: text).cookie(
        from: start,
        isResponse: text.hasFolded("set-cookie", at: name.lowerBound),
        into: &spans
      )
      return start
    default: break
    }
    let byte = text[start]
    if byte == UInt8(ascii: "\\"), WrappedLine.next(text, after: start) != nil {
      findOnNextLine(from: start + 1, into: &spans)
    } else if byte == Ascii.newline || byte == Ascii.carriageReturn {
      findOnNextLine(from: start, into: &spans)
    } else if let quoted = QuotedValue(encoded: text, at: start, limit: longestValue) {
      judge(SecretValue(text: text, range: quoted.range, isQuoted: true), into: &spans)
    } else if byte == UInt8(ascii: "!"), let behind = tagEnd(from: start) {
      guard behind < text.count, text.has("!!", at: start) else { return start }
      let value = unquoted(from: behind)
      judge(value, into: &spans)
      return value.range.upperBound
    } else if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">") {
      findBlock(from: start, into: &spans)
    } else if let quoted = QuotedValue(text, at: start, limit: longestValue) {
      judge(SecretValue(text: text, range: quoted.range, isQuoted: true), into: &spans)
    } else {
      let value = unquoted(from: start)
      judge(value, into: &spans)
      return value.range.upperBound
    }
    return start
  }

  /// `!vault`, `!Ref X`, `!!str x`: behind the tag of a YAML value; nil when it is none.
  private func tagEnd(from start: Int) -> Int? {
    guard text[separator] == UInt8(ascii: ":") else { return nil }
    let end = text.first(from: start + 1, limit: start + 40) {
      !(Ascii.isLetter($0) || $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: "-") || $0 == 0x5F)
    }
    let next = text.first(from: end, limit: text.count) { !Ascii.isBlank($0) }
    guard end > start + 1, next > end || text.has("!vault", at: start)
    else { return nil }
    return next
  }

  private func judge(_ value: SecretValue, into spans: inout [SecretSpan]) {
    if kind == "secret", let password = passwordOfPair(value) {
      spans.append(SecretSpan(range: password, kind: "password", precision: .context))
      return
    }
    guard value.isSecret(beside: strength, isVariable: isVariable) else { return }
    spans.append(SecretSpan(range: value.range, kind: kind, precision: .context))
  }

  private var kind: String { strength.kind }

  /// The password in `credentials: user:password` or `user/password`.
  private func passwordOfPair(_ value: SecretValue) -> Range<Int>? {
    guard
      text.hasFolded("credentials", at: name.upperBound - 11)
        || text.hasFolded("creds", at: name.upperBound - 5)
    else { return nil }
    let end = text.first(from: value.range.lowerBound, limit: value.range.upperBound) {
      !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "."))
    }
    guard end > value.range.lowerBound, end < value.range.upperBound,
      text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: "/")
    else { return nil }
    let password = SecretValue(text: text, range: end + 1..<value.range.upperBound, isQuoted: false)
    return password.isSecretInSentence(beside: .password(kind: "password")) ? password.range : nil
  }

  /// `DB_PASSWORD`, `apiKey`, `  password`: no words of a sentence, no heading.
  private var isSetting: Bool {
    let isWords =
      text.first(from: name.lowerBound, limit: name.upperBound) { $0 == Ascii.space }
      < name.upperBound
    let isLabel =
      Ascii.isUpper(text[name.lowerBound]) && name.count > 1
      && Ascii.isLower(text[name.lowerBound + 1])
    return !isWords && !isLabel && opensLine
  }

  /// `NAME=value` as the shell and `.env` files write it.
  private var isVariable: Bool {
    guard text[separator] == UInt8(ascii: "="), name.upperBound == separator else { return false }
    // Of `--build-arg NAME=value` the last word.
    var start = name.upperBound
    while start > name.lowerBound, text[start - 1] != Ascii.space { start -= 1 }
    return text.first(from: start, limit: name.upperBound) {
      !(Ascii.isUpper($0) || Ascii.isDigit($0) || $0 == 0x5F)
    } == name.upperBound
  }

  /// Whether nothing but an indentation, a list mark or `export` stands before the name.
  private var opensLine: Bool {
    var index = name.lowerBound
    while index > 0, Ascii.isBlank(text[index - 1]) || text[index - 1] == UInt8(ascii: "-") {
      index -= 1
    }
    return index == 0 || text[index - 1] == Ascii.newline
      || (name.count > 7 && text.has("export ", at: name.lowerBound))
  }

  /// A bare value: to white space, or in the middle of a line to what ends an argument there.
  private func unquoted(from start: Int) -> SecretValue {
    let limit = min(text.count, start + longestValue)
    let whole = opensLine && behind - separator == 1
    let isEncoded = text[separator] == UInt8(ascii: "%")
    var end = text.first(from: start, limit: limit) { byte in
      if byte <= Ascii.space { return true }
      if isEncoded, byte == UInt8(ascii: "%") { return true }
      if whole { return false }
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\""),
        UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "|"),
        UInt8(ascii: "\\"):
        return start < limit
      default: return false
      }
    }
    if end == start, end < limit, text[end] == UInt8(ascii: "<") {
      end = text.first(from: start, limit: limit) { $0 <= Ascii.space }
    }
    let next = text.first(from: end, limit: limit) { !Ascii.isBlank($0) }
    let endsLine =
      next >= text.count || text[next] == Ascii.newline || text[next] == Ascii.carriageReturn
      || text.has("#", at: next)
    while end > start, isClosing(text[end - 1], start: start, end: end, whole: whole) { end -= 1 }
    return SecretValue(
      text: text,
      range: start..<end,
      isQuoted: false,
      endsLine: endsLine,
      followedBy: end < text.count ? text[end] : 0,
      isQuery: separator + 1 == start && text[separator] == UInt8(ascii: "="),
      isSetting: isSetting
    )
  }

  private func isClosing(_ byte: UInt8, start: Int, end: Int, whole: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"): true
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      !whole && text.first(from: start, limit: end) { $0 == opening(byte) } == end
    case UInt8(ascii: "."): !whole
    // `def open(path, password=None):`
    case UInt8(ascii: ":"): !whole && end - start > 2 && text[end - 2] == UInt8(ascii: ")")
    case UInt8(ascii: "*"): !whole && end - start > 2 && text[end - 2] == byte
    default: false
    }
  }

  private func opening(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: ")"): UInt8(ascii: "(")
    case UInt8(ascii: "]"): UInt8(ascii: "[")
    default: UInt8(ascii: "{")
    }
  }

  /// `"password":` with the value on the line below.
  private func findOnNextLine(from start: Int, into spans: inout [SecretSpan]) {
    var index = start
    if text[index] == Ascii.carriageReturn { index += 1 }
    guard index < text.count, text[index] == Ascii.newline else { return }
    index = text.first(from: index + 1, limit: text.count) { !Ascii.isBlank($0) }
    guard index < text.count else { return }
    if let quoted = QuotedValue(text, at: index, limit: longestValue) {
      // A quoted key of a nested mapping is no value.
      let next = text.first(from: quoted.behind, limit: text.count) { !Ascii.isBlank($0) }
      guard next >= text.count || text[next] != UInt8(ascii: ":") else { return }
      judge(SecretValue(text: text, range: quoted.range, isQuoted: true), into: &spans)
    } else {
      let end = text.first(from: index, limit: index + longestValue) { $0 <= Ascii.space }
      let next = text.first(from: end, limit: text.count) { !Ascii.isBlank($0) }
      guard next >= text.count || text[next] <= Ascii.space, end - index >= 16,
        Randomness.isRandom(text, index..<end)
      else { return }
      judge(SecretValue(text: text, range: index..<end, isQuoted: true), into: &spans)
    }
  }

  /// A YAML block (`|`, `>-`): the lines that are indented deeper than the name.
  private func findBlock(from start: Int, into spans: inout [SecretSpan]) {
    let marks = text.first(from: start + 1, limit: start + 4) {
      !($0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || Ascii.isDigit($0))
    }
    let end = text.lineEnd(from: marks)
    guard text[separator] == UInt8(ascii: ":"),
      text.first(from: marks, limit: end, where: { !Ascii.isBlank($0) }) == end
    else { return }
    var lineStart = name.lowerBound
    while lineStart > 0, text[lineStart - 1] != Ascii.newline, name.lowerBound - lineStart < 256 {
      lineStart -= 1
    }
    let indent =
      text.first(from: lineStart, limit: name.lowerBound) { !Ascii.isBlank($0) } - lineStart
    var lines: [Range<Int>] = []
    var index = end
    while index < text.count {
      let line = text.first(from: index, limit: text.count) { $0 == Ascii.newline } + 1
      guard line < text.count else { break }
      let from = text.first(from: line, limit: text.count) { !Ascii.isBlank($0) }
      let to = text.lineEnd(from: from)
      if from < to {
        guard from - line > indent else { break }
        lines.append(from..<to)
        guard lines.count <= 200 else { break }
      }
      index = to
    }
    let isSecret = lines.contains { line in
      SecretValue(text: text, range: line, isQuoted: true)
        .isSecret(beside: strength, isVariable: false)
    }
    guard isSecret else { return }
    for (number, line) in lines.enumerated() {
      spans.append(
        SecretSpan(range: line, kind: kind, precision: .context, continues: number > 0)
      )
    }
  }
}

/// A value between quotes, which may themselves be escaped (JSON within JSON).
struct QuotedValue {
  let range: Range<Int>
  /// Behind the closing quote.
  let behind: Int

  private static let encodedQuotes: [StaticString] = [
    "&quot;", "&#34;", "&#39;", "&apos;", "\\u0022", "\\u0027", "%22", "%27",
  ]

  /// Where a quotation mark begins that ends at `end` and is written as HTML, JSON or URLs have it.
  static func encodedQuote(_ text: Bytes, endingAt end: Int) -> Int? {
    guard end > 3, text[end - 1] == UInt8(ascii: ";") || Ascii.isDigit(text[end - 1]) else {
      return nil
    }
    return encodedQuotes.first { text.has($0, at: end - $0.utf8CodeUnitCount) }
      .map { end - $0.utf8CodeUnitCount }
  }

  /// A value between quotation marks that are written as HTML, JSON or URLs have them.
  init?(encoded text: Bytes, at start: Int, limit: Int) {
    guard
      text[start] == UInt8(ascii: "&") || text[start] == UInt8(ascii: "\\")
        || text[start] == UInt8(ascii: "%"),
      let quote = Self.encodedQuotes.first(where: { text.has($0, at: start) })
    else { return nil }
    let from = start + quote.utf8CodeUnitCount
    let end = text.first(from: from, limit: from + limit) {
      $0 <= Ascii.space || $0 == text[start]
    }
    guard text.has(quote, at: end) else { return nil }
    range = from..<end
    behind = end + quote.utf8CodeUnitCount
  }

  init?(_ text: Bytes, at start: Int, limit: Int) {
    let open = text.first(from: start, limit: start + 4) { $0 != UInt8(ascii: "\\") }
    guard open < text.count else { return nil }
    let isEscaped = open > start
    let quote = text[open]
    guard Ascii.isQuote(quote) else { return nil }
    var index = open + 1
    if !isEscaped {
      while index < text.count, index < open + 3, text[index] == quote { index += 1 }
      if index == open + 2 {
        self.range = open + 1..<open + 1
        self.behind = index
        return
      }
    }
    let from = index
    let end = min(text.count, from + limit)
    while index < end, text[index] != Ascii.newline {
      if text[index] == quote { break }
      if text[index] == UInt8(ascii: "\\") {
        if isEscaped { break }
        index += 1
      }
      index += 1
    }
    index = min(index, end)
    if index > from, index < text.count, text[index] == Ascii.newline,
      text[index - 1] == Ascii.carriageReturn
    {
      index -= 1
    }
    self.range = from..<index
    self.behind = min(text.count, index + open - start + 1)
  }
}
