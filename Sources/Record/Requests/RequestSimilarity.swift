package import Facts

/// Which requests ask for the same thing, whoever asks.
package enum RequestSimilarity {
  /// Indices of the requests that belong together, in order of their first one.
  package static func groups(of requests: [Request]) -> [[Int]] {
    var groups: [(words: SignificantWords, members: [Int])] = []
    // Only groups that share a task or two telling words are compared: a long list stays linear.
    var index = OpenTracks()
    for (number, request) in requests.enumerated() {
      let words = SignificantWords(request.text)
      var candidates = index.sharing(words)
      for task in request.tasks { candidates.formUnion(index.about(task)) }
      let known = candidates.sorted().first { group in
        let other = requests[groups[group].members[0]]
        guard other.kind == request.kind, other.of == request.of, other.agent != request.agent
        else { return false }
        if !Set(other.tasks).isDisjoint(with: request.tasks) { return true }
        return words.shared(with: groups[group].words) >= 2
          && words.overlap(with: groups[group].words) >= 0.6
      }
      if let known {
        groups[known].members.append(number)
      } else {
        groups.append((words, [number]))
        index.insert(
          groups.count - 1,
          agent: request.agent,
          path: request.path,
          tasks: request.tasks,
          words: words
        )
      }
    }
    return groups.map(\.members)
  }
}
