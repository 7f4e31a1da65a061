/// The values of Kubernetes secrets: all of `data` and `stringData`, whatever their keys are called.
enum KubernetesSecretDetector {
  private static let longestDocument = 65_536

  static func find(in text: Bytes, into spans: inout [SecretSpan]) {
    var index = 0
    var done = 0
    while index + 10 < text.count {
      guard text[index] == UInt8(ascii: "k"), text.has("kind", at: index),
        isSecret(text, behind: index + 4)
      else {
        index += 1
        continue
      }
      let document = document(text, around: index, floor: done)
      if isJSON(text, at: index) {
        json(text, document, into: &spans)
      } else {
        yaml(text, document, into: &spans)
      }
      done = document.upperBound
      index = max(index + 4, document.upperBound)
    }
  }

  /// `: Secret`, quoted or not, and no longer word.
  private static func isSecret(_ text: Bytes, behind index: Int) -> Bool {
    func isMargin(_ byte: UInt8) -> Bool { Ascii.isBlank(byte) || Ascii.isQuote(byte) }
    var index = text.first(from: index, limit: index + 3) { !isMargin($0) }
    guard index < text.count, text[index] == UInt8(ascii: ":") else { return false }
    index = text.first(from: index + 1, limit: index + 5) { !isMargin($0) }
    return text.hasFolded("secret", at: index)
      && (index + 6 >= text.count || !Ascii.isWord(text[index + 6]))
  }

  private static func isJSON(_ text: Bytes, at index: Int) -> Bool {
    index > 0 && text[index - 1] == UInt8(ascii: "\"")
  }

  /// From the document's `---` above to the one below, or what is near.
  private static func document(_ text: Bytes, around index: Int, floor: Int) -> Range<Int> {
    var start = index
    let lowest = max(floor, index - longestDocument)
    while start > lowest {
      if text[start - 1] == Ascii.newline, text.has("---", at: start) { break }
      start -= 1
    }
    var end = index
    let highest = min(text.count, index + longestDocument)
    while end < highest {
      if text[end] == Ascii.newline, text.has("---", at: end + 1) || text.has("```", at: end + 1) {
        break
      }
      end += 1
    }
    return start..<end
  }

  private static func add(_ text: Bytes, _ range: Range<Int>, to spans: inout [SecretSpan]) {
    guard range.count >= 4, !Placeholder.matches(text, range) else { return }
    spans.append(SecretSpan(range: range, kind: "kubernetes-secret", precision: .context))
  }

  // MARK: YAML

  private static func yaml(_ text: Bytes, _ document: Range<Int>, into spans: inout [SecretSpan]) {
    var block: Int?
    var start = document.lowerBound
    while start < document.upperBound {
      let next = text.first(from: start, limit: document.upperBound) { $0 == Ascii.newline }
      let from = text.first(from: start, limit: next) { !Ascii.isBlank($0) }
      let end = text.lineEnd(from: from, limit: next)
      let indent = from - start
      start = next + 1
      guard from < end, text[from] != UInt8(ascii: "#") else { continue }
      if let opened = block, indent > opened {
        entry(text, from..<end, into: &spans)
        continue
      }
      let isData = text.has("data:", at: from) || text.has("stringData:", at: from)
      block = isData && text[end - 1] == UInt8(ascii: ":") ? indent : nil
    }
  }

  /// `key: value`, or a line of a block below one.
  private static func entry(_ text: Bytes, _ line: Range<Int>, into spans: inout [SecretSpan]) {
    let colon = text.first(from: line.lowerBound, limit: line.upperBound) {
      !(Ascii.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || Ascii.isQuote($0))
    }
    guard colon < line.upperBound, text[colon] == UInt8(ascii: ":") else {
      add(text, line, to: &spans)
      return
    }
    let start = text.first(from: colon + 1, limit: line.upperBound) { !Ascii.isBlank($0) }
    guard start < line.upperBound else { return }
    if let quoted = QuotedValue(text, at: start, limit: 8_192) {
      add(text, quoted.range, to: &spans)
    } else if text[start] != UInt8(ascii: "|"), text[start] != UInt8(ascii: ">") {
      let end = text.first(from: start, limit: line.upperBound) { $0 == Ascii.space }
      if text.has("{{", at: start) { return }
      add(text, start..<end, to: &spans)
    }
  }

  // MARK: JSON

  private static func json(_ text: Bytes, _ document: Range<Int>, into spans: inout [SecretSpan]) {
    var index = document.lowerBound
    while index < document.upperBound {
      if text.has("\"data\"", at: index) {
        index = object(text, from: index + 6, limit: document.upperBound, into: &spans)
      } else if text.has("\"stringData\"", at: index) {
        index = object(text, from: index + 12, limit: document.upperBound, into: &spans)
      } else {
        index += 1
      }
    }
  }

  /// `: { "key": "value", … }`: every second text is a value.
  private static func object(
    _ text: Bytes,
    from start: Int,
    limit: Int,
    into spans: inout [SecretSpan]
  ) -> Int {
    var index = text.first(from: start, limit: limit) {
      !(Ascii.isSpace($0) || $0 == UInt8(ascii: ":"))
    }
    guard index < limit, text[index] == UInt8(ascii: "{") else { return index }
    var isValue = false
    while index < limit, text[index] != UInt8(ascii: "}") {
      if text[index] == UInt8(ascii: ":") { isValue = true }
      if text[index] == UInt8(ascii: ",") { isValue = false }
      if text[index] == UInt8(ascii: "\""), let quoted = QuotedValue(text, at: index, limit: 65_536)
      {
        if isValue { add(text, quoted.range, to: &spans) }
        index = max(quoted.behind, index + 1)
      } else {
        index += 1
      }
    }
    return index
  }
}
