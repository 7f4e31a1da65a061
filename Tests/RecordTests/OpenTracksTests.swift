import Testing

@testable import Record

/// Held against sets that are searched from end to end.
@Suite struct OpenTracksTests {
  private struct Plain {
    var owner: String
    var tasks: Set<String>
    var words: Set<UInt64>
    var places: Set<Int>
    var isOpen = true
  }

  private static func words(_ numbers: Set<Int>) -> SignificantWords {
    SignificantWords(
      numbers.map { "word\(String(repeating: "x", count: $0))" }.joined(separator: " ")
    )
  }

  @Test(arguments: 1...8) func findsWhatASearchFinds(seed: Int) {
    var state = UInt64(seed)
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func some(_ bound: Int, of all: Int) -> Set<Int> {
      Set((0..<random(bound)).map { _ in random(all) })
    }
    var tracks = OpenTracks()
    var plain: [Plain] = []
    for _ in 0..<400 {
      let agent = "Agent\(random(3))"
      let tasks = some(3, of: 12).map { "BAY-\($0)" }
      let words = Self.words(some(6, of: 40))
      let places = some(3, of: 30).map { RecordKey(file: $0 % 3, line: $0 - 15) }
      let open = plain.indices.filter { plain[$0].isOpen }
      switch random(4) {
      case 0, 1:
        tracks.open(agent, "a.md", tasks: tasks, words: words)
        tracks.add(plain.count, places: places)
        plain.append(
          Plain(
            owner: agent.lowercased(),
            tasks: Set(tasks),
            words: Set(words.hashes),
            places: Set(places.map(\.number))
          )
        )
      case 2 where !open.isEmpty:
        let index = open[random(open.count)]
        let known = Self.hashes(plain[index].words)
        tracks.add(
          index,
          tasks: tasks.filter { !plain[index].tasks.contains($0) },
          words: words.subtracting(known)
        )
        tracks.add(index, places: places)
        plain[index].tasks.formUnion(tasks)
        plain[index].words.formUnion(words.hashes)
        plain[index].places.formUnion(places.map(\.number))
      case 3 where !open.isEmpty:
        let index = open[random(open.count)]
        tracks.close(index)
        plain[index].isOpen = false
      default: break
      }
      let still = plain.indices.filter { plain[$0].isOpen }
      let own = still.filter { plain[$0].owner == agent.lowercased() }
      #expect(tracks.of(agent, "b.md") == own)
      #expect(tracks.about(tasks) == still.filter { !plain[$0].tasks.isDisjoint(with: tasks) })
      let below = still.filter { !plain[$0].places.isDisjoint(with: places.map(\.number)) }
      #expect(tracks.below(places) == below)
      let telling = words.hashes.filter { word in
        still.count { plain[$0].words.contains(word) } <= 48
      }
      let related = still.filter { index in
        !plain[index].tasks.isDisjoint(with: tasks)
          || telling.count { plain[index].words.contains($0) } > 1
      }
      #expect(tracks.related(tasks, words) == related)
      let both = Set(related).union(own).sorted()
      #expect(tracks.related(tasks, words, orOf: agent, "b.md") == both)
      for place in places {
        let isShared = own.contains { plain[$0].places.contains(place.number) }
        #expect(tracks.isShared(place, among: agent, "b.md") == isShared)
      }
    }
  }

  private static func hashes(_ hashes: Set<UInt64>) -> SignificantWords {
    var all = SignificantWords()
    for number in 0..<40 {
      let word = words([number])
      if hashes.isSuperset(of: word.hashes) { all.formUnion(word) }
    }
    return all
  }
}
