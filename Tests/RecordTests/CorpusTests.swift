import Facts
import Record
import Testing

@Suite(.enabled(if: Corpus.isThere, "SITREP_CORPUS names no folder with a real record"))
struct CorpusTests {
  private func read() throws -> (Corpus.Clone, [String: Corpus.Truth], FeedbackRecord) {
    let clone = try Corpus.clone.get()
    let truth = try Corpus.truth()
    return (clone, truth, RecordReader(agents: clone.agents).read(files: clone.files))
  }

  /// Every entry that was found by reading is found, and none is invented.
  @Test func entriesOfTheFilesThatWereRead() throws {
    let (clone, truth, record) = try read()
    var known = 0
    for document in record.documents {
      guard let hash = clone.hashes[document.path], let expected = truth[hash] else { continue }
      known += 1
      #expect(document.entries.map(\.line) == expected.entries.map(\.line), "\(document.path)")
      let stamps = Dictionary(
        document.entries.map { ($0.line, $0.timestamp?.iso8601) },
        uniquingKeysWith: { a, _ in a }
      )
      for entry in expected.entries {
        guard let timestamp = entry.timestamp else { continue }
        #expect(stamps[entry.line] == timestamp, "\(document.path):\(entry.line)")
      }
    }
    #expect(known == truth.count)
  }

  @Test func markersOfTheFilesThatWereRead() throws {
    let (clone, truth, record) = try read()
    for document in record.documents {
      guard let hash = clone.hashes[document.path], let expected = truth[hash] else { continue }
      let items = document.checklists.flatMap(\.items)
      #expect(items.map(\.line) == expected.items.map(\.line), "\(document.path)")
      #expect(items.map(\.marker) == expected.items.map(\.marker), "\(document.path)")
    }
  }
}
