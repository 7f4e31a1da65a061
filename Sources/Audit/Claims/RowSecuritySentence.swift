/// A sentence that says that row security is on for named tables.
struct RowSecuritySentence: Equatable {
  /// What may be tables, without their schemas, in the order of the sentence.
  var names: [String]

  /// Stands for every table.
  static let all = "*"

  /// Finds `RLS enabled on orders, items`, `Enabled RLS for orders` and `orders: RLS enabled`.
  ///
  /// - Returns: nil for a line that says no such thing, or denies it.
  static func find(in line: String) -> RowSecuritySentence? {
    let words = SchemaWords(line).words
    guard !words.contains(where: { word in denials.contains { word.isWord($0) } }) else {
      return nil
    }
    for index in words.indices {
      guard let length = subject(words, at: index) else { continue }
      let names =
        self.names(words, behind: index + length, isStated: isEnabled(words, at: index - 1))
        ?? name(words, before: index, isStated: isEnabled(words, at: index + length)).map { [$0] }
      if let names, !names.isEmpty { return RowSecuritySentence(names: names) }
    }
    return nil
  }

  private static let denials = [
    "not", "no", "without", "missing", "lacks", "disabled", "off", "needs", "except", "cannot",
    "isn", "aren", "never", "unless",
  ]

  /// How many words `RLS`, `row level security` or `row-level security` takes at a place.
  private static func subject(_ words: [SchemaWords.Word], at index: Int) -> Int? {
    if words[index].isWord("rls") {
      return index + 1 < words.count
        && (words[index + 1].isWord("policies") || words[index + 1].isWord("policy")) ? 2 : 1
    }
    guard words[index].isWord("row") else { return nil }
    var end = index + 1
    if end < words.count, words[end].isWord("security") { return 2 }
    if end < words.count, words[end] == .mark("-") { end += 1 }
    guard end + 1 < words.count, words[end].isWord("level"), words[end + 1].isWord("security")
    else { return nil }
    return end + 2 - index
  }

  private static func isEnabled(_ words: [SchemaWords.Word], at index: Int) -> Bool {
    words.indices.contains(index)
      && (["enabled", "enables", "active", "activated", "verified", "confirmed"].contains {
        words[index].isWord($0)
      }
        || words[index].isWord("on") && index + 1 < words.count && words[index + 1].isWord("for"))
  }

  /// `enabled on a, b and c`; the verb may have stood before.
  private static func names(_ words: [SchemaWords.Word], behind index: Int, isStated: Bool)
    -> [String]?
  {
    var index = index
    while index < words.count,
      ["is", "are", "now", "turned"].contains(where: words[index].isWord)
        || words[index] == .mark(":")
    {
      index += 1
    }
    if isEnabled(words, at: index) { index += 1 } else if !isStated { return nil }
    guard index < words.count else { return nil }
    let isTied =
      words[index].isWord("on") || words[index].isWord("for") || words[index] == .mark(":")
    guard isTied else { return nil }
    index += 1
    if index + 1 < words.count, words[index].isWord("all") || words[index].isWord("every"),
      words[index + 1].isWord("tables") || words[index + 1].isWord("table")
    {
      return [all]
    }
    while index < words.count,
      ["the", "table", "tables", "both"].contains(where: words[index].isWord)
        || words[index] == .mark("(") || words[index] == .mark(":")
    {
      index += 1
    }
    var names: [String] = []
    while let (name, length) = name(words, at: index) {
      names.append(name)
      index += length
      let isList =
        index < words.count
        && (words[index] == .mark(",") || words[index].isWord("and") || words[index] == .mark("&"))
      guard isList else { break }
      index += 1
      if index < words.count, words[index].isWord("and") { index += 1 }
    }
    return names
  }

  /// `orders: RLS enabled`, `orders has RLS enabled`.
  private static func name(_ words: [SchemaWords.Word], before index: Int, isStated: Bool)
    -> String?
  {
    guard isStated, index >= 2 else { return nil }
    let tie = words[index - 1]
    guard tie == .mark(":") || tie.isWord("has") else { return nil }
    return name(words, at: index - 2)?.name
  }

  /// A name in small letters, with its schema before it or without.
  private static func name(_ words: [SchemaWords.Word], at index: Int) -> (
    name: String, length: Int
  )? {
    guard index < words.count, case .word(let first) = words[index], first == first.lowercased()
    else { return nil }
    if index + 2 < words.count, words[index + 1] == .mark("."),
      case .word(let second) = words[index + 2], second == second.lowercased()
    {
      return (second, 3)
    }
    return (first, 1)
  }
}
