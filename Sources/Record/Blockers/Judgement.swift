/// What one sentence says about waiting.
struct Judgement {
  enum Standing: Int, Comparable, Sendable {
    /// Nothing about it.
    case silent
    /// Something is not there yet; whether anybody waits is not said.
    case unclear
    /// Waits for what comes anyway: a review, a merge.
    case routineWait
    case waiting
    case blocked

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
  }

  var standing = Standing.silent
  var waitingOn: String?
  /// A decision, an approval or a credential is awaited.
  var isStrong = false
  /// The sentence begins with the wait, and names by a capital whom or what it is for.
  var isLeading = false
  /// "No blockers", "not blocked".
  var deniesBlockers = false
  /// "unblocked", "blocker resolved".
  var clears = false
  /// "complete", "done".
  var completes = false

  mutating func raise(to standing: Standing, waitingOn who: String?) {
    if standing > self.standing {
      self.standing = standing
      waitingOn = who ?? waitingOn
    } else {
      waitingOn = waitingOn ?? who
    }
  }
}

/// Reads sentences about waiting, word by word.
struct SentenceJudge {
  let finder: WaitingOn
  /// Whose record it is: a sentence about another agent's blocker is not about this one's.
  let agentHash: UInt64?

  init(names: NameTable, bytes: UnsafeBufferPointer<UInt8>, agent: String?) {
    self.finder = WaitingOn(names: names, bytes: bytes)
    self.agentHash = agent.map { FoldedHash.of($0) }
  }

  func judge(_ tokens: [Token], from start: Int = 0) -> Judgement {
    var judgement = Judgement()
    var index = start
    while index < tokens.count {
      let token = tokens[index]
      if token.classes.isEmpty {
        index += 1
        continue
      }
      if token.has(.unblocked) {
        if !isNegated(index, tokens), !isConditional(index, tokens), isState(token) {
          judgement.clears = true
        }
      } else if token.has(.blocker) {
        judgeBlocker(index, tokens, &judgement)
      } else if token.has(.blocked) {
        judgeBlocked(index, tokens, &judgement)
      } else if token.has(.wait) {
        judgeWait(index, tokens, &judgement)
      } else if token.has(.cannot) {
        judgeCannot(index, tokens, &judgement)
      } else if token.has([.pending, .hold]) {
        judgePending(index, tokens, &judgement)
      } else if token.has(.need) {
        // "requires Data" may be a wait; only the writer knows.
        if !isNegated(index, tokens), !isConditional(index, tokens),
          let who = finder.name(in: tokens, from: index + 1, to: index + 3)
        {
          judgement.raise(to: .unclear, waitingOn: who)
        }
      } else if token.has(.resolved), !isNegated(index, tokens) {
        if token.allCaps || index == start || index == tokens.count - 1 { judgement.clears = true }
      }
      if token.has(.complete), !isNegated(index, tokens), !isConditional(index, tokens),
        index == 0 || !Self.future.contains(tokens[index - 1].hash), !isAwaited(index, tokens)
      {
        judgement.completes = true
      }
      index += 1
    }
    if judgement.standing > .silent, judgement.waitingOn == nil {
      judgement.waitingOn = finder.subject(in: tokens) ?? finder.addressee(in: tokens)
    }
    return judgement
  }

  /// Whether it is said of what is waited for: "after BAY-031 complete".
  private func isAwaited(_ index: Int, _ tokens: [Token]) -> Bool {
    var back = index - 1
    while back >= 0, index - back <= 5, !isClauseEnd(tokens[back]) {
      if tokens[back].has([.wait, .pending]) || Self.before.contains(tokens[back].hash) {
        return true
      }
      back -= 1
    }
    return false
  }

  /// What puts the end of something before what is spoken of.
  static let before = WordSet(["after", "until", "till", "before"])
  /// What makes it one of the future: "to be applied".
  private static let future = WordSet(["be", "being"])

  private func judgeBlocker(_ index: Int, _ tokens: [Token], _ judgement: inout Judgement) {
    if isNegated(index, tokens) {
      judgement.deniesBlockers = true
      return
    }
    let around = clause(around: index, tokens)
    if tokens[around].contains(where: { $0.has(.rule) }) { return }
    if tokens[around].contains(where: { $0.has([.resolved, .resolution]) || $0.has(.past) }) {
      judgement.clears = true
      return
    }
    if isConditional(index, tokens) || isOfList(index, tokens) { return }
    judgement.raise(
      to: tokens[index].allCaps ? .blocked : .unclear,
      waitingOn: nil
    )
  }

  private func judgeBlocked(_ index: Int, _ tokens: [Token], _ judgement: inout Judgement) {
    if isNegated(index, tokens) {
      judgement.deniesBlockers = true
      return
    }
    let token = tokens[index]
    let before = index > 0 ? tokens[index - 1] : nil
    if isConditional(index, tokens) || before?.has(.past) == true { return }
    // "19 tasks (4 blocked, 7 pending)" counts them.
    if before?.isNumber == true, tokens.count(where: \.isNumber) > 1 { return }
    if isOtherSense(index, tokens) || isAboutOthers(index, tokens) { return }
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    // "It blocked the release": what it did, not how it stands.
    if index > 0, !token.allCaps, let next, finder.isDeterminer(next) { return }
    let leads = next.map { $0.has([.link, .wait, .pending]) || isStopOrColon($0) } ?? true
    let isSaid =
      token.allCaps || index == 0 || isMark(before) || leads && (before?.has(.work) ?? false)
      || (next?.has([.link, .wait, .pending]) ?? false)
      || before?.has([.still, .work]) == true || startsClause(index, tokens)
    // What follows "blocked by" is rarely a person: only known names are taken for one.
    let who =
      leads
      ? finder.name(in: tokens, from: index + 1, to: index + 13) ?? finder.nearby(index, tokens)
      : nil
    judgement.raise(to: isSaid ? .blocked : .unclear, waitingOn: who)
  }

  private func judgeWait(_ index: Int, _ tokens: [Token], _ judgement: inout Judgement) {
    if isNegated(index, tokens) || isConditional(index, tokens) || isAboutOthers(index, tokens) {
      return
    }
    // "wait" alone is an instruction or a noun; it takes "for" or "until".
    var object = index + 1
    while object < tokens.count, tokens[object].has(.link) { object += 1 }
    let (classes, hasWords) = objectClasses(object, tokens)
    guard hasWords else {
      judgement.raise(to: .unclear, waitingOn: nil)
      return
    }
    let who = finder.object(in: tokens, from: index + 1)
    judgement.isLeading = judgement.isLeading || who != nil && leads(index, tokens)
    if !classes.isDisjoint(with: [.decision, .approval, .credential]) {
      judgement.isStrong = true
      judgement.raise(to: .waiting, waitingOn: who)
    } else if classes.contains(.idle) {
      judgement.raise(to: .silent, waitingOn: nil)
    } else if classes.contains(.routine) {
      judgement.raise(to: .routineWait, waitingOn: who)
    } else {
      judgement.raise(to: .waiting, waitingOn: who)
    }
  }

  private func judgeCannot(_ index: Int, _ tokens: [Token], _ judgement: inout Judgement) {
    if isConditional(index, tokens) { return }
    let following = tokens[(index + 1)..<min(tokens.count, index + 4)]
    let goesOn = following.contains { $0.has(.proceed) }
    judgement.raise(
      to: goesOn && (startsClause(index, tokens) || isSelf(index, tokens)) ? .blocked : .unclear,
      waitingOn: nil
    )
  }

  private func judgePending(_ index: Int, _ tokens: [Token], _ judgement: inout Judgement) {
    if isNegated(index, tokens) || isConditional(index, tokens) { return }
    let (classes, hasWords) = objectClasses(index + 1, tokens)
    guard hasWords, !classes.isDisjoint(with: [.decision, .approval, .credential]) else {
      judgement.raise(to: .unclear, waitingOn: nil)
      return
    }
    judgement.raise(to: .waiting, waitingOn: finder.object(in: tokens, from: index + 1))
  }

  // MARK: around a word

  /// What the words up to the end of the clause mean together.
  private func objectClasses(_ start: Int, _ tokens: [Token]) -> (WordClass, Bool) {
    var classes: WordClass = []
    var words = 0
    var index = start
    while index < tokens.count, words < 9 {
      if isStopOrColon(tokens[index]), words > 0 || index > start { break }
      if case .word = tokens[index].kind { words += 1 }
      classes.formUnion(tokens[index].classes)
      index += 1
    }
    return (classes, words > 0)
  }

  private func clause(around index: Int, _ tokens: [Token]) -> Range<Int> {
    var low = index
    while low > 0, index - low < 5, !isClauseEnd(tokens[low - 1]) { low -= 1 }
    var high = index + 1
    while high < tokens.count, high - index < 6, !isClauseEnd(tokens[high]) { high += 1 }
    return low..<high
  }

  private func isNegated(_ index: Int, _ tokens: [Token]) -> Bool {
    var back = index - 1
    while back >= 0, index - back <= 3 {
      if isClauseEnd(tokens[back]) { return false }
      if tokens[back].has(.negation) || Self.nobody.contains(tokens[back].hash) { return true }
      back -= 1
    }
    // "Blocked: no", 「ブロッカーなし」, 无 behind the word.
    guard index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    if next.has(.none), next.range.lowerBound == tokens[index].range.upperBound { return true }
    if case .colon = next.kind, index + 2 < tokens.count {
      // "Blocked: no access to …" is one; "Blocked: no" is none.
      if case .none = NoneForms.match(Array(tokens[(index + 2)...]), hasText: true) { return true }
    }
    return false
  }

  private static let nobody = WordSet(["nothing", "none", "nobody"])

  /// "Waiting on Priya for the key": the sentence is about nothing else.
  private func leads(_ index: Int, _ tokens: [Token]) -> Bool {
    index + 1 < tokens.count && tokens[index + 1].has(.link)
      && tokens[..<index].allSatisfy {
        switch $0.kind {
        case .mark, .stop: true
        default: $0.has(.still)
        }
      }
  }

  /// "SECURITY, ACCESS, BLOCKERS": names of files or sections.
  private func isOfList(_ index: Int, _ tokens: [Token]) -> Bool {
    guard index > 1, tokens[index].allCaps, tokens[index - 2].allCaps else { return false }
    return finder.bytes[tokens[index - 1].range.lowerBound] == 0x2C
  }

  private func isConditional(_ index: Int, _ tokens: [Token]) -> Bool {
    var back = index - 1
    while back >= 0, index - back <= 6 {
      if isClauseEnd(tokens[back]) { break }
      if tokens[back].has(.conditional) { return true }
      back -= 1
    }
    // "blocked if any guard fails"
    return index + 1 < tokens.count && tokens[index + 1].has(.conditional)
  }

  private func isOtherSense(_ index: Int, _ tokens: [Token]) -> Bool {
    let low = max(0, index - 2)
    let high = min(tokens.count, index + 4)
    return tokens[low..<high].contains { $0.has(.otherSense) }
  }

  /// "Engineer blocked on …" in somebody else's record.
  private func isAboutOthers(_ index: Int, _ tokens: [Token]) -> Bool {
    var back = index - 1
    while back >= 0, index - back <= 4 {
      if case .stop = tokens[back].kind { break }
      if let found = finder.names.name(at: back, in: tokens), found.isAgent,
        found.end >= index - 1
      {
        return FoldedHash.of(found.display) != agentHash
      }
      back -= 1
    }
    return false
  }

  private func isSelf(_ index: Int, _ tokens: [Token]) -> Bool {
    index > 0 && tokens[index - 1].has(.selfReference)
  }

  private func startsClause(_ index: Int, _ tokens: [Token]) -> Bool {
    var back = index - 1
    while back >= 0 {
      if isStopOrColon(tokens[back]) || isMark(tokens[back]) { return true }
      guard tokens[back].has([.still, .rule]) else { return false }
      back -= 1
    }
    return true
  }

  /// "unblocked" is a state; "unblocks", "unblocking" are about others.
  private func isState(_ token: Token) -> Bool {
    token.range.count >= 9 && token.hash != Self.unblocking
  }

  private static let unblocking = FoldedHash.of("unblocking")

  private func isMark(_ token: Token?) -> Bool {
    if case .mark? = token?.kind { return true }
    return false
  }

  private func isStopOrColon(_ token: Token) -> Bool {
    switch token.kind {
    case .stop:
      token.range.count != 1
        || finder.bytes[token.range.lowerBound] != 0x2F
          && finder.bytes[token.range.lowerBound] != 0x2B
    case .colon, .question: true
    default: false
    }
  }

  private func isClauseEnd(_ token: Token) -> Bool {
    switch token.kind {
    case .stop: isStopOrColon(token)
    case .question: true
    default: false
    }
  }
}

extension SentenceJudge {
  /// Whether a name is one of the people that agents ask, though an agent may bear it as well.
  func isPerson(_ name: String) -> Bool {
    finder.names.isPerson(name)
  }
}
