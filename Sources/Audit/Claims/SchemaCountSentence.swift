/// A sentence that says how many tables, models, policies or indexes a named file has.
struct SchemaCountSentence: Equatable {
  enum Unit: String {
    case tables, models, policies, indexes
  }

  var subject: PathMention
  var count: Int
  var unit: Unit
  /// Why it may mean something else; nil when it is understood.
  var doubt: String?

  /// Understood are `file.sql (3 tables, 7 indexes)`, `file.sql: 3 tables` and `file.sql has 3 tables`.
  ///
  /// - Returns: the sentences of a line that names exactly one SQL or Prisma file, in its order.
  static func find(in tokens: [ClaimToken]) -> [SchemaCountSentence] {
    let places = tokens.indices.filter { tokens[$0].path.map(isSchemaFile) ?? false }
    guard Set(places.compactMap { tokens[$0].path }).count == 1, let place = places.first,
      let path = tokens[place].path,
      tokens.count(where: { $0.path != nil }) == places.count
    else { return [] }
    let understood = places.reduce(into: Set<Int>()) { $0.formUnion(facts(behind: $1, tokens)) }
    return tokens.indices.compactMap { index in
      guard let count = tokens[index].number, index + 1 < tokens.count,
        let (unit, _) = unit(tokens, at: index + 1)
      else { return nil }
      var doubt: String? = understood.contains(index) ? nil : "the sentence is not fully understood"
      if path.isPattern { doubt = "it names no single file" }
      if path.hasPlace { doubt = "it names a place in the file" }
      return SchemaCountSentence(subject: path, count: count, unit: unit, doubt: doubt)
    }
  }

  /// The counts of a line that is about a file which another line names: `3 tables, 7 indexes`, `Content: 3 tables`.
  static func find(in tokens: [ClaimToken], below subject: PathMention) -> [SchemaCountSentence] {
    var rest = tokens.drop { token in
      switch token {
      case .mark(.picture), .mark(.other), .mark(.dash), .mark(.minus): true
      default: false
      }
    }
    if rest.count > 2, rest.first?.word != nil, rest.dropFirst().first == .mark(.colon) {
      rest = rest.count == 3 && unit(tokens, at: rest.startIndex) != nil ? [] : rest.dropFirst(2)
    }
    // `Tables: 3` and no more.
    if rest.isEmpty, tokens.count >= 3, let count = tokens[tokens.count - 1].number,
      tokens[tokens.count - 2] == .mark(.colon),
      let (unit, length) = unit(tokens, at: tokens.count - 3), length == 1
    {
      return [SchemaCountSentence(subject: subject, count: count, unit: unit)]
    }
    let isPrisma = subject.path.hasSuffix(".prisma")
    return find(in: [.path(subject), .mark(.colon)] + rest)
      // A line that has more to say may be about something else.
      .filter { $0.doubt == nil && ($0.unit == .models) == isPrisma }
  }

  /// The one schema or migration file that a line names; nil for none, and for several paths.
  static func subject(in tokens: [ClaimToken]) -> PathMention? {
    let paths = Set(tokens.compactMap(\.path))
    guard paths.count == 1, let path = paths.first, isSchemaFile(path) else { return nil }
    return path
  }

  private static let partial: Set<String> = [
    "new", "added", "adds", "with", "updated", "more", "these", "other", "existing", "and",
  ]

  /// `20 models total`, `Prisma schema has 20 models`, `Total: 20 models`: of the only schema that there is; nil for a part, or a sum.
  static func total(in tokens: [ClaimToken]) -> Int? {
    let isOfAll = tokens.contains(.word("prisma")) && tokens.contains(.word("schema"))
    guard isOfAll || tokens.contains(.word("total")),
      !tokens.contains(where: { $0.word.map(partial.contains) ?? false }),
      !tokens.contains(where: isUnsettling),
      let index = tokens.indices.first(where: {
        tokens[$0].number != nil && unit(tokens, at: $0 + 1)?.0 == .models
      })
    else { return nil }
    return tokens[index].number
  }

  /// Whether a number stands right before what can be counted, or behind it.
  static func mayCount(_ tokens: [ClaimToken]) -> Bool {
    tokens.indices.contains { index in
      tokens[index].number != nil
        && (unit(tokens, at: index + 1) != nil
          || index >= 2 && tokens[index - 1] == .mark(.colon) && unit(tokens, at: index - 2) != nil)
    }
  }

  private static func isSchemaFile(_ path: PathMention) -> Bool {
    path.path.hasSuffix(".sql") || path.path.hasSuffix(".prisma")
  }

  /// Where the numbers stand that are tied to the path at `place`.
  private static func facts(behind place: Int, _ tokens: [ClaimToken]) -> Set<Int> {
    guard place + 1 < tokens.count else { return [] }
    let end: Int
    switch tokens[place + 1] {
    case .mark(.open):
      guard let close = tokens[(place + 1)...].firstIndex(of: .mark(.close)) else { return [] }
      end = close
    case .mark(.colon), .mark(.dash), .mark(.equals): end = tokens.count
    case .word(let word) where verbs.contains(word): end = tokens.count
    default: return []
    }
    let parts = tokens[(place + 2)..<end].split {
      $0 == .mark(.comma) || $0 == .mark(.semicolon) || $0 == .word("and")
    }
    var facts: Set<Int> = []
    for part in parts {
      guard part.first?.number != nil else {
        // Words of another fact are fine; sums and changes are not.
        if part.contains(where: isUnsettling) { return [] }
        continue
      }
      guard let (_, length) = unit(tokens, at: part.startIndex + 1) else {
        if part.contains(where: isUnsettling) { return [] }
        continue
      }
      let isWhole = part.count == 1 + length || part.dropFirst(1 + length).first == .mark(.period)
      guard isWhole else { return [] }
      facts.insert(part.startIndex)
    }
    return facts
  }

  private static let verbs: Set<String> = [
    "has", "contains", "creates", "defines", "holds", "includes", "with",
  ]

  private static func isUnsettling(_ token: ClaimToken) -> Bool {
    switch token {
    case .mark(.plus), .mark(.minus), .mark(.arrow), .mark(.question), .mark(.tilde),
      .mark(.approximately), .mark(.slash):
      true
    default: false
    }
  }

  /// What is counted, and how many tokens its name takes.
  private static func unit(_ tokens: [ClaimToken], at index: Int) -> (Unit, Int)? {
    guard index < tokens.count, let word = tokens[index].word else { return nil }
    if word == "rls", index + 1 < tokens.count, let next = tokens[index + 1].word {
      return next == "policies" || next == "policy" ? (.policies, 2) : nil
    }
    switch word {
    case "table", "tables": return (.tables, 1)
    case "model", "models": return (.models, 1)
    case "policy", "policies": return (.policies, 1)
    case "index", "indexes", "indices": return (.indexes, 1)
    default: return nil
    }
  }
}
