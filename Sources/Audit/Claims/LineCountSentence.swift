/// A sentence that says how many lines a file has.
struct LineCountSentence: Equatable {
  /// 1-based line of the record.
  var line: Int
  var subject: PathMention
  var count: Int
  /// Why it may mean something else, so that it is never called false; nil when it is understood.
  var doubt: String?
}

/// Finds line counts in one line of text, where path and number stand together.
///
/// Understood are `path (N lines)`, `path - N lines`, `path: N lines`, `path has N lines`, `N-line path`,
/// `N lines (path)`, also with other facts between the commas. Everything else with one path and one number
/// of lines is a doubt.
struct LineCountPhrases {
  private let tokens: [ClaimToken]
  private let line: Int
  private(set) var sentences: [LineCountSentence] = []

  /// - Returns: the sentences, in the order of the line.
  static func find(in tokens: [ClaimToken], line: Int) -> [LineCountSentence] {
    var phrases = LineCountPhrases(tokens: Self.inOrder(tokens), line: line)
    phrases.read()
    return phrases.sentences
  }

  /// `lines: 44` as `44 lines`, where a path stands in the line and the number is a whole one.
  private static func inOrder(_ tokens: [ClaimToken]) -> [ClaimToken] {
    guard tokens.contains(where: { $0.path != nil }) else { return tokens }
    var result = tokens
    for index in tokens.indices.dropLast(2) {
      guard Quantity.isUnit(tokens[index]), tokens[index] != .word("line"),
        tokens[index + 1] == .mark(.colon) || tokens[index + 1] == .mark(.equals),
        tokens[index + 2].number != nil
      else { continue }
      switch index + 3 < tokens.count ? tokens[index + 3] : .mark(.period) {
      case .mark(.comma), .mark(.period), .mark(.semicolon), .mark(.close), .mark(.open),
        .mark(.bar):
        result.replaceSubrange(index..<index + 3, with: [tokens[index + 2], tokens[index]])
        // One sentence of this kind a line: the places behind it have moved.
        return result
      default: continue
      }
    }
    return result
  }

  private init(tokens: [ClaimToken], line: Int) {
    self.tokens = tokens
    self.line = line
  }

  private mutating func read() {
    for index in tokens.indices {
      guard let quantity = Quantity(tokens, at: index) else { continue }
      if let found = subject(of: quantity) {
        add(quantity, found.path, found.doubt)
      } else if let only = onlyPath {
        add(quantity, only, "the sentence does not tie the number to the file")
      }
    }
  }

  private mutating func add(_ quantity: Quantity, _ path: PathMention, _ doubt: String?) {
    var doubt = quantity.doubt ?? doubt
    if path.hasPlace { doubt = doubt ?? "it names a place in the file" }
    if path.isPattern { doubt = doubt ?? "it names no single file" }
    sentences.append(
      LineCountSentence(line: line, subject: path, count: quantity.count, doubt: doubt)
    )
  }

  /// The path of a line that names one only.
  private var onlyPath: PathMention? {
    let paths = Set(tokens.compactMap(\.path))
    return paths.count == 1 ? paths.first : nil
  }

  // MARK: Whose number it is

  private typealias Found = (path: PathMention, doubt: String?)

  private func subject(of quantity: Quantity) -> Found? {
    if let open = openBefore(quantity.range.lowerBound) {
      let close = closeAfter(quantity.range.upperBound)
      guard let index = pathBefore(open) else { return nil }
      return (index.path, index.doubt ?? doubt(inside: open + 1..<close, besides: quantity))
    }
    let next = quantity.range.upperBound
    if quantity.isAdjective {
      guard tokens.indices.contains(next), let path = tokens[next].path else { return nil }
      return (path, nil)
    }
    // `N lines (path)`
    if next + 2 < tokens.count, tokens[next] == .mark(.open), let path = tokens[next + 1].path,
      tokens[next + 2] == .mark(.close)
    {
      return (path, doubt(before: quantity))
    }
    var before = quantity.range.lowerBound - 1
    guard before > 0 else { return nil }
    switch tokens[before] {
    case .mark(.dash), .mark(.colon), .mark(.comma), .mark(.equals), .mark(.bar): break
    case .word(let word) where Self.copulas.contains(word):
      // `now has`, `has now`
      if before > 1, tokens[before - 1].word.map(Self.copulas.contains) == true { before -= 1 }
    default: return nil
    }
    guard let found = pathBefore(before) else { return nil }
    return (found.path, found.doubt ?? doubt(behind: quantity))
  }

  private static let copulas: Set<String> = ["is", "has", "contains", "now", "totals", "spans"]

  /// The path that ends right before a token; remarks in parentheses and words of state may stand between.
  private func pathBefore(_ index: Int) -> Found? {
    var index = index - 1
    var words = 0
    while index >= 0 {
      switch tokens[index] {
      case .path(let path): return (path, several(before: index))
      case .mark(.close):
        guard let open = openBefore(index) else { return nil }
        // What stands in parentheses has its own number, or is a remark.
        if tokens[open..<index].contains(where: { Quantity.isUnit($0) }) { return nil }
        index = open - 1
      case .mark(.picture): index -= 1
      case .mark(.dash), .mark(.colon):
        guard words > 0 else { return nil }
        index -= 1
      case .word(let word) where Self.states.contains(word) && words < 2:
        words += 1
        index -= 1
      default: return nil
      }
    }
    return nil
  }

  private static let states: Set<String> = [
    "created", "exists", "verified", "new", "complete", "completed", "done", "written", "file",
    "reviewed", "read", "ready", "committed", "checked", "confirmed",
  ]

  /// `a.md, b.md (40 lines)` may mean both.
  private func several(before index: Int) -> String? {
    guard index >= 2, tokens[index - 2].path != nil else { return nil }
    switch tokens[index - 1] {
    case .mark(.comma), .mark(.plus), .mark(.slash), .mark(.other), .word("and"), .word("or"):
      return "it may be the number of several files"
    default: return nil
    }
  }

  /// What else stands in the parentheses: facts about other things are fine.
  private func doubt(inside range: Range<Int>, besides quantity: Quantity) -> String? {
    let parts = tokens[range].split(omittingEmptySubsequences: true) { token in
      token == .mark(.comma) || token == .mark(.semicolon)
    }
    for part in parts {
      if part.startIndex <= quantity.range.lowerBound, quantity.range.lowerBound < part.endIndex {
        var words = Array(tokens[part.startIndex..<quantity.range.lowerBound])
        if let first = words.first, first == .word("now") || first == .word("total") {
          words.removeFirst()
          if words.first == .mark(.colon) { words.removeFirst() }
        }
        words += tokens[quantity.range.upperBound..<part.endIndex]
        words.removeAll { $0 == .word("total") || $0 == .word("long") || $0 == .mark(.picture) }
        if !words.isEmpty { return Self.notUnderstood }
      } else if part.contains(where: { Self.unsettling($0) }) {
        return Self.notUnderstood
      }
    }
    return nil
  }

  private static func unsettling(_ token: ClaimToken) -> Bool {
    switch token {
    case .mark(.plus), .mark(.minus), .mark(.arrow), .mark(.question): true
    case .word(let word): Quantity.isUnit(token) || word == "from" || word == "up"
    default: false
    }
  }

  /// A number that ends its clause is the file's own.
  private func doubt(behind quantity: Quantity) -> String? {
    var next = quantity.range.upperBound
    while next < tokens.count, tokens[next] == .word("total") || tokens[next] == .word("long") {
      next += 1
    }
    guard next < tokens.count else { return nil }
    switch tokens[next] {
    case .mark(.comma), .mark(.period), .mark(.semicolon), .mark(.dash), .mark(.picture),
      .mark(.open), .mark(.bar), .mark(.close):
      return nil
    default: return Self.notUnderstood
    }
  }

  private func doubt(before quantity: Quantity) -> String? {
    let before = quantity.range.lowerBound - 1
    guard before >= 0 else { return nil }
    switch tokens[before] {
    case .mark(.bar), .mark(.picture), .mark(.dash), .mark(.colon), .mark(.comma): return nil
    default: return Self.notUnderstood
    }
  }

  private static let notUnderstood = "the sentence is not fully understood"

  // MARK: Parentheses

  private func openBefore(_ index: Int) -> Int? {
    var depth = 0
    for position in (0..<index).reversed() {
      if tokens[position] == .mark(.close) { depth += 1 }
      if tokens[position] == .mark(.open) {
        if depth == 0 { return position }
        depth -= 1
      }
    }
    return nil
  }

  private func closeAfter(_ index: Int) -> Int {
    var depth = 0
    for position in index..<tokens.count {
      if tokens[position] == .mark(.open) { depth += 1 }
      if tokens[position] == .mark(.close) {
        if depth == 0 { return position }
        depth -= 1
      }
    }
    return tokens.count
  }
}

/// `N lines` or `N-line`, with what makes the number no exact one.
struct Quantity {
  var count: Int
  /// Tokens of the number and its unit.
  var range: Range<Int>
  /// `N-line`, before what it describes.
  var isAdjective: Bool
  var doubt: String?

  init?(_ tokens: [ClaimToken], at index: Int) {
    guard let count = tokens[index].number, index + 1 < tokens.count else { return nil }
    self.count = count
    var unit = index + 1
    if tokens[unit] == .mark(.minus) { unit += 1 }
    isAdjective = unit == index + 2
    var hasMore = false
    if unit < tokens.count, tokens[unit] == .mark(.plus) {
      hasMore = true
      unit += 1
    }
    guard unit < tokens.count, Self.isUnit(tokens[unit]) else { return nil }
    if isAdjective, tokens[unit] != .word("line") { return nil }
    range = index..<unit + 1
    if tokens[unit] == .word("loc") || tokens[unit] == .word("sloc") {
      doubt = "lines of code may be fewer than lines"
    }
    if hasMore || Self.isHedge(tokens, before: index) || Self.isHedge(tokens, after: unit) {
      doubt = "the number is no exact one, or no whole one"
    }
  }

  static func isUnit(_ token: ClaimToken) -> Bool {
    switch token {
    case .word("lines"), .word("line"), .word("loc"), .word("sloc"): true
    default: false
    }
  }

  private static func isHedge(_ tokens: [ClaimToken], before index: Int) -> Bool {
    guard index > 0 else { return false }
    switch tokens[index - 1] {
    case .mark(.plus), .mark(.minus), .mark(.tilde), .mark(.approximately), .mark(.arrow),
      .mark(.slash):
      return true
    case .mark(.dash):
      // `100 - 150 lines`
      return index > 1 && tokens[index - 2].number != nil
    case .word(let word): return hedges.contains(word)
    case .number: return true
    default: return false
    }
  }

  private static func isHedge(_ tokens: [ClaimToken], after unit: Int) -> Bool {
    guard unit + 1 < tokens.count else { return false }
    switch tokens[unit + 1] {
    case .mark(.plus), .mark(.arrow), .mark(.slash), .mark(.approximately): return true
    case .word(let word): return parts.contains(word)
    default: return false
    }
  }

  private static let hedges: Set<String> = [
    "about", "approx", "approximately", "around", "roughly", "over", "under", "nearly", "almost",
    "circa", "ca", "some", "least", "most", "max", "maximum", "min", "minimum", "than", "to",
    "first",
    "last", "top", "bottom", "another", "extra", "additional", "new", "up", "below", "above",
    "every",
    "within", "from", "by", "and", "or", "was", "were", "of", "lines", "line", "between",
  ]

  private static let parts: Set<String> = [
    "added", "removed", "deleted", "changed", "modified", "new", "more", "less", "fewer", "each",
    "or", "per", "of", "in", "max", "maximum", "min", "minimum", "left", "above", "below", "longer",
    "shorter", "before", "after", "ago", "inserted", "shown", "read", "approx", "roughly", "vs",
    "limit", "into", "across", "from", "to", "down", "up", "net", "max.", "minus", "plus",
  ]
}
