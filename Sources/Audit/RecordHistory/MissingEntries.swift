import Facts

/// An entry that a file held once, and that its version at the tip does not hold.
struct MissingEntry: Sendable {
  var path: String
  var heading: String
  var headingHash: UInt64
  var agent: String?
  /// Index of the newest commit that held it.
  var lastSeen: Int
  /// Index of the newest commit that took it out; nil where the history does not show it.
  var goneIn: Int?
  /// Where it stood.
  var line: Int
  /// Lines that stood in no other entry of that version.
  var lines: Set<UInt64>
}

/// Finds what the tip's version of a file lacks of all the others.
struct MissingEntries {
  /// The latest loss first, then as they stood.
  private(set) var entries: [MissingEntry] = []

  /// Which entry of which version a missing one is shown by.
  private struct Witness {
    var blob: Int
    var index: Int
  }

  /// - Parameters:
  ///   - graph: the versions of the file.
  ///   - view: one of them, by its index; nil for one that cannot be read.
  ///   - root: the key that stands for all keys of an entry.
  init(_ graph: VersionGraph, view: (Int?) -> VersionView?, root: (EntryKey) -> EntryKey) {
    var present: Set<EntryKey> = []
    var tipLines: Set<UInt64> = []
    if let tip = graph.tip {
      // A tip that could not be read lacks nothing.
      guard let view = view(tip) else { return }
      present = Set(view.allKeys.map(root))
      tipLines = Set(view.allLines.map(\.hash))
    }
    let newestFirst = graph.blobs.indices.filter { graph.lastSeen[$0] != Int.max }
      .sorted { graph.lastSeen[$0] < graph.lastSeen[$1] }
    var witnesses: [EntryKey: Witness] = [:]
    var headings: [UInt64: Set<EntryKey>] = [:]
    var kept: Set<EntryKey> = []
    for blob in newestFirst {
      guard let view = view(blob) else { continue }
      for index in view.indices {
        let key = view.version.keys[index]
        let entry = root(key)
        guard !present.contains(entry) else { continue }
        headings[key.heading, default: []].insert(entry)
        if tipLines.contains(key.heading) { kept.insert(entry) }
        if witnesses[entry] == nil { witnesses[entry] = Witness(blob: blob, index: index) }
      }
    }
    for entry in kept { witnesses[entry] = nil }
    guard !witnesses.isEmpty else { return }
    // A heading may stand on in a version in which it was no entry to the reader.
    let held = graph.blobs.indices.map { blob -> Set<EntryKey>? in
      guard let view = view(blob) else { return nil }
      var held = Set(view.allKeys.map(root))
      for line in view.allLines {
        if let entries = headings[line.hash] { held.formUnion(entries) }
      }
      return held
    }
    var distinctive: [Int: DistinctiveLines] = [:]
    for (key, witness) in witnesses {
      guard let view = view(witness.blob) else { continue }
      let lines = distinctive[witness.blob] ?? DistinctiveLines(view)
      distinctive[witness.blob] = lines
      let entry = view.version.entries[witness.index]
      let seen = newestFirst.first { held[$0]?.contains(key) ?? false }
      let gone = graph.steps.first { step in
        guard let after = step.new.map({ held[$0] }) ?? [], !after.contains(key) else {
          return false
        }
        return step.olds.contains { $0.flatMap { held[$0] }?.contains(key) ?? false }
      }
      entries.append(
        MissingEntry(
          path: graph.path,
          heading: entry.heading.split(whereSeparator: \.isWhitespace).joined(separator: " "),
          headingHash: view.version.keys[witness.index].heading,
          agent: entry.agent,
          lastSeen: graph.lastSeen[seen ?? witness.blob],
          goneIn: gone?.commit,
          line: entry.line,
          lines: lines.of(witness.index)
        )
      )
    }
    entries.sort { ($0.lastSeen, $0.line) < ($1.lastSeen, $1.line) }
  }
}
