import Facts

/// A sentence that asks a person for something, wherever it stands.
struct InlineRequest {
  var kind: Request.Kind
  var person: String?

  /// With `classes`, what all of the words mean, most sentences are not looked at.
  init?(_ tokens: [Token], among classes: WordClass = .any, judge: SentenceJudge) {
    var isCalled = false
    if case .at? = tokens.first?.kind { isCalled = true }
    guard isCalled || !classes.isDisjoint(with: Self.telling) else { return nil }
    guard
      let found = Self.mention(tokens, judge) ?? Self.awaited(tokens, judge)
        ?? Self.asked(tokens, judge)
        ?? Self.called(tokens, judge)
    else { return nil }
    self = found
  }

  private init(kind: Request.Kind, person: String?) {
    self.kind = kind
    self.person = person
  }

  /// `@name: …`, `@name …?` at the beginning of what is said.
  private static func mention(_ tokens: [Token], _ judge: SentenceJudge) -> InlineRequest? {
    guard tokens.count > 2, case .at = tokens[0].kind, case .word = tokens[1].kind,
      tokens[1].range.lowerBound == tokens[0].range.upperBound
    else { return nil }
    let asks = tokens.contains {
      if case .question = $0.kind { true } else { $0.has([.must, .need]) }
    }
    var isAddressed = false
    if case .colon = tokens[2].kind { isAddressed = true }
    guard asks || isAddressed else { return nil }
    var union: WordClass = []
    for token in tokens { union.formUnion(token.classes) }
    return InlineRequest(
      kind: kind(union) ?? .question,
      person: judge.finder.text(of: tokens[1])
    )
  }

  /// "awaiting X approval", "X decision needed", "needs a … token", "X must decide".
  private static func awaited(_ tokens: [Token], _ judge: SentenceJudge) -> InlineRequest? {
    for index in tokens.indices
    where tokens[index].has([.approval, .decision, .credential, .routine]) {
      let low = clauseStart(index, tokens)
      let high = clauseEnd(index, tokens)
      let clause = tokens[low..<high]
      var union: WordClass = []
      for token in clause { union.formUnion(token.classes) }
      guard union.isDisjoint(with: [.negation, .none, .conditional, .answered, .past, .rule]),
        !isCompound(index, tokens)
      else {
        continue
      }
      let named = (low..<high).lazy.compactMap { judge.finder.names.name(at: $0, in: tokens) }.first
      let isAwaited = clause.prefix(index - low + 1).contains { $0.has([.wait, .pending]) }
      // "Default: await approval" describes; "awaiting approval" waits.
      let isDescribed =
        named == nil && clause.dropFirst().contains { Self.bare.contains($0.hash) }
      let isWaited =
        !isDescribed && !union.contains(.idle)
        && clause.prefix(index - low + 1).contains { $0.has(.wait) }
      let isNeeded = union.contains(.need)
      // "the owner", "the client" are people without a name.
      let role = (low..<high).first { tokens[$0].has(.role) && $0 != index }
        .map { judge.finder.text(of: tokens[$0]) }
      let person =
        named.map { $0.isAgent && !judge.isPerson($0.display) ? nil : $0.display } ?? role
      if named != nil, person == nil { continue }
      let token = tokens[index]
      if token.has(.credential), union.contains(.need), token.range.count > 3 {
        // "Issues needed for login" is no request: what is needed stands with the need.
        guard isNeeded, isNear(index, low..<high, tokens) else { continue }
        // "Requires a token for login" describes; "need a token", "requires a token from Ada" asks.
        if person == nil, !clause.contains(where: { $0.has(.need) && !Self.describes($0) }) {
          continue
        }
        return InlineRequest(kind: .credential, person: person)
      }
      let isWanted = isNeeded && !isAttribute(low..<high, tokens)
      if token.has(.decision), isWaited || person != nil && (isAwaited || isWanted) {
        return InlineRequest(kind: .decision, person: person)
      }
      if token.has(.approval), isWaited || person != nil && (isAwaited || isWanted) {
        return InlineRequest(kind: .approval, person: person)
      }
    }
    return nil
  }

  /// "ask Noor for …", "→ ask Noor": what somebody still has to be asked.
  private static func asked(_ tokens: [Token], _ judge: SentenceJudge) -> InlineRequest? {
    for index in tokens.indices where tokens[index].hash == ask && index + 1 < tokens.count {
      let isHindered = tokens[..<index].contains {
        $0.has([.negation, .none, .conditional, .rule, .answered, .must, .selfReference])
      }
      let next = tokens[index + 1]
      guard !isHindered, index == 0 || !tokens[index - 1].has(.to), next.capitalised else {
        continue
      }
      let known = judge.finder.names.name(at: index + 1, in: tokens)
      guard known != nil || next.classes.isEmpty && !next.hasDigit && !next.allCaps else {
        continue
      }
      let end = known?.end ?? index + 2
      let leads =
        end < tokens.count
        ? asks.contains(tokens[end].hash) || tokens[end].has(.to) || index > 0 && isEnd(tokens[end])
        : index > 0 || known != nil
      guard leads else { continue }
      var union: WordClass = []
      for token in tokens { union.formUnion(token.classes) }
      return InlineRequest(
        kind: kind(union) ?? .question,
        person: known?.display ?? judge.finder.text(of: next)
      )
    }
    return nil
  }

  /// "needs Noor's call", "waiting for Noor's answer".
  private static func called(_ tokens: [Token], _ judge: SentenceJudge) -> InlineRequest? {
    for index in tokens.indices where tokens[index].has([.need, .wait, .pending]) {
      var next = index + 1
      while next < tokens.count, tokens[next].has(.link) { next += 1 }
      guard next + 1 < tokens.count, tokens[next].capitalised, tokens[next].classes.isEmpty,
        calls.contains(tokens[next + 1].hash) || tokens[next + 1].has([.decision, .approval]),
        !tokens[..<index].contains(where: { $0.has([.negation, .none, .conditional]) })
      else { continue }
      // The `'s` between the two is part of neither.
      guard tokens[next + 1].range.lowerBound >= tokens[next].range.upperBound + 3 else { continue }
      return InlineRequest(
        kind: tokens[next + 1].has(.approval) ? .approval : .decision,
        person: judge.finder.text(of: tokens[next])
      )
    }
    return nil
  }

  private static let calls = WordSet(["call", "input", "answer", "word", "ok", "verdict", "choice"])

  /// Without one of these nothing is asked but of somebody who is called.
  private static let telling: WordClass = [
    .approval, .decision, .credential, .routine, .ask, .need, .wait, .pending,
  ]
  private static let ask = FoldedHash.of("ask")
  private static let asks = WordSet(["for", "whether", "about", "which", "what", "how", "if"])

  static func kind(_ union: WordClass) -> Request.Kind? {
    if union.contains(.credential), union.contains(.need) { return .credential }
    if union.contains(.decision) { return .decision }
    if union.contains(.approval) { return .approval }
    return nil
  }

  /// "approval queue", "decision log": the word only describes the next one.
  private static func isCompound(_ index: Int, _ tokens: [Token]) -> Bool {
    guard tokens[index].has([.approval, .decision]), index + 1 < tokens.count else { return false }
    let next = tokens[index + 1]
    guard case .word = next.kind, next.range.count > 3 else { return false }
    return next.classes.isDisjoint(with: [
      .link, .to, .or, .pending, .wait, .need, .conditional, .must, .still,
    ]) && !before.contains(next.hash)
  }

  /// "With the required justification": the only need in the clause belongs to another noun.
  private static func isAttribute(_ clause: Range<Int>, _ tokens: [Token]) -> Bool {
    clause.filter { tokens[$0].has(.need) }.allSatisfy { need in
      guard participles.contains(tokens[need].hash), need + 1 < tokens.count,
        case .word = tokens[need + 1].kind
      else { return false }
      return tokens[need + 1].classes.isEmpty && !before.contains(tokens[need + 1].hash)
    }
  }

  private static let participles = WordSet(["required", "needed"])

  private static func describes(_ token: Token) -> Bool { describing.contains(token.hash) }

  private static let describing = WordSet([
    "requires", "requiring", "depends", "dependent", "dependency",
  ])
  private static let bare = WordSet(["await", "awaits", "wait", "waits"])
  private static let before = WordSet(["before", "from", "with", "then"])

  private static func isNear(_ index: Int, _ clause: Range<Int>, _ tokens: [Token]) -> Bool {
    clause.contains { tokens[$0].has(.need) && abs($0 - index) <= 5 }
  }

  private static func clauseStart(_ index: Int, _ tokens: [Token]) -> Int {
    var low = index
    while low > 0, index - low < 8, !isEnd(tokens[low - 1]) { low -= 1 }
    return low
  }

  private static func clauseEnd(_ index: Int, _ tokens: [Token]) -> Int {
    var high = index + 1
    while high < tokens.count, high - index < 10, !isEnd(tokens[high]) { high += 1 }
    return high
  }

  private static func isEnd(_ token: Token) -> Bool {
    if case .stop = token.kind { return token.range.count != 1 || token.hash != 0x2F }
    return false
  }
}
