/// Finds what somebody meant to write.
package enum NearestKey {
  /// The known key that is fewest edits away; nil when every one would need more than half of it retyped.
  package static func nearest(to key: String, among known: [String]) -> String? {
    let written = folded(key)
    var best: (key: String, distance: Int)?
    for candidate in known {
      let target = folded(candidate)
      let distance = distance(written, target)
      if distance <= max(1, target.count / 2), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.key
  }

  /// Case, hyphens and underscores are no difference that a person means.
  private static func folded(_ key: String) -> [UInt8] {
    // A key longer than any that is known is none of them, however much of it is compared.
    key.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
      .prefix(64).map { $0 }
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  ///
  /// Source: the "optimal string alignment" variant of Damerau's distance.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var current = [i] + [Int](repeating: 0, count: right.count)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        current[j] = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          current[j] = min(current[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
