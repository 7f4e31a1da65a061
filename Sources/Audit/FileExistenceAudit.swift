import Facts
import MarkdownTree
import Record
import Workspace

/// Files that the record says were made or are there: true where they are, never false where they are not.
///
/// A path that the history does not hold may lie outside of the repository, or never have been committed.
enum FileExistenceAudit {
  private struct Case {
    var file: AuditSource.File
    var line: Int
    var mention: PathMention
    var revision: String?
    var meanings: [String]
  }

  static func claims(
    in source: AuditSource,
    _ contexts: [ClaimContext],
    _ versions: FileVersions,
    besides known: [AuditClaim]
  ) throws(GitError) -> [AuditClaim] {
    let taken = Set(known.map { "\($0.path):\($0.line)" })
    var cases: [Case] = []
    for (file, context) in zip(source.files, contexts) {
      for line in 1...file.text.lineStarts.count
      where context.isText(line) && !taken.contains("\(file.document.path):\(line)") {
        for mention in paths(
          line,
          context,
          isCounted: taken.contains("\(file.document.path):\(line + 1)")
        ) {
          cases.append(
            Case(
              file: file,
              line: line,
              mention: mention,
              revision: file.blame.commit(ofLine: line)?.id,
              meanings: versions.meanings(of: mention).paths
            )
          )
        }
      }
    }
    var wanted: [(revision: String, path: String)] = []
    for item in cases where item.meanings.count <= FileVersions.mostMeanings {
      for path in item.meanings {
        if let revision = item.revision { wanted.append((revision, path)) }
        if let tip = source.tip { wanted.append((tip, path)) }
      }
    }
    try versions.find(wanted)
    return cases.map { claim($0, source, versions) }
  }

  /// What a line says is there; nothing for a label alone where the line below makes a claim of its file.
  private static func paths(_ line: Int, _ context: ClaimContext, isCounted: Bool) -> [PathMention]
  {
    guard mayName(context.document.source, line) else { return [] }
    let tokens = ClaimLexer.tokens(of: context.text(line))
    let paths = tokens.compactMap(\.path).filter { path in
      !path.isPattern && path.path.utf8.contains(UInt8(ascii: "/"))
    }
    guard !paths.isEmpty else { return [] }
    let leads = context.cautionLines(of: line).map { ClaimLexer.tokens(of: $0) }
    let isClaimed = ([tokens] + leads).contains { line in
      line.contains { $0.word.map(made.contains) ?? false }
    }
    guard isClaimed || !isCounted && isLabelled(tokens), !context.isOpenBox(line),
      Caution.reason(sentence: tokens, leads: leads, isNew: true) == nil
    else { return [] }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0.path).inserted }
  }

  /// `File: path`, `**Test files**: path, path`, `path (new)`: the line says that they are there and no more.
  private static func isLabelled(_ tokens: [ClaimToken]) -> Bool {
    for (index, token) in tokens.enumerated() {
      if token == .word("new"), index > 0, index + 1 < tokens.count,
        tokens[index - 1] == .mark(.open), tokens[index + 1] == .mark(.close)
      {
        return true
      }
    }
    guard let colon = tokens.firstIndex(of: .mark(.colon)), colon <= 6 else { return false }
    let words = tokens[..<colon].compactMap(\.word)
    return !words.isEmpty && words.allSatisfy(labels.contains)
      && words.contains { $0.hasPrefix("file") || made.contains($0) || $0 == "artifact" }
  }

  private static let labels: Set<String> = [
    "file", "files", "test", "tests", "new", "evidence", "artifact", "deliverable", "deliverables",
    "created", "output", "report", "documentation", "source", "spec", "key", "component", "service",
    "route", "migration", "script", "the",
  ]

  /// A path has a slash and a full stop.
  private static func mayName(_ text: SourceText, _ line: Int) -> Bool {
    let bytes = text.bytes[text.lineRange(line)]
    return bytes.contains(UInt8(ascii: "/")) && bytes.contains(UInt8(ascii: "."))
  }

  private static let made: Set<String> = [
    "created", "added", "wrote", "written", "exists", "exist", "generated", "saved", "committed",
    "introduced", "produced", "published", "deliverable", "delivered", "implemented",
  ]

  private static func claim(
    _ item: Case,
    _ source: AuditSource,
    _ versions: FileVersions
  ) -> AuditClaim {
    var claim = AuditClaim(
      path: item.file.document.path,
      line: item.line,
      agent: item.file.agent(ofLine: item.line),
      kind: .path,
      text: item.file.text.text(ofLine: item.line).trimmedOfBlanks,
      subject: item.mention.path,
      claimed: "exists",
      revision: item.revision
    )
    guard item.meanings.count <= FileVersions.mostMeanings else {
      claim.reason = "it may mean many files"
      return claim
    }
    let atTip = item.meanings.filter { path in
      source.tip.map { versions.blob(path, at: $0) != nil } ?? false
    }
    if !atTip.isEmpty {
      claim.verdictAtTip = .holds
      claim.actualAtTip = "exists"
    }
    guard let revision = item.revision else {
      let root = source.repository
      let isThere =
        FileTree.exists("\(root.root)/\(item.mention.path)")
        || item.meanings.contains { FileTree.exists("\(root.top)/\($0)") }
      claim.verdict = isThere ? .holds : .unverifiable
      claim.actual = isThere ? "exists" : nil
      claim.reason = isThere ? nil : "there is no such file"
      return claim
    }
    if let path = item.meanings.first(where: { versions.blob($0, at: revision) != nil }) {
      claim.subject = source.repository.relative(path) ?? path
      claim.verdict = .holds
      claim.actual = "exists"
      claim.command = "git cat-file -e \(ShellWord.quoted("\(revision.prefix(12)):\(path)"))"
    } else if !atTip.isEmpty {
      claim.reason = "the file came, or came back, after that commit"
    } else if item.meanings.isEmpty {
      claim.reason = "the history holds no such file"
    } else {
      claim.reason = "the file is not there at that commit"
    }
    return claim
  }
}
