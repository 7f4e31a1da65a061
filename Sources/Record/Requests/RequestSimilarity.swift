package import Facts

/// Which requests ask for the same thing, whoever asks.
package enum RequestSimilarity {
  /// Indices of the requests that belong together, in order of their first one.
  package static func groups(of requests: [Request]) -> [[Int]] {
    var groups: [(words: SignificantWords, members: [Int])] = []
    for (index, request) in requests.enumerated() {
      let words = SignificantWords(request.text)
      let known = groups.firstIndex { group in
        let other = requests[group.members[0]]
        guard other.kind == request.kind, other.of == request.of else { return false }
        if other.agent == request.agent { return false }
        if !other.tasks.isEmpty, !Set(other.tasks).isDisjoint(with: request.tasks) { return true }
        return words.shared(with: group.words) >= 2 && words.overlap(with: group.words) >= 0.6
      }
      if let known {
        groups[known].members.append(index)
      } else {
        groups.append((words, [index]))
      }
    }
    return groups.map(\.members)
  }
}
