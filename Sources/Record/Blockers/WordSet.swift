/// A fixed set of words by their hashes, which need no hashing again.
struct WordSet: Sendable {
  /// Open addressing; 0 is an empty place.
  private let places: [UInt64]

  init(_ words: [String]) {
    var capacity = 8
    while capacity < words.count * 4 { capacity *= 2 }
    var places = [UInt64](repeating: 0, count: capacity)
    for word in words {
      let hash = FoldedHash.of(word)
      var place = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while places[place] != 0, places[place] != hash { place = (place + 1) & (capacity - 1) }
      places[place] = hash
    }
    self.places = places
  }

  func contains(_ hash: UInt64) -> Bool {
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] != 0 {
      if places[place] == hash { return true }
      place = (place + 1) & (places.count - 1)
    }
    return false
  }
}
