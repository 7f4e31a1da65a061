import Facts
import Foundation
import Testing

@testable import Record

/// The reader against a truth written by hand; the files are known by their SHA-256 alone.
@Suite struct BlockerTruthTests {
  private static let corpus = ProcessInfo.processInfo.environment["SITREP_CORPUS"]

  @Test(
    .enabled(if: corpus != nil, "set SITREP_CORPUS to the folder of real records to run this")
  )
  func agreesWithTheTruth() throws {
    let corpus = try #require(Self.corpus)
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(
      "sitrep-truth-\(ProcessInfo.processInfo.processIdentifier)"
    )
    defer { try? FileManager.default.removeItem(at: root) }
    let files = try Self.checkOut(URL(fileURLWithPath: corpus), into: root)
    let truth = try JSONDecoder().decode(BlockerTruth.self, from: Data(contentsOf: Self.fixture))
    let record = RecordReader(agents: files.agents, people: ["CEO", "Manager"])
      .read(files: files.sources)
    var score = BlockerScore()
    for known in truth.files {
      guard let path = files.paths[known.sha256],
        let document = record.documents.first(where: { $0.path == path })
      else {
        Issue.record("no file with SHA-256 \(known.sha256) among the real records")
        continue
      }
      score.compare(document, with: known)
    }
    let wrong = score.wrong.joined(separator: "\n")
    #expect(score.entries.ratio >= 0.95, "entries: \(score.entries)\n\(wrong)")
    #expect(score.blockers.ratio >= 0.95, "blockers: \(score.blockers)\n\(wrong)")
    #expect(score.requests.ratio >= 0.9, "requests: \(score.requests)\n\(wrong)")
  }

  private static var fixture: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/blocker-truth.json")
  }

  private struct Files {
    var agents: [String]
    var sources: [SourceFile]
    var paths: [String: String]
  }

  private static func checkOut(_ corpus: URL, into root: URL) throws -> Files {
    let folder = corpus.appendingPathComponent("corpus")
    let bundle = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .first { $0.hasSuffix(".bundle") }
    )
    let path = folder.appendingPathComponent(bundle).path
    let heads = try output(["git", "bundle", "list-heads", path])
    let branch = try #require(heads.split(whereSeparator: \.isWhitespace).last).dropFirst(11)
    _ = try output(["git", "clone", "-q", "-b", String(branch), path, root.path])
    let feedback = root.appendingPathComponent("feedback")
    let agents = try FileManager.default.contentsOfDirectory(atPath: feedback.path).sorted()
    var files = Files(agents: agents, sources: [], paths: [:])
    for line in try output(["sh", "-c", "cd '\(root.path)' && sha256sum feedback/*/*.md"])
      .split(separator: "\n")
    {
      let path = String(line.dropFirst(66))
      let data = try Data(contentsOf: root.appendingPathComponent(path))
      files.paths[String(line.prefix(64))] = path
      files.sources.append(
        SourceFile(path: path, content: .text(SourceText(path: path, bytes: [UInt8](data))))
      )
    }
    return files
  }

  static func output(_ argv: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = argv
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

/// How many answers were right, and which were not.
struct BlockerScore {
  struct Count: CustomStringConvertible {
    var right = 0
    var all = 0
    var ratio: Double { all == 0 ? 1 : Double(right) / Double(all) }
    var description: String { "\(right) of \(all)" }

    mutating func add(_ isRight: Bool) {
      all += 1
      right += isRight ? 1 : 0
    }
  }

  var entries = Count()
  var blockers = Count()
  var requests = Count()
  var wrong: [String] = []

  mutating func compare(_ document: FeedbackDocument, with known: BlockerTruth.File) {
    let short = known.sha256.prefix(8)
    for truth in known.entries {
      let found = document.entries.first { $0.line == truth.line }
      let isRight = found != nil && found?.blocked == truth.blocked
      entries.add(isRight)
      if !isRight { note("\(short):\(truth.line) entry is \(found?.blocked as Any)") }
    }
    for truth in known.mentions {
      let found = document.entries.flatMap(\.blockers).first { truth.lines.contains($0.line) }
      let isRight =
        found != nil && (truth.waitingOn == nil || Self.code(found?.waitingOn) == truth.waitingOn)
      blockers.add(isRight)
      if !isRight { note("\(short):\(truth.lines[0]) mention \(found as Any)") }
    }
    let ledger = BlockerLedger([
      FiledEntries(statements: document.statements, entries: document.entries)
    ])
    compareOpen(ledger, known, short)
    compareRequests(ledger, known, short)
  }

  private mutating func compareOpen(
    _ ledger: BlockerLedger,
    _ known: BlockerTruth.File,
    _ short: Substring
  ) {
    var open = ledger.blockers.filter { $0.state == .open }
    for truth in known.open {
      let index = open.firstIndex { truth.lines.contains($0.line) }
      if index == nil, truth.optional { continue }
      let isRight = index.map { Self.code(open[$0].waitingOn) == truth.waitingOn } ?? false
      blockers.add(isRight)
      if !isRight { note("\(short):\(truth.lines[0]) open \(index.map { open[$0].text } as Any)") }
      if let index { open.remove(at: index) }
    }
    for extra in open {
      blockers.add(false)
      note("\(short):\(extra.line) is no open blocker")
    }
  }

  private mutating func compareRequests(
    _ ledger: BlockerLedger,
    _ known: BlockerTruth.File,
    _ short: Substring
  ) {
    var found = ledger.requests
    for truth in known.requests {
      let index = found.firstIndex { truth.lines.contains($0.line) }
      if index == nil, truth.optional { continue }
      let isRight =
        index.map { truth.state == "any" || found[$0].state.rawValue == truth.state } ?? false
      requests.add(isRight)
      if !isRight { note("\(short):\(truth.lines[0]) request \(index.map { found[$0] } as Any)") }
      found.removeAll { truth.lines.contains($0.line) }
    }
    for extra in found {
      requests.add(false)
      note("\(short):\(extra.line) is no request")
    }
  }

  private mutating func note(_ text: String) {
    wrong.append(text)
  }

  private static func code(_ name: String?) -> String? {
    guard let name else { return nil }
    let sum = try? BlockerTruthTests.output([
      "sh", "-c", "printf %s '\(name.lowercased())' | sha256sum",
    ])
    return sum.map { String($0.prefix(12)) }
  }
}

struct BlockerTruth: Decodable {
  struct File: Decodable {
    var sha256: String
    var entries: [Entry]
    var mentions: [Mention]
    var open: [Open]
    var requests: [Request]
  }

  struct Entry: Decodable {
    var line: Int
    var blocked: Bool?
  }

  /// A blocker that an entry names, at any of these lines.
  struct Mention: Decodable {
    var lines: [Int]
    var waitingOn: String?
  }

  /// What is open at the end of the file; `optional` where both answers are right.
  struct Open: Decodable {
    var lines: [Int]
    var waitingOn: String?
    var optional: Bool
  }

  struct Request: Decodable {
    var lines: [Int]
    var kind: String
    /// `open`, `answered`, or `any` where both are right.
    var state: String
    var optional: Bool
  }

  var files: [File]
}
