/// The people and agents that a record can wait for, and how to find them in a line.
package struct NameTable: Sendable {
  private struct Name {
    var display: String
    /// Folded hashes of its words.
    var words: [UInt64]
    var isAgent: Bool
  }

  private var byFirstWord: [UInt64: [Name]] = [:]
  /// A bit for each first word, by the low bits of its hash: most words are ruled out without a look-up.
  private var firstWords: UInt64 = 0
  private var people: Set<UInt64> = []
  private static let agentWord = FoldedHash.of("agent")

  /// - Parameters:
  ///   - people: those whom agents ask, as the configuration names them.
  ///   - agents: folder names and printed names of the agents.
  package init(people: [String], agents: [String]) {
    self.people = Set(people.map { FoldedHash.of($0) })
    for name in agents { add(name, isAgent: true) }
    for name in people {
      add(name, isAgent: agents.contains { FoldedHash.of($0) == FoldedHash.of(name) })
    }
  }

  private mutating func add(_ display: String, isAgent: Bool) {
    let words = display.split { $0 == " " || $0 == "_" }.map { FoldedHash.of($0) }
    guard let first = words.first else { return }
    firstWords |= 1 << (first & 63)
    // The printed form of a name stands for the folder's.
    byFirstWord[first, default: []].removeAll { $0.words == words }
    byFirstWord[first, default: []].append(Name(display: display, words: words, isAgent: isAgent))
    byFirstWord[first]?.sort { $0.words.count > $1.words.count }
  }

  /// The name that begins at a token, and one past its last token.
  ///
  /// "seo" and "data" are words as well; as names they are written with a capital letter.
  func name(
    at index: Int,
    in tokens: [Token]
  ) -> (display: String, end: Int, isAgent: Bool)? {
    let hash = tokens[index].hash
    guard tokens[index].capitalised, firstWords >> (hash & 63) & 1 != 0,
      let names = byFirstWord[hash]
    else { return nil }
    for name in names {
      let end = index + name.words.count
      guard end <= tokens.count, zip(name.words, tokens[index..<end]).allSatisfy({ $0 == $1.hash })
      else { continue }
      if !name.isAgent, end < tokens.count, tokens[end].hash == Self.agentWord {
        // "the CEO agent" is a program, not the CEO.
        return nil
      }
      return (name.display, end, name.isAgent)
    }
    return nil
  }

  /// The configured spelling of a person that a token names, in whatever case: "questions for manager".
  func person(at token: Token) -> String? {
    guard people.contains(token.hash) else { return nil }
    return byFirstWord[token.hash]?.first { $0.words.count == 1 }?.display
  }

  func isPerson(_ name: String) -> Bool {
    people.contains(FoldedHash.of(name))
  }

  func contains(_ token: Token) -> Bool {
    byFirstWord[token.hash] != nil
  }
}
