import Facts
import MarkdownTree

/// Finds the fences of a section that specify something.
enum FenceReader {
  enum Language {
    case sql, prisma
  }

  static func fences(
    in document: MarkdownDocument,
    lines: Range<Int>
  ) -> [(language: Language, content: DirectionTask.Fence)] {
    document.indices(of: .codeFence).compactMap { index in
      guard lines.contains(Int(document.nodes[index].firstLine)) else { return nil }
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
