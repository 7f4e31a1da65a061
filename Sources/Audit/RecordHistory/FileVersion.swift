import Facts

/// One version of a file of the record, read.
struct FileVersion: Sendable {
  let entries: [Entry]
  let keys: [EntryKey]
  let lines: ComparedLines
  /// Lines at which an entry begins.
  let starts: Set<Int>

  init(_ text: SourceText, entries: [Entry]) {
    self.entries = entries
    keys = entries.map(EntryKey.init)
    lines = ComparedLines(text)
    starts = Set(entries.map(\.line))
  }
}

/// A version as the beginning of a later one that only added to it.
struct VersionView: Sendable {
  let version: FileVersion
  /// The last line of the later version that this one has.
  let lastLine: Int

  /// Indices of the entries that begin in it.
  var indices: [Int] {
    version.entries.indices.filter { version.entries[$0].line <= lastLine }
  }

  /// Positions in `version.lines` of an entry.
  func positions(_ index: Int) -> Range<Int> {
    let entry = version.entries[index]
    return version.lines.positions(entry.line...min(entry.endLine, lastLine))
  }

  var allLines: ArraySlice<ComparedLines.Line> {
    version.lines.lines[version.lines.positions(1...max(1, lastLine))]
  }

  func lines(_ index: Int) -> ArraySlice<ComparedLines.Line> {
    version.lines.lines[positions(index)]
  }

  /// Entries by key; of a key that several share, nothing can be told.
  var unique: [EntryKey: Int] {
    var unique: [EntryKey: Int] = [:]
    var shared: Set<EntryKey> = []
    for index in indices where unique.updateValue(index, forKey: version.keys[index]) != nil {
      shared.insert(version.keys[index])
    }
    for key in shared { unique[key] = nil }
    return unique
  }

  var allKeys: Set<EntryKey> { Set(indices.map { version.keys[$0] }) }
}

/// The lines by which an entry is told from the others of its version: of some length, and standing in it alone.
struct DistinctiveLines {
  /// Lines with fewer bytes stand in many entries.
  private static let leastWeight = 12

  private let view: VersionView
  private var counts: [UInt64: Int] = [:]

  init(_ view: VersionView) {
    self.view = view
    for line in view.allLines where line.weight >= Self.leastWeight {
      counts[line.hash, default: 0] += 1
    }
  }

  /// Those below the heading of an entry.
  func of(_ index: Int) -> Set<UInt64> {
    Set(view.lines(index).dropFirst().lazy.map(\.hash).filter { counts[$0] == 1 })
  }
}
