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

  mutating func complete(
    _ place: Statement.Place,
    _ line: Int,
    _ content: ContentLine,
    _ ids: [String],
    isTickAlone: Bool = false
  ) {
    let done =
      ids.isEmpty
      ? []
      : DoneTasks(mentions: tasks, bytes: bytes).ids(
        in: tokenized(content).tokens,
        isTicked: content.mark == .done
      )
    // "✅ BAY-029 tests written" ticks a part of it.
    if isTickAlone, place != .status, done.isEmpty { return }
    add(place, .completed, line, content, ids, nil, group: line)
    result.statements[result.statements.count - 1].doneTasks = done
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
    let start = sentenceStart(line, content)
    var next = line + 1
    while next <= document.source.lineCount, end - start < PlainText.limit {
      let range = document.source.lineRange(next)
      switch document.kind(ofLine: next) {
      case .heading, .table, .codeFence, .indentedCode, .htmlComment, .htmlCode, .thematicBreak:
        return start..<end
      default: break
      }
      let following = ContentLine(range, of: bytes)
      guard !following.content.isEmpty, !following.isItem, !following.hasLabel,
        !following.isStrong, following.mark == nil
      else { break }
      end = range.upperBound
      next += 1
    }
    return start..<end
  }

  /// Where the sentence of a line begins, which may be above in a paragraph that is broken by hand.
  private func sentenceStart(_ line: Int, _ content: ContentLine) -> Int {
    let own = content.content.lowerBound
    guard !content.isItem, !content.hasLabel, !content.isStrong, content.mark == nil,
      document.kind(ofLine: line) == .paragraph
    else { return own }
    var start = own
    var above = line - 1
    while above > 0, line - above <= 3, document.kind(ofLine: above) == .paragraph {
      let before = ContentLine(document.source.lineRange(above), of: bytes)
      guard !before.content.isEmpty else { break }
      start = before.content.lowerBound
      if before.isItem || before.hasLabel || before.isStrong || before.mark != nil {
        start = before.value.isEmpty ? start : before.value.lowerBound
        break
      }
      above -= 1
    }
    // Behind the last end of a sentence.
    var index = own - 1
    while index > start {
      if bytes[index] == 0x20 || bytes[index] == 0x0A {
        var dot = index - 1
        while dot > start, bytes[dot] == 0x2A || bytes[dot] == 0x29 || bytes[dot] == 0x0D {
          dot -= 1
        }
        let isEnd = bytes[dot] == 0x2E || bytes[dot] == 0x21 || bytes[dot] == 0x3F
        if isEnd || bytes[dot] == 0x7C || bytes[dot] == 0x3B { return index + 1 }
      }
      index -= 1
    }
    return start
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
    _ ids: [String],
    among classes: WordClass = .any
  ) {
    guard content.mark != .done, !content.isStruck,
      let found = InlineRequest(tokens, among: classes, judge: judge)
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
    _ ids: [String],
    among classes: WordClass
  ) {
    if let answer = AnswerSentence(tokens, among: classes, judge: judge) {
      add(place, .answered, line, content, ids, answer.person, group: line)
    }
    if !ids.isEmpty, let act = PermittedAct(doneIn: tokens) {
      add(place, .carriedOut(act), line, content, ids, nil, group: line)
    }
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
