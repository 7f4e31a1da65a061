import Facts
import Foundation
import Testing

@testable import Record

/// The reader against files that were read whole by eye, and their truth written down, before the
/// reader was run over them; the fixture holds its first score and what was corrected since.
@Suite(.enabled(if: Corpus.isThere, "SITREP_CORPUS names no folder with a real record"))
struct SecondTruthTests {
  @Test func agreesWithTheTruth() throws {
    let clone = try Corpus.clone.get()
    let truth = try SecondTruth.load()
    let record = RecordReader(agents: clone.agents, people: ["CEO", "Manager"])
      .read(files: clone.files)
    var score = SecondScore()
    for known in truth.files {
      guard let document = record.documents.first(where: { clone.hashes[$0.path] == known.sha256 })
      else {
        Issue.record("no file with SHA-256 \(known.sha256) among the real records")
        continue
      }
      score.compare(document, with: known)
    }
    let wrong = score.wrong.joined(separator: "\n")
    #expect(score.found.isPerfect, "entries: \(score.found)\n\(wrong)")
    #expect(score.markers.isPerfect, "markers: \(score.markers)\n\(wrong)")
    #expect(score.standing.ratio >= 0.95, "blocked or not: \(score.standing)\n\(wrong)")
    #expect(score.blockers.ratio >= 0.95, "blockers: \(score.blockers)\n\(wrong)")
    #expect(score.requests.ratio >= 0.95, "requests: \(score.requests)\n\(wrong)")
  }
}

struct SecondScore {
  /// Entries with their stamps and agents; one that is no entry counts as a wrong answer.
  var found = BlockerScore.Count()
  var markers = BlockerScore.Count()
  var standing = BlockerScore.Count()
  var blockers = BlockerScore.Count()
  var requests = BlockerScore.Count()
  var wrong: [String] = []

  mutating func compare(_ document: FeedbackDocument, with known: SecondTruth.File) {
    let short = known.sha256.prefix(8)
    compareEntries(document, known, short)
    let items = document.checklists.flatMap(\.items)
    let markers = items.map { SecondTruth.Item(line: $0.line, marker: $0.marker) }
    for item in known.items {
      self.markers.add(markers.contains(item))
      if !markers.contains(item) { wrong.append("\(short):\(item.line) marker is missing") }
    }
    for item in markers where !known.items.contains(item) {
      self.markers.add(false)
      wrong.append("\(short):\(item.line) is no marker")
    }
    let ledger = BlockerLedger([
      FiledEntries(statements: document.statements, entries: document.entries)
    ])
    compareBlockers(document, ledger, known, short)
    compareRequests(ledger, known, short)
  }

  private mutating func compareEntries(
    _ document: FeedbackDocument,
    _ known: SecondTruth.File,
    _ short: Substring
  ) {
    for truth in known.entries {
      guard let entry = document.entries.first(where: { $0.line == truth.line }) else {
        if truth.optional == true { continue }
        found.add(false)
        wrong.append("\(short):\(truth.line) entry is missing")
        continue
      }
      let isStamped = truth.timestamp == nil || entry.timestamp?.iso8601 == truth.timestamp
      let isSigned = SecondTruth.code(entry.agent) == truth.agent
      found.add(isStamped && isSigned)
      if !isStamped || !isSigned {
        wrong.append(
          "\(short):\(truth.line) entry of \(entry.agent as Any) at \(entry.timestamp as Any)"
        )
      }
      if truth.anyBlocked == true { continue }
      standing.add(entry.blocked == truth.blocked)
      if entry.blocked != truth.blocked {
        wrong.append("\(short):\(truth.line) blocked is \(entry.blocked as Any)")
      }
    }
    for entry in document.entries where !known.entries.contains(where: { $0.line == entry.line }) {
      found.add(false)
      wrong.append("\(short):\(entry.line) is no entry")
    }
  }

  private mutating func compareBlockers(
    _ document: FeedbackDocument,
    _ ledger: BlockerLedger,
    _ known: SecondTruth.File,
    _ short: Substring
  ) {
    let mentions = document.entries.flatMap(\.blockers)
    for truth in known.mentions {
      let near = mentions.filter { truth.lines.contains($0.line) }
      let isRight = near.contains { truth.allows($0.waitingOn) }
      blockers.add(isRight)
      if !isRight { wrong.append("\(short):\(truth.lines[0]) mention \(near)") }
    }
    var open = ledger.blockers.filter { $0.state == .open }
    for truth in known.open {
      let index = open.firstIndex { truth.lines.contains($0.line) }
      if index == nil, truth.optional == true { continue }
      let isRight = index.map { truth.allows(open[$0].waitingOn) } ?? false
      blockers.add(isRight)
      if !isRight {
        wrong.append("\(short):\(truth.lines[0]) open \(index.map { open[$0] } as Any)")
      }
      if let index { open.remove(at: index) }
    }
    for extra in open {
      blockers.add(false)
      wrong.append("\(short):\(extra.line) is no open blocker: \(extra.text)")
    }
  }

  private mutating func compareRequests(
    _ ledger: BlockerLedger,
    _ known: SecondTruth.File,
    _ short: Substring
  ) {
    var asked = ledger.requests
    for truth in known.requests {
      let index = asked.firstIndex { truth.lines.contains($0.line) }
      if index == nil, truth.optional == true { continue }
      let isRight =
        index.map { truth.state == "any" || asked[$0].state.rawValue == truth.state } ?? false
      requests.add(isRight)
      if !isRight {
        wrong.append("\(short):\(truth.lines[0]) request \(index.map { asked[$0] } as Any)")
      }
      asked.removeAll { truth.lines.contains($0.line) }
    }
    for extra in asked {
      requests.add(false)
      wrong.append("\(short):\(extra.line) is no request: \(extra.text)")
    }
  }
}

/// Lines and states of files that are known by their SHA-256; no text.
struct SecondTruth: Decodable {
  struct File: Decodable {
    var sha256: String
    var entries: [Entry]
    var items: [Item]
    /// Blockers that entries name.
    var mentions: [Wait]
    /// What is open at the end of the file.
    var open: [Wait]
    var requests: [Request]
  }

  struct Entry: Decodable {
    var line: Int
    /// nil where a heading has none, or a date alone.
    var timestamp: String?
    /// The code of a name.
    var agent: String
    var blocked: Bool?
    /// Where both answers are right.
    var anyBlocked: Bool?
    /// Where it may be a section, too.
    var optional: Bool?
  }

  struct Item: Decodable, Equatable {
    var line: Int
    var marker: String
  }

  /// At any of these lines.
  struct Wait: Decodable {
    var lines: [Int]
    /// The codes of names that are right, nil for nobody; all are right without a list.
    var waitingOn: [String?]?
    var optional: Bool?

    func allows(_ name: String?) -> Bool {
      guard let waitingOn else { return true }
      return waitingOn.contains(SecondTruth.code(name))
    }
  }

  struct Request: Decodable {
    var lines: [Int]
    var kind: String
    /// `open`, `answered`, or `any` where both are right.
    var state: String
    var optional: Bool?
  }

  var files: [File]

  static func load() throws -> SecondTruth {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/second-truth.json")
    return try JSONDecoder().decode(SecondTruth.self, from: Data(contentsOf: file))
  }

  /// The first 12 digits of the SHA-256 of a name's lowercase form.
  static func code(_ name: String?) -> String? {
    guard let name else { return nil }
    let sum = try? BlockerTruthTests.output([
      "sh", "-c", "printf %s '\(name.lowercased())' | sha256sum",
    ])
    return sum.map { String($0.prefix(12)) }
  }
}

extension BlockerScore.Count {
  var isPerfect: Bool { right == all }
}
