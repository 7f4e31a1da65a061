/// Finds whom a sentence waits for.
struct WaitingOn {
  let names: NameTable
  let bytes: UnsafeBufferPointer<UInt8>

  /// The first name in a range of tokens; several joined by "/", "or", "and" count as the first.
  func name(in tokens: [Token], from start: Int, to end: Int) -> String? {
    var index = start
    while index < min(end, tokens.count) {
      if tokens[index].capitalised, let found = names.name(at: index, in: tokens) {
        return found.display
      }
      index += 1
    }
    return nil
  }

  /// Whom the words behind "waiting for", "awaiting", "blocked by" name.
  ///
  /// A known name within the clause, else a role ("the client"), else a capitalised word right behind.
  ///
  /// With `isFirstWordName` false the first word is capitalised because it comes first.
  func object(
    in tokens: [Token],
    from start: Int,
    isFirstWordName: Bool = true
  ) -> String? {
    var end = start
    var words = 0
    while end < tokens.count, words < 12 {
      if case .stop = tokens[end].kind, words > 0, !isJoint(tokens[end]) { break }
      if case .word = tokens[end].kind { words += 1 }
      end += 1
    }
    if let known = name(in: tokens, from: start, to: end) { return known }
    var index = start
    while index < end,
      !isWord(tokens[index]) || tokens[index].has([.link, .to]) || isArticle(tokens[index])
    {
      if case .at = tokens[index].kind, index + 1 < tokens.count {
        return text(of: tokens[index + 1])
      }
      index += 1
    }
    guard index < end else { return nil }
    if let role = tokens[index..<end].prefix(4).first(where: { $0.has(.role) }) {
      return text(of: role)
    }
    let first = tokens[index]
    let follows = index + 1 < tokens.count ? tokens[index + 1] : nil
    let isTaskID = follows.map { isTask(first, $0) } ?? false
    guard isFirstWordName || index > start || follows.map({ !isWord($0) }) ?? true else {
      return nil
    }
    if isWord(first), first.capitalised, !first.allCaps, first.classes.isEmpty, !isTaskID,
      !bytes[first.range].contains(where: { $0 &- 0x30 < 10 })
    {
      return text(of: first)
    }
    return nil
  }

  /// "blocked on user actions", "blocked on Noor": a role right behind, or a name that ends the clause.
  func nearby(_ index: Int, _ tokens: [Token]) -> String? {
    guard index + 2 < tokens.count, tokens[index + 1].has(.link) else { return nil }
    let next = index + 2
    for role in next..<min(tokens.count, next + 2) {
      guard isWord(tokens[role]) else { break }
      if tokens[role].has(.role) { return text(of: tokens[role]) }
      guard isArticle(tokens[role]) else { break }
    }
    let first = tokens[next]
    guard isWord(first), first.capitalised, !first.allCaps, first.classes.isEmpty, !first.hasDigit
    else { return nil }
    if next + 1 < tokens.count, case .stop = tokens[next + 1].kind { return text(of: first) }
    return next + 1 == tokens.count ? text(of: first) : nil
  }

  /// Whom a sentence makes responsible: "Engineer must fix …", "CEO applies …", "needs Data to …".
  func subject(in tokens: [Token]) -> String? {
    // "User must sign up"
    if tokens.count > 2, tokens[0].has(.role), tokens[1].has(.must) { return text(of: tokens[0]) }
    var index = 0
    while index < tokens.count {
      guard tokens[index].capitalised, let found = names.name(at: index, in: tokens) else {
        index += 1
        continue
      }
      var next = found.end
      // "Manager/DevOps must …"
      while next < tokens.count, isJoint(tokens[next]) || names.name(at: next, in: tokens) != nil {
        next += 1
      }
      if next < tokens.count,
        tokens[next].has([.must, .need, .decision, .approval, .resolution])
          || Self.judging.contains(tokens[next].hash)
      {
        return found.display
      }
      index = found.end
    }
    return nil
  }

  /// Who is turned to: "Escalate to Manager", "Engineer must fix", "until Data applies".
  ///
  /// With `classes`, what all of the words mean, most sentences are not looked at.
  func addressee(in tokens: [Token], among classes: WordClass = .any) -> String? {
    guard !classes.isDisjoint(with: [.ask, .wait, .until, .must, .need]) else { return nil }
    let from = Self.from
    for index in tokens.indices {
      if tokens[index].has([.ask, .wait, .until]) {
        if let found = name(in: tokens, from: index + 1, to: index + 5) { return found }
      }
      if tokens[index].hash == from, index + 1 < tokens.count,
        tokens[..<index].contains(where: { $0.has(.need) }),
        let who = object(in: tokens, from: index)
      {
        return who
      }
      if tokens[index].capitalised, let found = names.name(at: index, in: tokens),
        found.end < tokens.count,
        tokens[found.end].has(.must)
          || tokens[found.end].has(.need) && found.end + 1 < tokens.count
            && tokens[found.end + 1].has(.to)
            && !(found.end + 2 < tokens.count
              && Self.learning.contains(tokens[found.end + 2].hash))
      {
        return found.display
      }
    }
    return nil
  }

  /// Whom a sentence makes the owner: "owner: Engineer", "assigned to Priya", "owned by the client".
  func owner(in tokens: [Token]) -> String? {
    for index in tokens.indices.dropLast(2) where tokens[index].has(.owner) {
      if case .colon = tokens[index + 1].kind {
        return object(in: tokens, from: index + 2)
      }
      if tokens[index + 1].has([.to, .link]) { return object(in: tokens, from: index + 1) }
    }
    return nil
  }

  /// What only the one who is named can give.
  private static let judging = WordSet(["review", "validation", "revalidation", "re-validation"])
  /// "needs to know": what makes nobody responsible.
  static let learning = WordSet([
    "know", "see", "hear", "understand", "learn", "notice", "remember", "note",
  ])
  private static let from = FoldedHash.of("from")

  func text(of token: Token) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[token.range]), as: UTF8.self)
  }

  private func isWord(_ token: Token) -> Bool {
    if case .word = token.kind { return true }
    return false
  }

  private func isArticle(_ token: Token) -> Bool {
    let length = token.range.count
    guard length <= 3 else { return false }
    return Self.articles.contains(token.hash)
  }

  func isDeterminer(_ token: Token) -> Bool {
    isWord(token) && Self.determiners.contains(token.hash)
  }

  private static let determiners = WordSet([
    "the", "a", "an", "our", "my", "its", "their", "this", "that", "these", "all", "every", "any",
  ])

  private func isTask(_ first: Token, _ second: Token) -> Bool {
    if case .number = second.kind { return second.range.lowerBound == first.range.upperBound + 1 }
    return false
  }

  private func isJoint(_ token: Token) -> Bool {
    if case .stop = token.kind {
      return token.range.count == 1
        && (bytes[token.range.lowerBound] == 0x2F || bytes[token.range.lowerBound] == 0x2B)
    }
    return false
  }

  private static let articles = WordSet([
    "the", "a", "an", "our", "my", "its", "der", "die", "das", "den", "la", "le", "el", "los",
  ])
}
