import Facts
import MarkdownTree

/// What stands below an announcement of blockers or requests.
extension StatementReader {
  /// True when the line belongs to the announcement and is read.
  mutating func takeInContext(
    _ context: Context,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String],
    _ depth: Int
  ) -> Bool {
    switch context.role {
    case .aside: return true
    case .resolved:
      if !ids.isEmpty || content.isItem {
        add(.field, .cleared, line, content, ids, nil, group: line)
      }
      return true
    case .blockers:
      return takeBlocker(context, line, content, tokens, ids, depth)
    case .blockedWork:
      if let own = context.itemDepth, depth > own { return false }
      guard content.isItem || content.isBold, content.mark != .done else { return false }
      if case .none = NoneForms.match(tokens, hasText: true) { return true }
      fill(context, itemDepth: depth)
      let label = tokens.prefix { $0.range.upperBound <= content.label.upperBound }
      if content.hasLabel, LabelRole(label) == .next { return false }
      let judgement = judge.judge(tokens)
      add(.item, .waits(.blocked), line, content, ids, judgement.waitingOn, group: line)
      result.statements[result.statements.count - 1].isSingle = true
      return false
    case .waiting:
      guard content.isItem, !content.hasLabel || !content.isBold else { return false }
      // "Awaiting deploy: Designer, QA" lists who waits.
      if let first = judge.finder.names.name(at: 0, in: tokens), first.isAgent,
        !judge.isPerson(first.display)
      {
        let next = first.end < tokens.count ? tokens[first.end] : nil
        if next.map({ if case .word = $0.kind { false } else { true } }) ?? true { return true }
      }
      takeAwaited(line, content, tokens, ids)
      return true
    default:
      guard let request = context.request else { return false }
      return takeAsked(request, context, line, content, tokens, ids, depth)
    }
  }

  /// A line below an announcement of requests.
  ///
  /// Below "Questions" every item is one; below "Decision needed" only what ends in a question mark is
  /// another one, and the first line says what the announcement left out.
  mutating func takeAsked(
    _ request: RequestLabel,
    _ context: Context,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String],
    _ depth: Int
  ) -> Bool {
    if let own = context.itemDepth, depth > own { return false }
    let isQuestion = content.hasQuestion(bytes)
    let isFirst = !context.isFilled
    guard isFirst || content.isItem || isQuestion else { return false }
    // What leads to the list of what a person has to do asks for nothing.
    if request.isList, context.person != nil, !content.isItem { return true }
    fill(context, itemDepth: content.isItem || content.isBold ? depth : nil)
    if isFirst, content.mark == .done {
      // "Approval required for: ✅ …" is a rule, or over.
      forgetAsk(at: context.line)
      return true
    }
    if request.isList, content.isItem {
      // The items say it better than what announces them.
      if isFirst { forgetAsk(at: context.line) }
      ask(request, line, content, tokens, ids)
      return true
    }
    if request.standsAlone || request.kind != .question {
      let isCut = result.asks.last?.text.last == ":"
      if isFirst || isCut, !isQuestion,
        let index = result.asks.suffix(16).lastIndex(where: { $0.group == context.line })
      {
        // Below a heading of its own it is not what the announcement left out.
        if contexts.last?.line == context.line, isFirst, isBare(context.line) {
          // "Decision needed" alone: what stands below it is the request.
          result.asks[index].text = PlainText.string(content.content, of: bytes)
          result.asks[index].line = line
        } else if contexts.last?.line == context.line,
          result.asks[index].text.utf8.count < 60 || isCut
        {
          result.asks[index].text += " " + PlainText.string(content.content, of: bytes)
        }
        return false
      }
      guard isQuestion || isFirst else { return false }
    } else if !isFirst, !isQuestion {
      // "Issue: …", "Impact: …" explain the one question.
      if content.hasLabel || result.asks.last?.isExplained == true { return false }
    }
    ask(request, line, content, tokens, ids)
    if content.hasLabel, !isQuestion, !result.asks.isEmpty {
      result.asks[result.asks.count - 1].isExplained = true
    }
    return true
  }

  /// Whether every word of an announcement only says what kind of thing follows.
  private func isBare(_ line: Int) -> Bool {
    let content = ContentLine(document.source.lineRange(line), of: bytes)
    let tokens = LineTokens(content.content, of: bytes).tokens
    return tokens.count <= 8
      && tokens.allSatisfy {
        if case .word = $0.kind { return !$0.classes.isEmpty }
        return true
      }
  }

  private mutating func forgetAsk(at line: Int) {
    guard let index = result.asks.suffix(16).lastIndex(where: { $0.line == line }) else { return }
    result.asks.remove(at: index)
  }

  /// True when the line is read; false leaves it to be read as any other.
  mutating func takeBlocker(
    _ context: Context,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String],
    _ depth: Int
  ) -> Bool {
    let label =
      content.hasLabel
      ? Array(tokens.prefix { $0.range.upperBound <= content.label.upperBound }) : []
    let role = label.isEmpty ? LabelRole.other : LabelRole(label)
    let isSubtitle = (content.isBold || content.isStrong) && !content.isItem
    if isSubtitle {
      switch role {
      case .blockers, .noBlockers, .aside, .resolved, .blockedWork: return false
      default: break
      }
    }
    if content.isItem, label.contains(where: { $0.has(.resolved) }), !context.isDeeper(depth) {
      // "1. Build fixed: …"
      fill(context, itemDepth: depth)
      add(.field, .cleared, line, content, ids, nil, group: line)
      return true
    }
    let isDetail: Bool
    switch role {
    case .detail, .owner, .issue, .resolution, .waiting, .next, .status: isDetail = true
    case .aside, .resolved, .blockers, .blockedWork, .noBlockers: isDetail = context.isFilled
    case .other: isDetail = false
    }
    // Deeper than the first item: more about it.
    let isDeeper = context.isDeeper(depth)
    let group = context.group ?? lastGroup(after: context.line)
    if isDetail || isDeeper || context.group != nil && context.isFilled {
      takeDetail(role, line, content, tokens, group ?? context.line, context)
      return true
    }
    // Below the title of a whole file only lists are; what is quoted there says how to use it.
    if context.depth == 1, context.group == nil, !content.isItem || isQuoted(line) { return false }
    if isSubtitle, context.group == nil {
      return takeSubtitle(context, line, content, tokens, label, ids, depth)
    }
    if !content.isItem, context.isFilled { return true }
    fill(context, itemDepth: content.isItem ? depth : nil)
    let own = context.group ?? line
    let ids = ids.isEmpty ? context.tasks : ids
    if content.isStruck || content.mark == .done {
      if case .none = NoneForms.match(tokens, hasText: true) {
        add(.field, .none, line, content, ids, nil, group: own)
      } else {
        add(.field, .cleared, line, content, ids, nil, group: own)
      }
      return true
    }
    // A label whose value stands below it is where the blocker is said.
    takeValue(context.group ?? line, content, tokens, ids, group: own)
    return true
  }

  private func isQuoted(_ line: Int) -> Bool {
    bytes[document.source.lineRange(line)].first == 0x3E
  }

  /// A bold line between the items: it sorts them ("Critical (P0):"), or names a blocker of its own.
  mutating func takeSubtitle(
    _ context: Context,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ label: [Token],
    _ ids: [String],
    _ depth: Int
  ) -> Bool {
    // Behind the items only what names a task goes on with them.
    if context.isFilled, !content.isStrong, !content.value.isEmpty, ids.isEmpty { return false }
    var inner = context
    inner.depth = depth
    inner.line = line
    inner.isFilled = false
    inner.itemDepth = nil
    if content.value.isEmpty || content.isStrong,
      Severity.isAll(of: content.isStrong ? tokens : label)
    {
      contexts.append(inner)
      return true
    }
    fill(context, itemDepth: nil)
    inner.role = .blockers(single: true)
    inner.group = line
    inner.isFilled = true
    contexts.append(inner)
    if content.mark == .done || content.isStruck {
      add(.field, .cleared, line, content, ids, nil, group: line)
    } else {
      takeValue(line, content, tokens, ids.isEmpty ? context.tasks : ids, group: line)
    }
    return true
  }

  /// A detail names whom the blocker waits for, what it is about, or that it is over.
  mutating func takeDetail(
    _ role: LabelRole,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ group: Int,
    _ context: Context
  ) {
    guard let index = result.statements.suffix(64).lastIndex(where: { $0.group == group }) else {
      // The announcement itself says nothing; its first detail does.
      guard case .blockers(single: true) = context.role,
        role == .issue || role == .other || role == .detail
      else { return }
      fill(context, itemDepth: nil)
      takeValue(line, content, tokens, tasks.ids(in: tokens, bytes), group: group)
      return
    }
    let valueStart =
      tokens.firstIndex { $0.range.lowerBound >= content.value.lowerBound } ?? tokens.count
    if takeEnd(content, tokens, valueStart, index) || takeSource(content, index) { return }
    switch role {
    case .owner, .waiting:
      if let who = judge.finder.object(in: tokens, from: valueStart) {
        result.statements[index].waitingOn = who
      }
    case .status, .resolution:
      let judgement = judge.judge(Array(tokens[valueStart...]))
      if judgement.clears || judgement.completes && role == .status
        || role == .resolution && content.mark == .done
      {
        result.statements[index].meaning = .cleared
      } else if result.statements[index].waitingOn == nil {
        result.statements[index].waitingOn =
          judgement.waitingOn ?? judge.finder.subject(in: Array(tokens[valueStart...]))
      }
    default:
      if case .blockers = role,
        case .no = NoneForms.match(Array(tokens[valueStart...]), hasText: true)
      {
        result.statements[index].text += ": " + PlainText.string(content.value, of: bytes)
      }
      if result.statements[index].waitingOn == nil {
        result.statements[index].waitingOn =
          judge.judge(tokens).waitingOn ?? judge.finder.subject(in: tokens)
      }
    }
    if role != .owner { askInline(line, content, tokens, []) }
    if result.statements[index].details.hashes.count < 64 {
      result.statements[index].details.formUnion(SignificantWords(tokens))
    }
  }

  /// "Cleared: 2026-01-05", "Resolved by: Ada": over; not "Resolved: no".
  private mutating func takeEnd(
    _ content: ContentLine,
    _ tokens: [Token],
    _ valueStart: Int,
    _ index: Int
  ) -> Bool {
    guard content.hasLabel, valueStart < tokens.count else { return false }
    let label = tokens[..<valueStart].filter { if case .word = $0.kind { true } else { false } }
    guard label.contains(where: { $0.has(.resolved) }),
      label.allSatisfy({ $0.has([.resolved, .link, .detail]) })
    else { return false }
    let value = tokens[valueStart...]
    if case .no = NoneForms.match(Array(value), hasText: true),
      !value.prefix(3).contains(where: { $0.has([.negation, .pending, .wait, .or, .still]) })
    {
      result.statements[index].meaning = .cleared
    }
    return true
  }

  /// "Since: 2026-01-05", "Reported by: Ada": when it began, and who is held up.
  private mutating func takeSource(_ content: ContentLine, _ index: Int) -> Bool {
    guard content.hasLabel else { return false }
    let label = UnsafeBufferPointer(rebasing: bytes[content.label])
    switch FieldNames.role(of: label) {
    case .author:
      if agent == nil, entry.map({ entries[$0].agent == nil }) ?? true,
        let name = FileHeader.name(PlainText.string(content.value, of: bytes))
      {
        result.statements[index].agent = name
      }
      return true
    case .since:
      takeSince(content.value, group: result.statements[index].group)
      return true
    default: return false
    }
  }

  mutating func takeSince(_ range: Range<Int>, group: Int) {
    guard let index = result.statements.suffix(8).lastIndex(where: { $0.group == group }),
      let stamp = StampScanner.first(in: document.source.bytes, range), stamp.hasDate
    else { return }
    result.statements[index].since = stamp.timestamp(date: nil)
  }

  /// The value of a field of blockers: none, over, or a blocker.
  mutating func takeValue(
    _ line: Int,
    _ content: ContentLine,
    _ value: [Token],
    _ ids: [String],
    group: Int
  ) {
    let judgement = judge.judge(value)
    switch NoneForms.match(value, hasText: true) {
    case .template: return
    case .none(let rest):
      takeNone(line, content, Array(value[min(rest, value.count)...]), ids, group)
      return
    case .no: break
    }
    if content.mark == .done || judgement.clears && judgement.standing < .blocked
      || isFixed(value) && judgement.standing < .waiting
    {
      add(.field, .cleared, line, content, ids, nil, group: group)
      return
    }
    if judgement.deniesBlockers, judgement.standing < .routineWait {
      add(.field, .none, line, content, ids, nil, group: group)
      return
    }
    let who =
      judgement.waitingOn ?? judge.finder.subject(in: value) ?? judge.finder.owner(in: value)
      ?? personAtEnd(value)
      ?? contexts.last { $0.isBlockers }?.person
    add(.field, .waits(.blocked), line, content, ids, who, group: group)
    askInline(line, content, value, ids)
  }

  /// "Export crashed → Manager fixed it": what was wrong is over.
  func isFixed(_ tokens: [Token]) -> Bool {
    var union: WordClass = []
    for token in tokens { union.formUnion(token.classes) }
    return union.contains(.resolved)
      && union.isDisjoint(with: [.negation, .must, .need, .wait, .pending, .cannot, .conditional])
  }

  /// "None (awaiting … approval)" is a wait; "None (dependency resolved)" is none.
  mutating func takeNone(
    _ line: Int,
    _ content: ContentLine,
    _ rest: [Token],
    _ ids: [String],
    _ group: Int
  ) {
    let judgement = judge.judge(rest)
    var union: WordClass = []
    for token in rest { union.formUnion(token.classes) }
    let needsAccess = union.contains(.need) && union.contains(.credential)
    let isAsked =
      union.contains(.credential) && union.contains(.ask)
      || union.contains(.credential) && rest.contains { Self.request.contains($0.hash) }
    if judgement.standing >= .routineWait || needsAccess || isAsked {
      let who = judgement.waitingOn ?? judge.finder.name(in: rest, from: 0, to: rest.count)
      add(.field, .waits(.waiting), line, content, ids, who, group: group)
      askInline(line, content, rest, ids)
    } else {
      add(.field, .none, line, content, ids, nil, group: group)
    }
  }

  static let request = WordSet(["request", "requested", "requests"])

  /// "… → Engineer", "… (Manager)".
  func personAtEnd(_ tokens: [Token]) -> String? {
    let words = tokens.filter { if case .stop = $0.kind { false } else { true } }
    guard words.count > 1 else { return nil }
    return judge.finder.names.name(at: words.count - 1, in: words)?.display
  }

  func lastGroup(after line: Int) -> Int? {
    guard let last = result.statements.last, last.place == .field, last.group > line else {
      return nil
    }
    return last.group
  }

  mutating func fill(_ context: Context, itemDepth: Int?) {
    guard
      let index = contexts.lastIndex(where: { $0.line == context.line && $0.depth == context.depth }
      )
    else { return }
    contexts[index].isFilled = true
    if contexts[index].itemDepth == nil { contexts[index].itemDepth = itemDepth }
  }
}
