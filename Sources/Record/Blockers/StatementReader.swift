import Facts
import MarkdownTree

/// Walks one file once and collects what it says about waiting and what it asks.
///
/// Structure comes from the headings and tables of the tree, everything else from source lines. Lines
/// without a word of the vocabulary cost one pass over their bytes.
struct StatementReader {
  let document: MarkdownDocument
  let entries: [Entry]
  let agent: String?
  let names: NameTable
  let tasks: TaskMentions
  let bytes: UnsafeBufferPointer<UInt8>
  var judge: SentenceJudge
  var result: FileStatements

  /// What lies around a line: the announcements that are in force, outermost first.
  private var contexts: [Context] = []
  private var entry: Int?
  /// The announcement of the label line right above, whose value follows.
  private var nextNode = 0
  private var nextEntry = 0

  struct Context {
    var role: LabelRole
    var request: RequestLabel?
    /// 1...6 for a heading; 10 and more for a label, by its depth.
    var depth: Int
    var line: Int
    /// The group that everything below belongs to; nil when each item is its own.
    var group: Int?
    var tasks: [String]
    /// Depth of its own items: deeper ones are details.
    var itemDepth: Int?
    /// Whether anything below was taken.
    var isFilled = false
    /// A rule ended it for lines; headings below still belong to it.
    var isOver = false
  }

  init(
    document: MarkdownDocument,
    entries: [Entry],
    agent: String?,
    names: NameTable,
    tasks: TaskMentions,
    bytes: UnsafeBufferPointer<UInt8>
  ) {
    self.document = document
    self.entries = entries
    self.agent = agent
    self.names = names
    self.tasks = tasks
    self.bytes = bytes
    self.judge = SentenceJudge(names: names, bytes: bytes, agent: agent)
    self.result = FileStatements(path: document.source.path, agent: agent)
  }

  mutating func read() -> FileStatements {
    let source = document.source
    var line = 1
    let last = source.lineCount
    while line <= last {
      enter(line)
      if let node = block(at: line) {
        switch node.kind {
        case .heading:
          readHeading(node)
          line = Int(node.lastLine) + 1
          continue
        case .table:
          readTable(node)
          line = Int(node.lastLine) + 1
          continue
        case .codeFence, .indentedCode, .htmlComment, .htmlCode:
          line = Int(node.lastLine) + 1
          continue
        case .thematicBreak:
          // A rule ends lists of labels; only a heading goes on with a section behind it.
          contexts.removeAll { $0.depth >= 10 }
          for index in contexts.indices { contexts[index].isOver = true }
        default: break
        }
      }
      readLine(line)
      line += 1
    }
    return result
  }

  /// The block that begins at a line, when it is one that is read as a whole.
  private mutating func block(at line: Int) -> MarkdownNode? {
    var found: MarkdownNode?
    while nextNode < document.nodes.count, document.nodes[nextNode].firstLine <= line {
      let node = document.nodes[nextNode]
      nextNode += 1
      guard node.firstLine == line || found == nil else { continue }
      switch node.kind {
      case .heading, .table, .codeFence, .indentedCode, .htmlComment, .htmlCode, .thematicBreak:
        if Int(node.lastLine) >= line { found = node }
      default: break
      }
    }
    return found
  }

  private mutating func enter(_ line: Int) {
    while nextEntry < entries.count, entries[nextEntry].line <= line {
      entry = nextEntry
      contexts.removeAll()
      let own = entries[nextEntry].agent ?? agent
      judge = SentenceJudge(names: names, bytes: bytes, agent: own)
      nextEntry += 1
    }
    if let current = entry, entries[current].endLine < line { entry = nil }
  }

  // MARK: headings

  private mutating func readHeading(_ node: MarkdownNode) {
    let line = Int(node.firstLine)
    let depth = max(1, Int(node.level))
    contexts.removeAll { $0.depth >= depth }
    let range = document.source.lineRange(line)
    let content = ContentLine(range, of: bytes)
    let isEntry = entry.map { entries[$0].line == line } ?? false
    guard Vocabulary.shared.triggers(in: range, of: bytes, isHeading: true) || contexts.last != nil
    else { return }
    let tokens = LineTokens(content.content, of: bytes).tokens
    let ids = tasks.ids(in: tokens, bytes)
    let judgement = judge.judge(tokens)
    let request = RequestLabel(tokens, names: names)
    takeAnswer(.heading, line, content, tokens, ids)
    if isEntry || isTitle(node) {
      if judgement.clears {
        add(.heading, .cleared, line, content, ids, nil, group: line)
      } else if judgement.standing >= .waiting, !judgement.deniesBlockers {
        add(
          .heading,
          .waits(judgement.standing),
          line,
          content,
          ids,
          judgement.waitingOn,
          group: line
        )
      }
      if judgement.completes { add(.heading, .completed, line, content, ids, nil, group: line) }
      if let request, isTitle(node) {
        contexts.append(
          Context(role: .other, request: request, depth: depth, line: line, group: nil, tasks: ids)
        )
      }
      return
    }
    let colon = tokens.firstIndex { if case .colon = $0.kind { true } else { false } }
    var role = headingRole(tokens, colon)
    if role == .blockers(single: false), colon == nil,
      !tokens.contains(where: { $0.has([.blocker, .link]) })
    {
      role = .blockedWork
    }
    switch role {
    case .blockers(let single):
      openBlockers(line, content, tokens, colon, depth, single, ids, request)
      return
    case .noBlockers:
      add(.field, .none, line, content, ids, nil, group: line)
    case .resolved:
      add(.heading, .cleared, line, content, ids, nil, group: line)
      contexts.append(
        Context(role: .resolved, request: nil, depth: depth, line: line, group: nil, tasks: ids)
      )
      return
    case .aside:
      if judgement.clears { add(.heading, .cleared, line, content, ids, nil, group: line) }
      contexts.append(
        Context(role: .aside, request: nil, depth: depth, line: line, group: nil, tasks: ids)
      )
      return
    case .other, .issue, .status, .detail:
      if let around = contexts.last(where: { $0.isBlockers }) {
        readSubheading(line, content, tokens, depth, judgement, ids, request, around)
        return
      }
    default: break
    }
    if judgement.completes { add(.heading, .completed, line, content, ids, nil, group: line) }
    if judgement.clears {
      add(.heading, .cleared, line, content, ids, nil, group: line)
    } else if judgement.standing >= .waiting {
      add(
        .heading,
        .waits(judgement.standing),
        line,
        content,
        ids,
        judgement.waitingOn,
        group: line
      )
    }
    contexts.append(
      Context(role: role, request: request, depth: depth, line: line, group: nil, tasks: ids)
    )
    if let request, request.standsAlone || colon.map({ $0 + 1 < tokens.count }) == true {
      ask(request, line, content, tokens, ids)
    }
  }

  /// A heading inside of a section of blockers.
  ///
  /// "1. …" names one, "P1" sorts them, "Resolved" ends them.
  private mutating func readSubheading(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ depth: Int,
    _ judgement: Judgement,
    _ ids: [String],
    _ request: RequestLabel?,
    _ around: Context
  ) {
    var context = Context(
      role: .blockers(single: false),
      request: request,
      depth: depth,
      line: line,
      group: nil,
      tasks: ids
    )
    let isOver = judgement.clears || content.mark == .done || tokens.contains { $0.has(.resolved) }
    if isOver {
      context.role = .resolved
      add(.heading, .cleared, line, content, ids, nil, group: line)
    } else if content.isItem || content.isNumbered
      || content.mark != nil && !Severity.isAll(of: tokens)
    {
      context.role = .blockers(single: true)
      context.group = line
      context.isFilled = true
      takeValue(line, content, tokens, ids, group: line)
    } else if around.group != nil {
      context.role = around.role
      context.group = around.group
      context.isFilled = around.isFilled
    }
    contexts.append(context)
  }

  private func headingRole(_ tokens: [Token], _ colon: Int?) -> LabelRole {
    if let colon {
      let role = LabelRole(tokens[..<colon])
      if role != .other { return role }
      return .other
    }
    // A section's title is short; a sentence with "blocked" in it is a statement.
    let words = tokens.count { if case .word = $0.kind { true } else { false } }
    let role = LabelRole(tokens)
    if case .blockers = role,
      words > 6 || tokens.contains(where: { $0.has(.blocked) && $0.allCaps })
    {
      return words <= 2 ? role : .other
    }
    return role
  }

  private mutating func openBlockers(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ colon: Int?,
    _ depth: Int,
    _ single: Bool,
    _ ids: [String],
    _ request: RequestLabel?
  ) {
    var isSingle = single
    if let colon, colon + 1 < tokens.count {
      let value = Array(tokens[(colon + 1)...])
      let count = Self.count(value)
      if count == 0 {
        add(.field, .none, line, content, ids, nil, group: line)
      } else if count == nil {
        takeValue(line, content, value, ids, group: line)
      }
      isSingle = isSingle || count == nil
    } else if let last = tokens.last(where: { if case .stop = $0.kind { false } else { true } }),
      case .number = last.kind, Self.count([last]) == 0
    {
      // "Blockers (0)"
      add(.field, .none, line, content, ids, nil, group: line)
    }
    contexts.append(
      Context(
        role: .blockers(single: isSingle),
        request: request,
        depth: depth,
        line: line,
        group: isSingle ? line : nil,
        tasks: ids
      )
    )
  }

  // MARK: lines

  private mutating func readLine(_ line: Int) {
    let range = document.source.lineRange(line)
    guard !range.isEmpty else { return }
    let open = contexts.last
    let needsContext = open.map { $0.isOpen } ?? false
    let triggers = Vocabulary.shared.triggers(in: range, of: bytes)
    guard triggers || needsContext else { return }
    let content = ContentLine(range, of: bytes)
    guard !content.content.isEmpty || content.mark != nil else { return }
    let depth = 10 + content.indent * 2 + (content.isItem ? 1 : 0)
    if content.isBold || content.isItem && content.hasLabel {
      contexts.removeAll { $0.depth >= 10 && $0.depth >= depth }
    } else if let last = contexts.last, last.depth > depth, last.depth >= 10 {
      contexts.removeAll { $0.depth > depth }
    }
    let tokens = LineTokens(content.content, of: bytes).tokens
    let ids = tasks.ids(in: tokens, bytes)
    takeAnswer(content.isBold ? .status : .item, line, content, tokens, ids)
    if let who = judge.finder.addressee(in: tokens), content.mark != .done {
      add(.item, .addressed, line, content, ids, who, group: line)
    }
    if let context = contexts.last(where: { $0.isOpen }) {
      if takeInContext(context, line, content, tokens, ids, depth) { return }
    }
    if content.hasLabel, readLabelled(line, content, tokens, ids, depth) { return }
    readSentence(line, content, tokens, ids)
  }

  /// A line with a label of its own; true when nothing more is to be read from it.
  private mutating func readLabelled(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String],
    _ depth: Int
  ) -> Bool {
    let split =
      tokens.firstIndex { $0.range.lowerBound >= content.label.upperBound } ?? tokens.count
    let label = Array(tokens[..<split])
    let valueStart =
      tokens.firstIndex { $0.range.lowerBound >= content.value.lowerBound } ?? tokens.count
    let value = Array(tokens[valueStart...])
    var role = LabelRole(label)
    if role == .blockers(single: false), !label.contains(where: { $0.has(.blocker) }),
      value.first?.isNumber ?? label.allSatisfy({ !$0.has(.link) })
    {
      // "Blocked: 3 of 15 items" counts what is held up, "Blocked:" alone lists it.
      role = .blockedWork
    }
    let request = RequestLabel(label, names: names)
    let labelIDs = tasks.ids(in: label, bytes)
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
      if content.value.isEmpty {
        if Self.count(label.suffix(1)) == 0 {
          add(.field, .none, line, content, ids, nil, group: line)
        }
      } else if let count = Self.count(value) {
        if count == 0 { add(.field, .none, line, content, ids, nil, group: line) }
        context.group = nil
        context.role = .blockers(single: false)
      } else {
        takeValue(line, content, value, ids, group: line)
        context.isFilled = true
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
      readSentence(line, content, tokens, ids)
      return true
    }
    // What was wrong may be quoted there; how it stands is said elsewhere.
    if role == .issue { return true }
    let judgement = judge.judge(value)
    let place: Statement.Place = role == .status || role == .next ? .status : .item
    askInline(line, content, tokens, ids)
    take(judgement, place, line, content, ids)
    return true
  }

  private mutating func readSentence(
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String]
  ) {
    let judgement = judge.judge(tokens)
    askInline(line, content, tokens, ids)
    take(judgement, content.isItem ? .item : .text, line, content, ids)
  }

  private mutating func take(
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
      add(place, .completed, line, content, ids, nil, group: line)
      return
    }
    var standing = judgement.standing
    let isPlain = place == .item || place == .text
    if isPlain, standing == .waiting, judgement.waitingOn.map({ !judge.isPerson($0) }) ?? true {
      standing = .unclear
    }
    switch content.mark {
    case .paused, .stopped, .waiting:
      if standing == .unclear || standing == .routineWait { standing = .waiting }
      if standing == .silent { standing = .unclear }
    case .done where standing < .blocked: return
    default: break
    }
    guard standing > .silent else { return }
    add(place, .waits(standing), line, content, ids, judgement.waitingOn, group: line)
    if standing == .waiting, let who = judgement.waitingOn, judge.isPerson(who),
      result.asks.last?.line != line
    {
      askFor(.approval, who, line, content, ids)
    }
  }

  /// "Awaiting: …": who and what is awaited stands in the value.
  private mutating func takeAwaited(
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

  // MARK: inside of an announcement

  /// True when the line belongs to the announcement and is read.
  private mutating func takeInContext(
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
  private mutating func takeAsked(
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
    fill(context, itemDepth: content.isItem || content.isBold ? depth : nil)
    if request.standsAlone || request.kind != .question {
      let isCut = result.asks.last?.text.last == ":"
      if isFirst || isCut, !isQuestion,
        let index = result.asks.suffix(16).lastIndex(where: { $0.group == context.line })
      {
        if result.asks[index].text.utf8.count < 60 || isCut {
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

  /// True when the line is read; false leaves it to be read as any other.
  private mutating func takeBlocker(
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

  /// A bold line between the items: it sorts them ("Critical (P0):"), or names a blocker of its own.
  private mutating func takeSubtitle(
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
  private mutating func takeDetail(
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
  }

  /// The value of a field of blockers: none, over, or a blocker.
  private mutating func takeValue(
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
    let who = judgement.waitingOn ?? judge.finder.subject(in: value) ?? personAtEnd(value)
    add(.field, .waits(.blocked), line, content, ids, who, group: group)
    askInline(line, content, value, ids)
  }

  /// "Export crashed → Manager fixed it": what was wrong is over.
  private func isFixed(_ tokens: [Token]) -> Bool {
    var union: WordClass = []
    for token in tokens { union.formUnion(token.classes) }
    return union.contains(.resolved)
      && union.isDisjoint(with: [.negation, .must, .need, .wait, .pending, .cannot, .conditional])
  }

  /// "None (awaiting … approval)" is a wait; "None (dependency resolved)" is none.
  private mutating func takeNone(
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

  private static let request = Set(["request", "requested", "requests"].map { FoldedHash.of($0) })

  /// "… → Engineer", "… (Manager)".
  private func personAtEnd(_ tokens: [Token]) -> String? {
    let words = tokens.filter { if case .stop = $0.kind { false } else { true } }
    guard words.count > 1 else { return nil }
    return judge.finder.names.name(at: words.count - 1, in: words)?.display
  }

  private func lastGroup(after line: Int) -> Int? {
    guard let last = result.statements.last, last.place == .field, last.group > line else {
      return nil
    }
    return last.group
  }

  private mutating func fill(_ context: Context, itemDepth: Int?) {
    guard
      let index = contexts.lastIndex(where: { $0.line == context.line && $0.depth == context.depth }
      )
    else { return }
    contexts[index].isFilled = true
    if contexts[index].itemDepth == nil { contexts[index].itemDepth = itemDepth }
  }

  // MARK: tables

  private mutating func readTable(_ node: MarkdownNode) {
    let rows = MarkdownTable.rows(of: node, in: document.source)
    guard let header = rows.first, rows.count > 1 else { return }
    var blockedColumn: Int?
    var statusColumn: Int?
    var ownerColumn: Int?
    for (index, cell) in header.cells.enumerated() {
      let tokens = LineTokens(cell, of: bytes).tokens
      switch LabelRole(tokens) {
      case .blockers: blockedColumn = blockedColumn ?? index
      case .status: statusColumn = statusColumn ?? index
      case .owner, .waiting: ownerColumn = ownerColumn ?? index
      default: break
      }
    }
    let inBlockers = contexts.last.map { $0.isBlockers } ?? false
    let isAside = contexts.last.map { $0.role == .aside || $0.role == .resolved } ?? false
    guard !isAside, blockedColumn != nil || statusColumn != nil || inBlockers else { return }
    for row in rows.dropFirst() {
      enter(row.line)
      readRow(row, blockedColumn, statusColumn, ownerColumn, inBlockers)
    }
  }

  private mutating func readRow(
    _ row: MarkdownTable.Row,
    _ blockedColumn: Int?,
    _ statusColumn: Int?,
    _ ownerColumn: Int?,
    _ inBlockers: Bool
  ) {
    guard let first = row.cells.first, let last = row.cells.last else { return }
    let whole = ContentLine(first.lowerBound..<last.upperBound, of: bytes)
    let tokens = LineTokens(first.lowerBound..<last.upperBound, of: bytes).tokens
    let ids = tasks.ids(in: tokens, bytes)
    let status = statusColumn.flatMap { cell($0, row) }
    let statusJudgement = status.map { judge.judge($0.tokens) } ?? Judgement()
    let isOver =
      statusJudgement.clears || statusJudgement.completes || status?.content.mark == .done
    // A row about another agent is that agent's, not the writer's.
    let subject = LineTokens(first, of: bytes).tokens
    let other = subject.isEmpty ? nil : names.name(at: 0, in: subject)
    let about = other.flatMap { $0.end == subject.count && $0.isAgent ? $0.display : nil }
    let owner = ownerColumn.flatMap { cell($0, row) }.flatMap {
      judge.finder.object(in: $0.tokens, from: 0)
    }
    if let blockedColumn, let value = cell(blockedColumn, row) {
      if isOver || value.content.mark == .done { return }
      if case .no = NoneForms.match(value.tokens, hasText: true),
        value.tokens.contains(where: { if case .word = $0.kind { true } else { false } })
      {
        let who =
          judge.judge(value.tokens).waitingOn ?? judge.finder.object(in: value.tokens, from: 0)
        add(
          .field,
          .waits(.blocked),
          row.line,
          whole,
          ids,
          who ?? owner,
          group: row.line,
          agent: about
        )
      }
      return
    }
    if inBlockers {
      if isOver {
        add(.field, .cleared, row.line, whole, ids, nil, group: row.line)
      } else if case .no = NoneForms.match(subject, hasText: !subject.isEmpty) {
        add(.field, .waits(.blocked), row.line, whole, ids, owner, group: row.line, agent: about)
      }
      return
    }
    if statusJudgement.standing >= .waiting {
      add(
        .item,
        .waits(statusJudgement.standing),
        row.line,
        whole,
        ids,
        statusJudgement.waitingOn ?? owner,
        group: row.line,
        agent: about
      )
    }
  }

  private func cell(
    _ index: Int,
    _ row: MarkdownTable.Row
  ) -> (tokens: [Token], content: ContentLine)? {
    guard index < row.cells.count else { return nil }
    let range = row.cells[index]
    return (LineTokens(range, of: bytes).tokens, ContentLine(range, of: bytes))
  }

  // MARK: results

  private mutating func add(
    _ place: Statement.Place,
    _ meaning: Statement.Meaning,
    _ line: Int,
    _ content: ContentLine,
    _ ids: [String],
    _ who: String?,
    group: Int,
    agent: String? = nil
  ) {
    result.statements.append(
      Statement(
        entry: entry,
        line: line,
        place: place,
        meaning: meaning,
        text: PlainText.string(content.content, of: bytes),
        tasks: ids,
        waitingOn: who,
        group: group,
        agent: agent,
        isSingle: place == .field
          && (content.hasLabel || contexts.last { $0.isBlockers }?.group == group)
      )
    )
  }

  private mutating func ask(
    _ request: RequestLabel,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String]
  ) {
    guard content.mark != .done, !content.isStruck else { return }
    if !tokens.isEmpty, case .none = NoneForms.match(tokens, hasText: true) { return }
    let text = PlainText.string(content.content, of: bytes)
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

  private mutating func askFor(
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
        text: PlainText.string(content.content, of: bytes),
        tasks: ids,
        group: line
      )
    )
  }

  private mutating func askInline(
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
        text: PlainText.string(content.content, of: bytes),
        tasks: ids,
        group: line
      )
    )
  }

  private mutating func takeAnswer(
    _ place: Statement.Place,
    _ line: Int,
    _ content: ContentLine,
    _ tokens: [Token],
    _ ids: [String]
  ) {
    guard let answer = AnswerSentence(tokens, judge: judge) else { return }
    add(place, .answered, line, content, ids, answer.person, group: line)
  }

  private func isTitle(_ node: MarkdownNode) -> Bool {
    node.level == 1 && entries.isEmpty == false
  }

  /// The number that a value begins with: "0", "3 active", "(2)"; nil for other values.
  private static func count(_ tokens: some Collection<Token>) -> Int? {
    let words = tokens.filter { if case .stop = $0.kind { false } else { true } }
    guard let first = words.first, case .number = first.kind else { return nil }
    guard words.count == 1 || words.dropFirst().first?.has([.blocker, .still]) == true else {
      return first.has(.none) ? 0 : nil
    }
    return first.has(.none) ? 0 : words.count == 1 ? 1 : nil
  }
}

extension StatementReader.Context {
  func isDeeper(_ depth: Int) -> Bool {
    itemDepth.map { depth > $0 } ?? false
  }

  var isBlockers: Bool {
    if case .blockers = role { return true }
    return false
  }

  /// Whether lines below are read even without a word of the vocabulary.
  var isOpen: Bool {
    if isOver { return false }
    return switch role {
    case .blockers, .blockedWork, .resolved, .aside, .waiting: true
    default: request != nil
    }
  }
}

extension ContentLine {
  func hasQuestion(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[content].last == 0x3F
  }
}
