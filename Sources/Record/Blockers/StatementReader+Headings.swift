import Facts
import MarkdownTree

/// Headings: sections of blockers, statements in titles, announcements of requests.
extension StatementReader {
  mutating func readHeading(_ node: MarkdownNode) {
    let line = Int(node.firstLine)
    let depth = max(1, Int(node.level))
    leaveContexts { $0.depth >= depth }
    ticket = Ticket()
    let range = document.source.lineRange(line)
    let content = ContentLine(range, of: bytes)
    if contexts.contains(where: \.isRules) { return }
    if opensRules(content) {
      var rules = Context(
        role: .aside,
        request: nil,
        depth: depth,
        line: line,
        group: nil,
        tasks: []
      )
      rules.isRules = true
      contexts.append(rules)
      return
    }
    let isEntry = entry.map { entries[$0].line == line } ?? false
    guard !contexts.isEmpty || Vocabulary.shared.triggers(in: range, of: bytes, isHeading: true)
    else { return }
    let (tokens, classes, ids) = tokenized(content)
    let judgement = judge.judge(tokens)
    let request = RequestLabel(tokens, names: names, bytes: bytes)
    takeAnswer(.heading, line, content, tokens, ids, among: classes)
    if isEntry, node.level > 1,
      let around = contexts.last(where: { $0.isBlockers || $0.role == .resolved })
    {
      readSubheading(line, content, tokens, depth, judgement, ids, request, around)
      return
    }
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
      if judgement.completes { complete(.heading, line, content, ids) }
      if node.level == 1, case .blockers = LabelRole(tokens), tokens.count <= 4 {
        // A file of blockers: its sections sort them.
        contexts.append(
          Context(
            role: .blockers(single: false),
            request: nil,
            depth: depth,
            line: line,
            group: nil,
            tasks: [],
            isOutside: true
          )
        )
      }
      if let request, isTitle(node) {
        contexts.append(
          Context(role: .other, request: request, depth: depth, line: line, group: nil, tasks: ids)
        )
      }
      return
    }
    if isAnswered(tokens) {
      contexts.append(
        Context(role: .aside, request: nil, depth: depth, line: line, group: nil, tasks: ids)
      )
      return
    }
    if content.hasQuestion(bytes),
      let around = contexts.last(where: { $0.request != nil })?.request,
      around.kind == .question
    {
      // What stands below a question explains it.
      ask(around, line, content, tokens, ids)
      contexts.append(
        Context(role: .aside, request: nil, depth: depth, line: line, group: nil, tasks: ids)
      )
      return
    }
    let colon = tokens.firstIndex { if case .colon = $0.kind { true } else { false } }
    var role = headingRole(tokens, colon)
    if role == .blockers(single: false), colon == nil,
      !tokens.contains(where: { $0.has([.blocker, .link]) })
    {
      role = .blockedWork
    }
    // "What unblocks most (user actions)"
    if role == .aside, request?.isList == true { role = .other }
    switch role {
    case .blockers(let single):
      openBlockers(line, content, tokens, colon, depth, single, ids, request)
      return
    case .noBlockers:
      add(.field, .none, line, content, ids, nil, group: line)
    case .resolved:
      add(.heading, .cleared, line, content, ids, nil, group: line)
      contexts.append(
        Context(
          role: .resolved,
          request: nil,
          depth: depth,
          line: line,
          group: nil,
          tasks: ids,
          isOutside: entry == nil
        )
      )
      return
    case .aside:
      if judgement.clears { add(.heading, .cleared, line, content, ids, nil, group: line) }
      contexts.append(
        Context(role: .aside, request: nil, depth: depth, line: line, group: nil, tasks: ids)
      )
      return
    case .other, .issue, .status, .detail:
      // Below "Severity levels" nothing is a blocker, though all of the file is about them.
      if let last = contexts.last, last.role == .aside, last.depth < 10 { return }
      if let around = contexts.last(where: { $0.isBlockers || $0.role == .resolved }) {
        readSubheading(line, content, tokens, depth, judgement, ids, request, around)
        return
      }
    default: break
    }
    if role == .waiting, colon == nil, let who = listOwner(tokens) {
      contexts.append(
        Context(
          role: .other,
          request: RequestLabel(kind: .approval, person: who, standsAlone: true, isList: true),
          depth: depth,
          line: line,
          group: nil,
          tasks: ids,
          person: who
        )
      )
      return
    }
    if judgement.completes { complete(.heading, line, content, ids) }
    if judgement.clears {
      add(.heading, .cleared, line, content, ids, nil, group: line)
    } else if judgement.standing >= .waiting, !Self.isLater(tokens),
      role != .blockedWork || !isAnnouncement(tokens)
    {
      // "Blocked", "Blocked / next" announce the list below them.
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

  /// "Agent rules", "Protocol (read first)": what stands below it says how to work, not how things stand.
  ///
  /// Only outside of dated entries: there a team keeps what holds for all of them.
  private mutating func opensRules(_ content: ContentLine) -> Bool {
    guard entry == nil || entries.count == 1, content.content.count <= 60,
      mayBeShort(content.content)
    else { return false }
    let tokens = tokenized(content).tokens
    let end = tokens.firstIndex { if case .stop = $0.kind { true } else { false } } ?? tokens.count
    let words = tokens[..<end].filter { if case .word = $0.kind { true } else { false } }
    guard let last = words.last, words.count <= 3 else { return false }
    if Self.rules.contains(last.hash) { return true }
    return Self.protocols.contains(last.hash)
      && words.dropLast().allSatisfy { Self.teamWords.contains($0.hash) || $0.has(.ask) }
  }

  /// Whether at most three words may stand before the first sign; those of plain letters are counted alone.
  private func mayBeShort(_ range: Range<Int>) -> Bool {
    var words = 0
    var isBlank = true
    for index in range {
      let byte = bytes[index]
      if byte == 0x20 {
        isBlank = true
      } else if (byte | 0x20) &- 0x61 < 26 {
        if isBlank { words += 1 }
        isBlank = false
      } else {
        return words <= 3
      }
      if words > 3 { return false }
    }
    return true
  }

  private static let rules = WordSet([
    "rules", "conventions", "guidelines", "template", "templates", "legend",
  ])
  private static let protocols = WordSet([
    "protocol", "protocols", "procedure", "procedures", "instructions",
  ])
  private static let teamWords = WordSet([
    "agent", "agents", "team", "communication", "coordination", "handoff", "handover", "session",
    "work", "working", "update", "write", "review", "escalation", "reporting", "startup",
  ])

  /// "Retry policy — ANSWERED" among questions: what stands below it asks for nothing any more.
  private func isAnswered(_ tokens: [Token]) -> Bool {
    guard contexts.contains(where: { $0.request != nil }),
      let last = tokens.last(where: { if case .word = $0.kind { true } else { false } })
    else { return false }
    return last.has([.answered, .resolved, .complete])
      && !tokens.contains { $0.has([.negation, .must, .need, .pending, .wait]) }
  }

  /// A heading inside of a section of blockers.
  ///
  /// "1. …" names one, "P1" sorts them, "Resolved" ends them.
  mutating func readSubheading(
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
      tasks: ids,
      isOutside: entry == nil
    )
    if Self.isAppendix(tokens) || isPlaceholder(content.content) {
      context.role = .aside
      contexts.append(context)
      return
    }
    let isOver =
      around.role == .resolved || judgement.clears || content.mark == .done
      || tokens.contains { $0.has(.resolved) }
    let isSorting = Severity.isAll(of: tokens)
    context.sorts = isSorting
    if isOver {
      context.role = .resolved
      add(.heading, .cleared, line, content, ids, nil, group: line)
    } else if !isSorting,
      content.isItem || content.isNumbered || content.mark != nil || around.sorts
        || Self.beginsWithID(tokens) || isDated(line) || isRecord(below: line)
    {
      context.role = .blockers(single: true)
      context.group = line
      context.isFilled = true
      let first = result.statements.count
      takeValue(line, content, tokens, ids, group: line)
      for index in first..<result.statements.count { result.statements[index].standsApart = true }
      takeSince(document.source.lineRange(line), group: line)
    } else if around.group != nil {
      context.role = around.role
      context.group = around.group
      context.isFilled = around.isFilled
    }
    contexts.append(context)
  }

  /// "Related", "Notes": what a file of blockers ends with.
  private static func isAppendix(_ tokens: [Token]) -> Bool {
    let words = tokens.filter { if case .word = $0.kind { true } else { false } }
    guard let first = words.first, words.count <= 3 else { return false }
    return appendices.contains(first.hash)
  }

  /// "[B-001] [Short title]": nothing but brackets, one of which holds what somebody is to write there.
  private func isPlaceholder(_ range: Range<Int>) -> Bool {
    var depth = 0
    var hasBlank = false
    for index in range {
      switch bytes[index] {
      case 0x5B: depth += 1
      case 0x5D: depth = max(0, depth - 1)
      case 0x20 where depth > 0: hasBlank = true
      case let byte where depth == 0 && (isLetter(byte) || byte >= 0xC0): return false
      default: break
      }
    }
    return hasBlank
  }

  private static let appendices = WordSet([
    "related", "references", "reference", "links", "see", "resources", "contact", "contacts",
    "legend", "appendix", "notes", "glossary", "definitions", "severity", "how", "format",
    "escalation", "changelog", "template", "templates",
  ])

  /// Of "Waiting on the owner", "Waiting for Noor": who has to do what is listed below.
  private func listOwner(_ tokens: [Token]) -> String? {
    guard let verb = tokens.firstIndex(where: { $0.has(.wait) }), tokens.count <= 6,
      let who = judge.finder.object(in: tokens, from: verb + 1),
      tokens[(verb + 1)...].allSatisfy({
        $0.has([.link, .role, .to]) || judge.finder.text(of: $0) == who
          || judge.finder.isDeterminer($0)
      })
    else { return nil }
    return who
  }

  /// "Future integrations (awaiting specialists)": nobody is at work on them.
  private static func isLater(_ tokens: [Token]) -> Bool {
    tokens.first { if case .word = $0.kind { true } else { false } }
      .map { later.contains($0.hash) } ?? false
  }

  private static let later = WordSet(["future", "planned", "later", "backlog", "upcoming", "ideas"])

  private func isAnnouncement(_ tokens: [Token]) -> Bool {
    tokens.count <= 2
      || tokens.allSatisfy {
        switch $0.kind {
        case .word: $0.has([.blocked, .next, .status, .still, .or, .hold, .pending, .wait])
        default: true
        }
      }
  }

  private func isDated(_ line: Int) -> Bool {
    entry.map { entries[$0].line == line && entries[$0].level > 1 } ?? false
  }

  /// "B-3: …", "B-3 — …", "B-3 (2026-01-05) …".
  static func beginsWithID(_ tokens: [Token]) -> Bool {
    guard let first = tokens.first, case .word = first.kind, tokens.count > 1 else { return false }
    switch tokens[1].kind {
    case .colon, .stop: return first.classes.isEmpty && first.hasDigit
    default: return false
    }
  }

  /// Whether the section below a heading describes one thing by labels such as "Status", "Impact" and "Owner".
  private func isRecord(below heading: Int) -> Bool {
    var labels = 0
    var line = heading + 1
    while line <= min(document.source.lineCount, heading + 24) {
      defer { line += 1 }
      if document.kind(ofLine: line) == .heading { return false }
      let content = ContentLine(document.source.lineRange(line), of: bytes)
      guard content.isBold else { continue }
      switch LabelRole(LineTokens(content.label, of: bytes).tokens) {
      case .detail, .owner, .status, .issue, .resolution, .waiting, .next, .blockers: labels += 1
      default: break
      }
      if labels > 1 { return true }
    }
    return false
  }

  func headingRole(_ tokens: [Token], _ colon: Int?) -> LabelRole {
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

  mutating func openBlockers(
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
    var isFilled = false
    if let colon, colon + 1 < tokens.count {
      let value = Array(tokens[(colon + 1)...])
      let count = Self.count(value)
      if count == 0 {
        add(.field, .none, line, content, ids, nil, group: line)
      } else if count == nil {
        takeValue(line, content, value, ids, group: line)
        isFilled = true
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
        tasks: ids,
        person: awaited(tokens),
        isFilled: isFilled,
        isOutside: entry == nil
      )
    )
  }

  /// "Blockers (waiting on Tom)", "Blockers / needs Ximena": whom everything below waits for.
  private func awaited(_ tokens: [Token]) -> String? {
    guard let verb = tokens.firstIndex(where: { $0.has([.wait, .need]) }) else { return nil }
    return judge.finder.object(in: tokens, from: verb + 1)
  }
}
