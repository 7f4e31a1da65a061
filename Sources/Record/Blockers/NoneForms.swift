/// The ways of saying that there is no blocker.
enum NoneForms {
  enum Answer: Equatable {
    /// The value says something else.
    case no
    /// "None", "0", "n/a", "-"; what follows begins at this token.
    case none(rest: Int)
    /// "[None or details]", "None or waiting for …": a form that nobody filled in.
    case template
  }

  /// What a value answers; `hasText` tells a lone dash from nothing at all.
  static func match(_ tokens: [Token], hasText: Bool) -> Answer {
    var index = 0
    while index < tokens.count, isFiller(tokens[index]) { index += 1 }
    guard index < tokens.count else { return hasText ? .none(rest: index) : .no }
    let first = tokens[index]
    if instead.contains(first.hash), index + 1 < tokens.count, case .colon = tokens[index + 1].kind
    {
      return .template
    }
    // "≤ 1 per week" is a measure.
    if case .number = first.kind, tokens.contains(where: { $0.hash == per }) { return .template }
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    if first.has(.none) {
      if let next, next.has(.or) { return .template }
      if first.has(.negation) { return negation(index, tokens) }
      if first.kind.isZero, let next, case .word = next.kind, !next.has([.blocker, .still, .none]) {
        return .no
      }
      if next?.hash == of { return .no }
      return .none(rest: index + 1)
    }
    // "Not blocked", "Sin bloqueos".
    if first.has(.negation) { return negation(index, tokens) }
    // 「特になし」: the word for none ends what is said.
    if let last = tokens.last, last.has(.none), tokens.count <= 6, !first.capitalised,
      first.hash == 0
    {
      return .none(rest: tokens.count)
    }
    return .no
  }

  /// "No", "no blockers", "not currently blocked"; not "no access to staging".
  private static func negation(_ index: Int, _ tokens: [Token]) -> Answer {
    var next = index + 1
    guard next < tokens.count, case .word = tokens[next].kind else { return .none(rest: next) }
    while next < min(tokens.count, index + 5) {
      if tokens[next].has([.blocker, .blocked, .issue]) { return .none(rest: next + 1) }
      guard case .word = tokens[next].kind else { break }
      next += 1
    }
    // "brak", "keine", "ninguno" answer alone, or before "derzeit", "por ahora"; not before a noun.
    return tokens[index].has(.none) && tokens[index + 1].has([.link, .still])
      ? .none(rest: index + 1) : .no
  }

  /// "ex: waiting for a key" shows how to fill it in.
  private static let instead = WordSet(["ex", "example", "eg"])
  private static let per = FoldedHash.of("per")
  private static let of = FoldedHash.of("of")

  private static func isFiller(_ token: Token) -> Bool {
    switch token.kind {
    case .mark, .stop, .colon: true
    default: false
    }
  }
}

extension Token.Kind {
  fileprivate var isZero: Bool {
    if case .number = self { return true }
    return false
  }
}
