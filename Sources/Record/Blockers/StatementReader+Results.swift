import Facts
import MarkdownTree

/// What was found, as statements and requests.
extension StatementReader {
  mutating func add(
    _ place: Statement.Place,
    _ meaning: Statement.Meaning,
    _ line: Int,
    _ content: ContentLine,
    _ ids: [String],
    _ who: String?,
    group: Int,
    agent: String? = nil,
    text: String? = nil
  ) {
    result.statements.append(
      Statement(
        entry: entry,
        line: line,
        place: place,
        meaning: meaning,
        text: text ?? sentence(line, content, meaning),
        tasks: ids,
        waitingOn: who,
        group: group,
        agent: agent,
        isSingle: place == .field
          && (content.hasLabel || contexts.last { $0.isBlockers }?.group == group)
      )
    )
  }

  /// What is kept of a statement: of a wait the whole sentence, since people read it.
  private func sentence(_ line: Int, _ content: ContentLine, _ meaning: Statement.Meaning) -> String
  {
    switch meaning {
    case .waits: PlainText.string(paragraph(line, content), of: bytes)
    default: PlainText.string(content.content, of: bytes)
    }
  }

  /// A line with those below it that go on with its sentence, as far as a reader is shown.
  private func paragraph(_ line: Int, _ content: ContentLine) -> Range<Int> {
    var end = content.content.upperBound
    guard document.kind(ofLine: line) != .heading else { return content.content }
    var next = line + 1
    while next <= document.source.lineCount, end - content.content.lowerBound < PlainText.limit {
      let range = document.source.lineRange(next)
      switch document.kind(ofLine: next) {
      case .heading, .table, .codeFence, .indentedCode, .htmlComment, .htmlCode, .thematicBreak:
        return content.content.lowerBound..<end
      default: break
      }
      let following = ContentLine(range, of: bytes)
      guard !following.content.isEmpty, !following.isItem, !following.hasLabel,
        !following.isStrong, following.mark == nil
      else { break }
      end = range.upperBound
      next += 1
    }
    return content.content.lowerBound..<end
  }

  mutating func ask(
    _ request: RequestLabel,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String]
  ) {
    guard content.mark != .done, !content.isStruck else { return }
    if !tokens.isEmpty, case .none = NoneForms.match(tokens, hasText: true) { return }
    let text = PlainText.string(paragraph(line, content), of: bytes)
    guard !text.isEmpty else { return }
    result.asks.append(
      Ask(
        entry: entry,
        line: line,
        kind: request.kind(of: tokens),
        person: request.person,
        text: text,
        tasks: ids,
        group: contexts.last { $0.request != nil }?.line ?? line
      )
    )
  }

  mutating func askFor(
    _ kind: Request.Kind,
    _ person: String,
    _ line: Int,
    _ content: ContentLine,
    _ ids: [String]
  ) {
    guard result.asks.last?.line != line else { return }
    result.asks.append(
      Ask(
        entry: entry,
        line: line,
        kind: kind,
        person: person,
        text: PlainText.string(paragraph(line, content), of: bytes),
        tasks: ids,
        group: line
      )
    )
  }

  mutating func askInline(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String]
  ) {
    guard content.mark != .done, !content.isStruck,
      let found = InlineRequest(tokens, judge: judge)
    else { return }
    result.asks.append(
      Ask(
        entry: entry,
        line: line,
        kind: found.kind,
        person: found.person,
        text: PlainText.string(paragraph(line, content), of: bytes),
        tasks: ids,
        group: line
      )
    )
  }

  mutating func takeAnswer(
    _ place: Statement.Place,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String]
  ) {
    guard let answer = AnswerSentence(tokens, judge: judge) else { return }
    add(place, .answered, line, content, ids, answer.person, group: line)
  }

  func isTitle(_ node: MarkdownNode) -> Bool {
    node.level == 1 && entries.isEmpty == false
  }

  /// The number that a value begins with: "0", "3 active", "(2)"; nil for other values.
  static func count(_ tokens: some Collection<Token>) -> Int? {
    let words = tokens.filter { if case .stop = $0.kind { false } else { true } }
    guard let first = words.first, case .number = first.kind else { return nil }
    guard words.count == 1 || words.dropFirst().first?.has([.blocker, .still]) == true else {
      return first.has(.none) ? 0 : nil
    }
    return first.has(.none) ? 0 : words.count == 1 ? 1 : nil
  }
}
