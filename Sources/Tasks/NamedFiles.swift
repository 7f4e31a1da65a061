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
      var mood = Mood.nothing
      for line in range {
        if document.isComment(line: line) { continue }
        let text = document.source.text(ofLine: line)
        let isCode = document.isCode(line: line)
        if isCode {
          // The first line of a fence may say which file it is the text of.
          guard isFirstOfFence(line), let path = Self.commented(text) else { continue }
          if !found.contains(path) { found.append(path) }
          continue
        }
        let isLabel = Self.isLabel(text) || document.kind(ofLine: line) == .heading
        // Few lines of a direction announce anything or name a file.
        guard isLabel || Self.mayNameFile(text) else { continue }
        let own = Self.mood(of: text)
        if isLabel { mood = own }
        let isItem = text.drop { $0 == " " }.first.map { "-*+|".contains($0) || $0.isNumber }
        let isMaking = own == .makes || own == .nothing && mood == .makes && isItem == true
        guard isMaking, mood != .reads, Self.mayNameFile(text) else { continue }
        for path in Self.paths(in: text) where !found.contains(path) { found.append(path) }
      }
    }
    return found
  }

  /// Every path that counts has a dot, and a slash or backticks.
  private static func mayNameFile(_ text: String) -> Bool {
    let bytes = text.utf8
    return bytes.contains(UInt8(ascii: "."))
      && (bytes.contains(UInt8(ascii: "/")) || bytes.contains(UInt8(ascii: "`")))
  }

  private func isFirstOfFence(_ line: Int) -> Bool {
    guard line > 1 else { return false }
    let above = document.source.text(ofLine: line - 1).drop { $0 == " " }
    return above.hasPrefix("```") || above.hasPrefix("~~~")
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
  private static func isLabel(_ text: String) -> Bool {
    text.last { $0 != " " && $0 != "*" && $0 != "_" } == ":"
      || text.drop { $0 == " " }.hasPrefix("**") && text.contains(":")
  }

  private static func mood(of text: String) -> Mood {
    if text.unicodeScalars.contains("❌") { return .reads }
    let words = text.lowercased().split { !($0.isLetter || $0 == "'" || $0 == "’") }
    for word in words {
      if reading.contains(String(word)) || word.hasSuffix("n't") || word.hasSuffix("n’t") {
        return .reads
      }
    }
    return words.contains { making.contains(String($0)) } ? .makes : .nothing
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

  private static func paths(in text: String) -> [String] {
    guard text.utf8.count < 20_000 else { return [] }
    var paths: [String] = []
    for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      let isCode = index % 2 == 1
      // What holds a blank in backticks is a command.
      if isCode, part.contains(" ") { continue }
      for word in part.split(whereSeparator: { " \t,;()\"|'".contains($0) }) {
        if let path = path(word, isCode: isCode) { paths.append(path) }
      }
    }
    return paths
  }

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
      !parts.dropLast().contains(where: { part in ends.contains { part.hasSuffix($0) } })
    else { return nil }
    let kind = name[name.index(after: dot)...].lowercased()
    guard (1...10).contains(kind.utf8.count),
      kind.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
      kind.contains(where: \.isLetter), !withoutLines.contains(kind)
    else { return nil }
    return String(path)
  }

  private static let ends = [".js", ".ts", ".com", ".dev", ".io", ".org", ".net", ".app"]
  private static let withoutLines: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "pdf", "zip", "gz", "mp4", "mov", "woff",
    "woff2", "ttf",
  ]
}
