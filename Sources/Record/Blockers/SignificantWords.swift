/// The words that tell one blocker from another.
struct SignificantWords: Sendable {
  /// In ascending order, each once.
  private(set) var hashes: [UInt64]

  init() {
    hashes = []
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { bytes in SignificantWords(LineTokens(0..<bytes.count, of: bytes).tokens)
    }
  }

  /// Without ids, stamps and numbers, and without words for work of any kind.
  init(naming text: String) {
    var text = text
    self = text.withUTF8 { bytes in
      SignificantWords(
        LineTokens(0..<bytes.count, of: bytes).tokens.filter {
          !$0.hasDigit && !$0.has([.work, .idle]) && !Self.starting.contains($0.hash)
        }
      )
    }
  }

  init(_ tokens: [Token]) {
    var found: [UInt64] = []
    found.reserveCapacity(tokens.count)
    for token in tokens {
      guard case .word = token.kind, token.hash != 0 else { continue }
      // Short words join others; words about waiting itself stand in every blocker.
      guard token.range.count >= 3, !Self.joining.contains(token.hash) else { continue }
      guard token.classes.isDisjoint(with: Self.common) else { continue }
      found.append(token.hash)
    }
    found.sort()
    hashes = Self.unique(found)
  }

  private static func unique(_ sorted: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(sorted.count)
    for hash in sorted where result.isEmpty || hash != result[result.count - 1] {
      result.append(hash)
    }
    return result
  }

  private static let starting = WordSet(["starting", "beginning", "moving", "continuing", "ready"])
  private static let joining = WordSet([
    "the", "and", "for", "are", "has", "have", "been", "but", "with", "this", "that", "from",
    "all", "any", "its", "via", "per", "can", "due", "our", "into", "than", "only", "also",
    "will", "does", "did", "you", "your", "out", "off", "der", "die", "das", "und", "los",
    "las", "les", "des", "une", "est", "high", "medium", "low", "critical", "priority", "severity",
    "urgent", "minor", "major",
  ])

  private static let common: WordClass = [
    .none, .negation, .blocker, .blocked, .blocks, .unblocked, .resolved, .complete, .wait,
    .pending, .hold, .need, .must, .cannot, .link, .still, .status, .next, .conditional, .past,
    .answered, .issue, .approval, .decision, .question, .ask,
  ]

  func shared(with other: SignificantWords) -> Int {
    var count = 0
    var mine = 0
    var theirs = 0
    while mine < hashes.count, theirs < other.hashes.count {
      let (left, right) = (hashes[mine], other.hashes[theirs])
      if left == right { count += 1 }
      if left <= right { mine += 1 }
      if right <= left { theirs += 1 }
    }
    return count
  }

  /// Shared words by the smaller of both sets, 0...1.
  func overlap(with other: SignificantWords) -> Double {
    let least = min(hashes.count, other.hashes.count)
    return least == 0 ? 0 : Double(shared(with: other)) / Double(least)
  }

  mutating func formUnion(_ other: SignificantWords) {
    if hashes.isEmpty || other.hashes.isEmpty {
      if hashes.isEmpty { hashes = other.hashes }
      return
    }
    var merged: [UInt64] = []
    merged.reserveCapacity(hashes.count + other.hashes.count)
    var mine = 0
    var theirs = 0
    while mine < hashes.count, theirs < other.hashes.count {
      let (left, right) = (hashes[mine], other.hashes[theirs])
      merged.append(min(left, right))
      if left <= right { mine += 1 }
      if right <= left { theirs += 1 }
    }
    merged += hashes[mine...]
    merged += other.hashes[theirs...]
    hashes = merged
  }

  /// Those that another text has not.
  func subtracting(_ other: SignificantWords) -> SignificantWords {
    var rest = SignificantWords()
    var theirs = 0
    for hash in hashes {
      while theirs < other.hashes.count, other.hashes[theirs] < hash { theirs += 1 }
      if theirs == other.hashes.count || other.hashes[theirs] != hash { rest.hashes.append(hash) }
    }
    return rest
  }

  var isEmpty: Bool { hashes.isEmpty }

  /// Whether there is no word but a name, if that.
  func isNothing(but name: String?) -> Bool {
    switch hashes.count {
    case 0: true
    case 1: name.map { FoldedHash.of($0) == hashes[0] } ?? false
    default: false
    }
  }
}
