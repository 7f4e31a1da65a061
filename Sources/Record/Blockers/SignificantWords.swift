/// The words that tell one blocker from another.
struct SignificantWords: Sendable {
  private(set) var hashes: Set<UInt64>

  init(_ text: String) {
    var text = text
    hashes = text.withUTF8 { bytes in
      var found: Set<UInt64> = []
      for token in LineTokens(0..<bytes.count, of: bytes).tokens {
        guard case .word = token.kind, token.hash != 0 else { continue }
        // Short words join others; words about waiting itself stand in every blocker.
        guard token.range.count >= 3, !Self.joining.contains(token.hash) else { continue }
        guard token.classes.isDisjoint(with: Self.common) else { continue }
        found.insert(token.hash)
      }
      return found
    }
  }

  private static let joining = Set(
    [
      "the", "and", "for", "are", "has", "have", "been", "but", "with", "this", "that", "from",
      "all", "any", "its", "via", "per", "can", "due", "our", "into", "than", "only", "also",
      "will", "does", "did", "you", "your", "out", "off", "der", "die", "das", "und", "los",
      "las", "les", "des", "une", "est",
    ].map { FoldedHash.of($0) }
  )

  private static let common: WordClass = [
    .none, .negation, .blocker, .blocked, .blocks, .unblocked, .resolved, .complete, .wait,
    .pending, .hold, .need, .must, .cannot, .link, .still, .status, .next, .conditional, .past,
    .answered, .issue,
  ]

  func shared(with other: SignificantWords) -> Int {
    hashes.count <= other.hashes.count
      ? hashes.count { other.hashes.contains($0) } : other.hashes.count { hashes.contains($0) }
  }

  /// Shared words by the smaller of both sets, 0...1.
  func overlap(with other: SignificantWords) -> Double {
    let least = min(hashes.count, other.hashes.count)
    return least == 0 ? 0 : Double(shared(with: other)) / Double(least)
  }

  mutating func formUnion(_ other: SignificantWords) {
    hashes.formUnion(other.hashes)
  }

  var isEmpty: Bool { hashes.isEmpty }
}
