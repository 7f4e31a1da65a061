import Facts
import MarkdownTree

/// Lines: labels and their values, sentences, items.
extension StatementReader {
  mutating func readLine(_ line: Int) {
    let range = document.source.lineRange(line)
    guard !range.isEmpty else { return }
    // By index: a copy of the last one would cost more than all the rest.
    let needsContext = contexts.indices.last.map { contexts[$0].isOpen } ?? false
    // Right below a question its answer may stand.
    let mayAnswer = result.asks.indices.last.map { line - result.asks[$0].line <= 6 } ?? false
    guard needsContext || mayAnswer || Vocabulary.shared.triggers(in: range, of: bytes) else {
      return
    }
    let content = ContentLine(range, of: bytes)
    guard !content.content.isEmpty || content.mark != nil else { return }
    let depth = 10 + content.indent * 2 + (content.isItem ? 1 : 0)
    if content.isBold || content.isStrong && !content.isItem
      || content.isItem && content.hasLabel
    {
      leaveContexts { $0.depth >= 10 && $0.depth >= depth }
    } else if let last = contexts.indices.last, contexts[last].depth > depth,
      contexts[last].depth >= 10
    {
      leaveContexts { $0.depth > depth }
    }
    let (tokens, classes, ids) = tokenized(content)
    takeAnswer(content.isBold ? .status : .item, line, content, tokens, ids, among: classes)
    if content.mark != .done, let who = judge.finder.addressee(in: tokens, among: classes) {
      add(.item, .addressed, line, content, ids, who, group: line)
    }
    if let context = contexts.last(where: { $0.isOpen }) {
      if takeInContext(context, line, content, tokens, ids, depth) { return }
    }
    if content.hasLabel, readLabelled(line, content, tokens, classes, ids, depth) {
      return
    }
    readSentence(line, content, tokens, classes, ids)
  }

  /// A line with a label of its own; true when nothing more is to be read from it.
  mutating func readLabelled(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ classes: WordClass,
    _ ids: [String],
    _ depth: Int
  ) -> Bool {
    let split =
      tokens.firstIndex { $0.range.lowerBound >= content.label.upperBound } ?? tokens.count
    let valueStart =
      tokens.firstIndex { $0.range.lowerBound >= content.value.lowerBound } ?? tokens.count
    let label = Array(tokens[..<split])
    let value = Array(tokens[valueStart...])
    var role = LabelRole(label)
    if role == .blockers(single: false), !label.contains(where: { $0.has(.blocker) }),
      value.first?.isNumber ?? label.allSatisfy({ !$0.has(.link) })
    {
      // "Blocked: 3 of 15 items" counts what is held up, "Blocked:" alone lists it.
      role = .blockedWork
    }
    if Self.isForm(value, bytes) { return true }
    if takeNeed(line, content, label, value, ids) { return true }
    if isAnswer(label, value), let last = result.asks.last, last.kind == .question,
      last.entry == entry, line - last.line <= 6
    {
      result.asks.removeLast()
      return true
    }
    let request = RequestLabel(label, names: names, bytes: bytes)
    let labelIDs = ids.isEmpty ? [] : tasks.ids(in: label, bytes)
    var context = Context(
      role: role,
      request: request,
      depth: depth,
      line: line,
      group: nil,
      tasks: labelIDs
    )
    switch role {
    case .blockers(let single):
      let isSingle = single || !content.value.isEmpty
      context.role = .blockers(single: isSingle)
      context.group = isSingle ? line : nil
      if content.value.isEmpty, single, let title = titleTokens(label) {
        takeValue(line, content, title, ids, group: line)
        context.isFilled = true
      } else if content.value.isEmpty {
        if Self.count(label.suffix(1)) == 0 {
          add(.field, .none, line, content, ids, nil, group: line)
        }
      } else if let count = Self.count(value),
        count == 0 || !label.contains(where: { $0.has(.link) })
      {
        // "Blockers: 3" counts; "Blocked by: 03" names.
        if count == 0 { add(.field, .none, line, content, ids, nil, group: line) }
        context.group = nil
        context.role = .blockers(single: false)
      } else {
        let first = result.statements.count
        takeValue(line, content, value, ids, group: line)
        context.isFilled = true
        if label.contains(where: { $0.has(.link) }) { depend(from: first) }
      }
      contexts.append(context)
      return true
    case .noBlockers:
      let judgement = judge.judge(value)
      if judgement.standing >= .routineWait {
        add(.field, .waits(.waiting), line, content, ids, judgement.waitingOn, group: line)
      } else {
        add(.field, .none, line, content, ids, nil, group: line)
      }
      return true
    case .resolved:
      add(.field, .cleared, line, content, ids, nil, group: line)
      contexts.append(context)
      return true
    case .aside:
      contexts.append(context)
      return true
    case .blockedWork:
      if !content.value.isEmpty, Self.count(value) != 0 {
        let judgement = judge.judge(tokens)
        add(.status, .waits(.blocked), line, content, ids, judgement.waitingOn, group: line)
      }
      contexts.append(context)
      return true
    case .waiting:
      takeAwaited(
        line,
        content,
        value,
        ids,
        labelled: judge.finder.name(in: label, from: 0, to: label.count)
      )
      contexts.append(context)
    case .resolution:
      if content.value.isEmpty { contexts.append(context) }
    default:
      if content.value.isEmpty, content.isBold || request != nil { contexts.append(context) }
    }
    if let request, content.value.isEmpty == false || request.standsAlone {
      ask(request, line, content, value, ids)
      return true
    }
    if content.value.isEmpty, role != .waiting {
      readSentence(line, content, tokens, classes, ids)
      return true
    }
    // What was wrong may be quoted there; how it stands is said elsewhere.
    if role == .issue { return true }
    let judgement = judge.judge(value)
    if role == .status, judgement.standing == .silent,
      judgement.completes || judgement.clears || isOver(value)
    {
      settle()
    }
    let place: Statement.Place = role == .status || role == .next ? .status : .item
    askInline(line, content, tokens, ids, among: classes)
    take(judgement, place, line, content, ids)
    return true
  }

  /// "Blocker 2: Migration missing" in one bold run: what stands behind the first colon or dash names it.
  private func titleTokens(_ label: [Token]) -> [Token]? {
    guard label.first?.has(.blocker) ?? false else { return nil }
    let end = label.dropFirst().firstIndex {
      switch $0.kind {
      case .colon: true
      case .stop: $0.isDash
      default: false
      }
    }
    guard let end else { return nil }
    let title = label[(end + 1)...]
    let hasWord = title.contains { if case .word = $0.kind { true } else { false } }
    return hasWord ? Array(title) : nil
  }

  /// "success | partial | blocked": the choices of a form that nobody filled in.
  static func isForm(_ value: [Token], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.count <= 12 else { return false }
    var bars = 0
    var words = 0
    for token in value {
      switch token.kind {
      case .word: words += 1
      case .stop where bytes[token.range.lowerBound] == 0x7C: bars += 1
      case .stop: break
      default: return false
      }
    }
    return bars > 0 && words <= 2 * (bars + 1)
  }

  /// What a description of work depends on; nothing when it is done.
  private mutating func depend(from first: Int) {
    guard entry == nil else { return }
    ticket.dependencies.append(contentsOf: first..<result.statements.count)
    if ticket.isOver { settle() }
  }

  private mutating func settle() {
    guard entry == nil else { return }
    ticket.isOver = true
    for index in ticket.dependencies {
      if case .waits = result.statements[index].meaning {
        result.statements[index].meaning = .cleared
      }
    }
  }

  /// "Answer: …" right below a question.
  private func isAnswer(_ label: [Token], _ value: [Token]) -> Bool {
    guard label.count == 1, Self.answers.contains(label[0].hash), !value.isEmpty else {
      return false
    }
    if case .none = NoneForms.match(value, hasText: true) { return false }
    return !value.prefix(4).contains { $0.has([.pending, .wait, .need]) }
  }

  private static let answers = WordSet([
    "answer", "a", "answered", "respuesta", "antwort", "réponse", "odpowiedź", "回答", "答",
  ])

  /// "resolved", "done": a value of this one word.
  private func isOver(_ value: [Token]) -> Bool {
    let words = value.filter { if case .word = $0.kind { true } else { false } }
    guard words.count == 1 else { return false }
    return words[0].has([.resolved, .complete])
  }

  /// "Need", "For" and "Status" of a credential request are one request.
  private mutating func takeNeed(
    _ line: Int,
    _ content: ContentLine,
    _ label: [Token],
    _ value: [Token],
    _ ids: [String]
  ) -> Bool {
    guard let entry, entries[entry].kind == .credentialRequest, let first = label.first else {
      return false
    }
    if first.has(.need), label.count == 1, needed == nil {
      let text = PlainText.string(content.value, of: bytes)
      guard !text.isEmpty else { return false }
      needed = (text, result.asks.count)
      result.asks.append(
        Ask(entry: entry, line: line, kind: .credential, text: text, tasks: ids, group: line)
      )
      return true
    }
    guard let needed else { return false }
    for id in ids where !result.asks[needed.ask].tasks.contains(id) {
      result.asks[needed.ask].tasks.append(id)
    }
    guard first.has(.status) else { return false }
    let judgement = judge.judge(value)
    if judgement.standing >= .waiting {
      result.asks[needed.ask].person = judgement.waitingOn
      add(.status, .waits(.waiting), line, content, ids, judgement.waitingOn, group: line)
      result.statements[result.statements.count - 1].text = needed.text
      result.statements[result.statements.count - 1].group = result.asks[needed.ask].line
      return true
    }
    return false
  }

  mutating func readSentence(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ classes: WordClass,
    _ ids: [String]
  ) {
    let judgement = judge.judge(tokens)
    askInline(line, content, tokens, ids, among: classes)
    take(judgement, content.isItem ? .item : .text, line, content, ids)
  }

  mutating func take(
    _ judgement: Judgement,
    _ place: Statement.Place,
    _ line: Int,
    _ content: ContentLine,
    _ ids: [String]
  ) {
    var ids = ids
    if ids.isEmpty, let around = contexts.last(where: { !$0.tasks.isEmpty }) { ids = around.tasks }
    if judgement.deniesBlockers, judgement.standing < .waiting {
      add(place, .none, line, content, ids, nil, group: line)
      return
    }
    if judgement.clears, !ids.isEmpty || place != .text {
      add(place, .cleared, line, content, ids, nil, group: line)
      return
    }
    if judgement.completes || content.mark == .done, !ids.isEmpty || place == .status,
      judgement.standing == .silent
    {
      complete(place, line, content, ids, isTickAlone: !judgement.completes)
      return
    }
    var standing = judgement.standing
    let isPlain = place == .item || place == .text
    if isPlain, standing == .waiting, !judgement.isStrong, !judgement.isLeading,
      judgement.waitingOn.map({ !judge.isPerson($0) }) ?? true
    {
      standing = .unclear
    }
    switch content.mark {
    case .paused, .stopped, .waiting:
      if standing == .unclear || standing == .routineWait { standing = .waiting }
      if standing == .silent { standing = .unclear }
    case .exclamation: standing = .blocked
    case .done where standing < .blocked: return
    default: break
    }
    guard standing > .silent else { return }
    add(place, .waits(standing), line, content, ids, judgement.waitingOn, group: line)
    if content.mark == .exclamation {
      result.statements[result.statements.count - 1].isSingle = true
    }
    if standing == .waiting, let who = judgement.waitingOn, judge.isPerson(who),
      result.asks.last?.line != line
    {
      askFor(.approval, who, line, content, ids)
    }
  }

  /// "Awaiting: …": who and what is awaited stands in the value.
  mutating func takeAwaited(
    _ line: Int,
    _ content: ContentLine,
    _ value: [Token],
    _ ids: [String],
    labelled: String? = nil
  ) {
    guard !value.isEmpty, content.mark != .done else { return }
    if case .none = NoneForms.match(value, hasText: true) { return }
    var union: WordClass = []
    for token in value.prefix(8) { union.formUnion(token.classes) }
    let isStrong = !union.isDisjoint(with: [.decision, .approval, .credential])
    if !isStrong, union.contains(.idle) { return }
    let who = labelled ?? judge.finder.object(in: value, from: 0, isFirstWordName: false)
    let standing: Judgement.Standing =
      isStrong || !union.contains(.routine) ? .waiting : .routineWait
    add(.awaiting, .waits(standing), line, content, ids, who, group: line)
    if standing == .waiting, let who, judge.isPerson(who) {
      askFor(InlineRequest.kind(union) ?? .approval, who, line, content, ids)
    }
  }
}
