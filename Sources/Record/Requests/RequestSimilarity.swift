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
      let known = index.related(request.tasks, words).first { group in
        let other = requests[groups[group].members[0]]
        guard other.kind == request.kind, other.of == request.of, other.agent != request.agent
        else { return false }
        if other.tasks.contains(where: { request.tasks.contains($0) }) { return true }
        return words.shared(with: groups[group].words) >= 2
          && words.overlap(with: groups[group].words) >= 0.6
      }
      if let known {
        groups[known].members.append(number)
      } else {
        groups.append((words, [number]))
        index.open(request.agent, request.path, tasks: request.tasks, words: words)
      }
    }
    return groups.map(\.members)
  }
}
