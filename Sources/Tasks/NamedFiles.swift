import Facts
import MarkdownTree

/// Finds the files that a task is to make or change: those that a direction names where it says so.
///
/// A file that is only to be read (`See docs/plan.md`), or not to be touched, is none of the task.
struct NamedFiles {
  let document: MarkdownDocument
  /// By line, what the label above a list says of it.
  private enum Mood {
    case makes, reads, nothing
  }

  /// The paths that the lines of a section name, in order; those with a placeholder or a `*` as they stand.
  func paths(in ranges: [Range<Int>]) -> [String] {
    var found: [String] = []
    for range in ranges {
      // What the label above says is asked for where a line below names a file: few do.
      var label: Int?
      for line in range {
        if document.isComment(line: line) { continue }
        if document.isCode(line: line) {
          // The first line of a fence may say which file it is the text of.
          guard isFirstOfFence(line), let path = Self.commented(document.source.text(ofLine: line))
          else { continue }
          if !found.contains(path) { found.append(path) }
          continue
        }
        let bytes = document.source.bytes[document.source.lineRange(line)]
        if document.kind(ofLine: line) == .heading || Self.isLabel(bytes) { label = line }
        guard Self.mayNameFile(bytes) else { continue }
        let own = Self.mood(of: bytes)
        let above = label == line ? own : label.map { mood(ofLine: $0) } ?? .nothing
        let isMaking = own == .makes || own == .nothing && above == .makes && Self.isItem(bytes)
        guard isMaking, above != .reads else { continue }
        for path in Self.paths(in: bytes) where !found.contains(path) { found.append(path) }
      }
    }
    return found
  }

  private func mood(ofLine line: Int) -> Mood {
    Self.mood(of: document.source.bytes[document.source.lineRange(line)])
  }

  /// Every path that counts has a dot, and a slash or backticks.
  private static func mayNameFile(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(UInt8(ascii: "."))
      && (bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: "`")))
  }

  /// A list item or a row of a table, or a line that begins with a number.
  private static func isItem(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first { $0 != 0x20 }.map { "-*+|0123456789".utf8.contains($0) } ?? false
  }

  private func isFirstOfFence(_ line: Int) -> Bool {
    guard line > 1 else { return false }
    let above = document.source.bytes[document.source.lineRange(line - 1)].drop { $0 == 0x20 }
    return above.starts(with: "```".utf8) || above.starts(with: "~~~".utf8)
  }

  /// `-- path.sql`, `// path.ts`, `# path.yml`: a comment that holds a path and nothing else.
  private static func commented(_ text: String) -> String? {
    var rest = text[...].drop { $0 == " " }
    guard let mark = ["//", "--", "#", "/*", "<!--"].first(where: { rest.hasPrefix($0) }) else {
      return nil
    }
    rest = rest.dropFirst(mark.count)
    let words = rest.split { $0 == " " }.filter { $0 != "*/" && $0 != "-->" && $0 != "File:" }
    guard words.count == 1, let word = words.first, word.contains("/") else { return nil }
    return path(word, isCode: false)
  }

  /// A line that announces what stands below.
  private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
    let colon = UInt8(ascii: ":")
    if bytes.last(where: { $0 != 0x20 && $0 != 0x2A && $0 != 0x5F }) == colon { return true }
    return bytes.drop { $0 == 0x20 }.starts(with: "**".utf8) && bytes.contains(colon)
  }

  private static func mood(of bytes: ArraySlice<UInt8>) -> Mood {
    var isMaking = false
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex { !isOfWord($0) } ?? bytes.endIndex
      if end > start {
        let run = bytes[start..<end]
        if run.allSatisfy({ $0 < 0x80 }) {
          let word = String(decoding: run.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
          if reads(word) { return .reads }
          isMaking = isMaking || making.contains(word)
        } else {
          // Other scripts, typographic apostrophes, emoji.
          let text = String(decoding: run, as: UTF8.self)
          if text.unicodeScalars.contains("❌") { return .reads }
          for word in text.lowercased().split(whereSeparator: {
            !($0.isLetter || $0 == "'" || $0 == "’")
          }) {
            if reads(String(word)) { return .reads }
            isMaking = isMaking || making.contains(String(word))
          }
        }
      }
      start = end + 1
    }
    return isMaking ? .makes : .nothing
  }

  private static func reads(_ word: String) -> Bool {
    reading.contains(word) || word.hasSuffix("n't") || word.hasSuffix("n’t")
  }

  /// A letter, an apostrophe, or part of a character beyond ASCII.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x27 || byte >= 0x80
  }

  private static let making: Set<String> = [
    "create", "creates", "created", "add", "adds", "added", "write", "writes", "update", "updates",
    "updated", "modify", "modified", "edit", "change", "changes", "changed", "extend", "implement",
    "build", "generate", "file", "files", "deliverable", "deliverables", "output", "outputs",
    "artifact", "artifacts", "new", "produce", "produces", "save", "document",
  ]
  private static let reading: Set<String> = [
    "see", "read", "reference", "references", "refer", "review", "check", "inspect", "not", "never",
    "no", "avoid", "forbidden", "credential", "credentials", "vault", "example", "e.g", "like",
    "similar", "based", "from", "using", "use", "per", "optional", "optionally", "if", "delete",
    "remove", "run",
  ]

  // MARK: One path

  private static func paths(in line: ArraySlice<UInt8>) -> [String] {
    guard line.count < 20_000 else { return [] }
    var paths: [String] = []
    for (index, part) in line.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let isCode = index % 2 == 1
      // What holds a blank in backticks is a command.
      if isCode, part.contains(0x20) { continue }
      for word in part.split(whereSeparator: { ends.contains($0) }) {
        guard word.contains(UInt8(ascii: ".")), isCode || word.contains(UInt8(ascii: "/")),
          let path = path(String(decoding: word, as: UTF8.self)[...], isCode: isCode)
        else { continue }
        paths.append(path)
      }
    }
    return paths
  }

  /// What ends a word that may be a path.
  private static let ends = Array(" \t,;()\"|'".utf8)

  /// A word as a path relative to the root; nil when it is none, or of a file that has no lines.
  private static func path(_ word: Substring, isCode: Bool) -> String? {
    var path = word
    while let last = path.last, "*_:.".contains(last) { path = path.dropLast() }
    while let first = path.first, first == "*" { path = path.dropFirst() }
    if path.hasPrefix("./") { path = path.dropFirst(2) }
    if let end = path.firstIndex(where: { $0 == "#" || $0 == ":" }) {
      if path[end...].hasPrefix("://") { return nil }
      path = path[..<end]
    }
    guard path.utf8.count <= 300, path.contains("/") || isCode, let first = path.first,
      !"/~@.$<".contains(first) || path.hasPrefix(".github/")
    else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, let dot = name.lastIndex(of: "."), dot > name.startIndex,
      !parts.contains(where: { $0.isEmpty || $0 == ".." }),
      // `Node.js/Express.js` and `example.com/page.html` are no paths.
      !parts.dropLast().contains(where: { part in sites.contains { part.hasSuffix($0) } })
    else { return nil }
    let kind = name[name.index(after: dot)...].lowercased()
    guard (1...10).contains(kind.utf8.count),
      kind.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
      kind.contains(where: \.isLetter), !withoutLines.contains(kind)
    else { return nil }
    return String(path)
  }

  private static let sites = [".js", ".ts", ".com", ".dev", ".io", ".org", ".net", ".app"]
  private static let withoutLines: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "pdf", "zip", "gz", "mp4", "mov", "woff",
    "woff2", "ttf",
  ]
}
