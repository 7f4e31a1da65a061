/// What a label or a heading announces.
enum LabelRole: Equatable {
  case other
  /// What follows are blockers. `single`: everything below is about one.
  case blockers(single: Bool)
  /// What follows is held up, or how much of it: "What is blocked", "Blocked tasks".
  case blockedWork
  /// "No blockers: …"
  case noBlockers
  /// What follows is over: "Blockers resolved", "Previous blocker".
  case resolved
  /// What follows is about others, or about rules: "Blocks", "Blocker protocol", "When unblocked".
  case aside
  case waiting
  case status
  case next
  case owner
  case resolution
  case issue
  case detail

  init(_ tokens: some BidirectionalCollection<Token>) {
    var union: WordClass = []
    for token in tokens { union.formUnion(token.classes) }
    // Without a word of the vocabulary it announces nothing.
    self = union.isEmpty ? .other : Self.role(Array(tokens), union)
  }

  private static func role(_ tokens: [Token], _ union: WordClass) -> LabelRole {
    if !union.isDisjoint(with: [.blocker, .blocked]) {
      return blockerRole(tokens, union)
    }
    let words = tokens.filter { if case .word = $0.kind { true } else { false } }
    guard let first = words.first else { return .other }
    if words.count <= 2, examples.contains(words[words.count - 1].hash) { return .aside }
    if union.contains(.unblocked) { return .aside }
    if first.has(.blocks), words.count <= 3 { return .aside }
    if words.count <= 4 {
      if first.has(.wait) || words.contains(where: { $0.has(.wait) }) && words.count <= 2 {
        return .waiting
      }
      if first.hash == depends || first.hash == dependsOn { return .waiting }
      if first.has(.owner) || words.last?.has(.owner) == true { return .owner }
      if first.has(.resolution) { return .resolution }
      if union.contains(.status) && !union.contains(.issue) { return .status }
      if first.has(.next) { return .next }
      // "Test configuration issue" is a title; "Root cause" is a detail.
      guard words.allSatisfy({ !$0.classes.isEmpty }) else { return .other }
      if union.contains(.issue) { return .issue }
      if union.contains(.detail) { return .detail }
    }
    return .other
  }

  private static func blockerRole(_ tokens: [Token], _ union: WordClass) -> LabelRole {
    if union.contains(.rule) || union.contains(.conditional) { return .aside }
    if tokens.contains(where: { scales.contains($0.hash) }) { return .aside }
    if !union.isDisjoint(with: [.unblocked]) { return .resolved }
    if union.contains(.negation) {
      // "No other blockers" and "non-blocking" deny; "(0)" does as well.
      return .noBlockers
    }
    if !union.isDisjoint(with: [.resolved, .past, .complete, .resolution]) { return .resolved }
    let words = tokens.filter { if case .word = $0.kind { true } else { false } }
    guard let noun = words.first(where: { $0.has(.blocker) }) else {
      // "Blocked by", "Blocked on" lead to the reason; "Blocked" alone may do either.
      let leads = words.last?.has(.link) == true || words.count == 1
      return leads ? .blockers(single: words.count > 1) : .blockedWork
    }
    return .blockers(single: isSingular(noun))
  }

  /// "Blocker", "BLOCKER-001", "impediment"; "blocked" and plurals introduce lists.
  private static func isSingular(_ token: Token) -> Bool {
    token.has(.blocker) && !plurals.contains(token.hash)
  }

  /// "Blocker severity levels" explains them.
  private static let scales = WordSet([
    "level", "levels", "definition", "definitions", "categories", "types", "legend", "scale",
  ])
  private static let examples = WordSet([
    "example", "examples", "template", "instructions", "protocol",
  ])
  private static let depends = FoldedHash.of("depends")
  private static let dependsOn = FoldedHash.of("dependency")
  private static let plurals = WordSet([
    "blockers", "impediments", "showstoppers", "blokery", "przeszkody", "bloqueos",
    "bloqueadores", "bloqueantes", "impedimentos", "bloqueios", "hindernisse", "blockaden",
    "blocages", "bloquants", "obstacles", "ブロッカー", "阻塞", "阻塞项", "阻碍", "障害", "卡点",
  ])
}
