import Facts

/// Finds entries again whose headings were rewritten, by what is left of their words.
struct RewrittenHeadings {
  let old: VersionView
  let new: VersionView
  /// Words that several headings have, such as the agent's name, tell none of them.
  private let common: Set<UInt64>

  init(old: VersionView, new: VersionView) {
    self.old = old
    self.new = new
    var counts: [UInt64: Int] = [:]
    for index in old.indices {
      for word in Self.words(old.version.entries[index].heading) { counts[word, default: 0] += 1 }
    }
    common = Set(counts.filter { $0.value > 2 }.keys)
  }

  /// More pairs than anybody rewrites in one commit; beyond them only stamps are compared.
  private static let mostPairs = 10_000

  /// Pairs entries of the old version, at least one, with entries of the new one.
  ///
  /// - Returns: each of them in at most one pair.
  func pairs(_ gone: [Int], _ come: [Int]) -> [(old: Int, new: Int)] {
    let isFew = gone.count * come.count <= Self.mostPairs
    let words = Dictionary(
      uniqueKeysWithValues: come.map { ($0, Self.words(new.version.entries[$0].heading)) }
    )
    let lines =
      isFew
      ? Dictionary(uniqueKeysWithValues: come.map { ($0, Set(new.lines($0).map(\.hash))) }) : [:]
    let distinctive = isFew ? DistinctiveLines(old) : nil
    let byStamp = Dictionary(grouping: come) { new.version.entries[$0].timestamp }
    var scored: [(score: Double, old: Int, new: Int)] = []
    for index in gone {
      let ownWords = Self.words(old.version.entries[index].heading).subtracting(common)
      let ownLines = distinctive?.of(index) ?? []
      let others = isFew ? come : byStamp[old.version.entries[index].timestamp] ?? []
      for other in others.prefix(max(1, Self.mostPairs / gone.count)) {
        let share = Self.share(of: ownWords, in: words[other] ?? [])
        let lineShare = Self.share(of: ownLines, in: lines[other] ?? [])
        if isSame(index, other, words: share, lines: lineShare, count: ownLines.count) {
          scored.append((share + lineShare, index, other))
        }
      }
    }
    scored.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    var usedOld: Set<Int> = []
    var usedNew: Set<Int> = []
    var pairs: [(Int, Int)] = []
    for pair in scored where !usedOld.contains(pair.old) && !usedNew.contains(pair.new) {
      usedOld.insert(pair.old)
      usedNew.insert(pair.new)
      pairs.append((pair.old, pair.new))
    }
    return pairs
  }

  private func isSame(
    _ index: Int,
    _ other: Int,
    words: Double,
    lines: Double,
    count: Int
  ) -> Bool {
    let entry = old.version.entries[index]
    let later = new.version.entries[other]
    if let timestamp = entry.timestamp, timestamp == later.timestamp, words >= 0.5 || lines >= 0.5 {
      return true
    }
    // A row or a list item is all heading.
    if entry.level == 0, later.level == 0 { return words >= 0.6 }
    return count >= 3 && lines >= 0.6
  }

  /// The words of a heading that are no numbers.
  private static func words(_ heading: String) -> Set<UInt64> {
    var words: Set<UInt64> = []
    for word in heading.utf8.split(whereSeparator: { !isWordByte($0) }) where word.count >= 3 {
      guard !word.contains(where: { (0x30...0x39).contains($0) }) else { continue }
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in word { hash = (hash ^ UInt64(byte | 0x20)) &* 0x0000_0100_0000_01B3 }
      words.insert(hash)
    }
    return words
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func share(of part: Set<UInt64>, in whole: Set<UInt64>) -> Double {
    part.isEmpty ? 0 : Double(part.intersection(whole).count) / Double(part.count)
  }
}
