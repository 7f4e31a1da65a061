import Facts
import MarkdownTree

/// Finds the fences of a section that specify something.
enum FenceReader {
  enum Language {
    case sql, prisma
  }

  /// The fences that begin within some lines.
  ///
  /// - Parameters:
  ///   - all: indices of the document's fences, in its order.
  ///   - document: where they stand.
  ///   - lines: the lines of a section.
  /// - Returns: those of a language that specifies something, in order.
  static func fences(
    among all: [Int],
    in document: MarkdownDocument,
    lines: Range<Int>
  ) -> [(language: Language, content: DirectionTask.Fence)] {
    let line = { (index: Int) in Int(document.nodes[index].firstLine) }
    let first = all.partitioningIndex { line($0) >= lines.lowerBound }
    return all[first...].prefix { line($0) < lines.upperBound }.compactMap { index in
      let code = document.codeLines(index)
      guard !code.isEmpty else { return nil }
      let text = document.codeText(index)
      guard let language = language(info: document.fenceInfo(index), text: text) else { return nil }
      return (language, DirectionTask.Fence(line: code.lowerBound, text: text))
    }
  }

  /// The language by the info string; a fence without one is told by its first statement.
  private static func language(info: String, text: String) -> Language? {
    let word = info.lowercased().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    switch word {
    case "sql", "postgres", "postgresql", "pgsql", "plpgsql", "psql": return .sql
    case "prisma": return .prisma
    case "": break
    default: return nil
    }
    for line in text.utf8.split(separator: UInt8(ascii: "\n")).prefix(40) {
      let words = String(decoding: line.prefix(200), as: UTF8.self)
        .split(whereSeparator: { $0 == " " || $0 == "\t" }).map { $0.uppercased() }
      guard let first = words.first, !first.hasPrefix("--"), !first.hasPrefix("//") else {
        continue
      }
      let second = words.count > 1 ? words[1] : ""
      let makes = [
        "TABLE", "POLICY", "INDEX", "UNIQUE", "TYPE", "SCHEMA", "OR", "FUNCTION", "VIEW",
      ]
      if ["CREATE", "ALTER"].contains(first), makes.contains(second) { return .sql }
      if ["MODEL", "ENUM"].contains(first), words.count > 2, words[2].hasPrefix("{") {
        return .prisma
      }
      return nil
    }
    return nil
  }
}

extension Array {
  /// The first position at which a condition holds that, once true, stays true; the end when it never does.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
