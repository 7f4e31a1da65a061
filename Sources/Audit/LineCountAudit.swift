import Facts
import Record
import Workspace

extension Entry {
  fileprivate func holds(_ line: Int) -> Bool {
    self.line <= line && line <= endLine
  }
}

/// Gives every sentence about the length of a file its verdict.
struct LineCountAudit {
  /// A sentence, where it stands, and which files it may mean.
  private struct Case {
    var sentence: LineCountSentence
    var file: AuditSource.File
    var tokens: [ClaimToken]
    var leads: [[ClaimToken]]
    var isOpenBox: Bool
    /// The commit that brought the line; nil for one that is not committed.
    var commit: GitBlame.Commit?
    /// Relative to the top.
    var meanings: [String]
    var isExact: Bool

    var revision: String? { commit?.id }
  }

  private let source: AuditSource
  private let versions: FileVersions
  /// Files of the record, relative to the top.
  private let record: Set<String>
  private var cases: [Case] = []
  /// The cases by file of the record and by the first file that they may mean.
  private var sameFile: [String: [String: [Case]]] = [:]

  static func claims(
    in source: AuditSource,
    _ contexts: [ClaimContext],
    _ versions: FileVersions
  ) throws(GitError) -> [AuditClaim] {
    var audit = LineCountAudit(source, versions)
    for (file, context) in zip(source.files, contexts) { audit.collect(file, context) }
    for item in audit.cases {
      guard let path = item.meanings.first else { continue }
      audit.sameFile[item.file.document.path, default: [:]][path, default: []].append(item)
    }
    try audit.load()
    return audit.cases.map { audit.claim($0) }
  }

  private init(_ source: AuditSource, _ versions: FileVersions) {
    self.source = source
    self.versions = versions
    record = Set(source.files.map { source.repository.prefix + $0.document.path })
  }

  // MARK: Collecting

  private mutating func collect(_ file: AuditSource.File, _ context: ClaimContext) {
    var last: (line: Int, tokens: [ClaimToken], leads: [[ClaimToken]]) = (0, [], [])
    for sentence in LineCountReader(context).sentences() {
      let line = sentence.line
      if last.line != line {
        last.line = line
        last.tokens = ClaimLexer.tokens(of: context.text(line))
        last.leads = context.cautionLines(of: line).map { ClaimLexer.tokens(of: $0) }
      }
      var (meanings, isExact) = versions.meanings(of: sentence.subject)
      let commit = file.blame.commit(ofLine: line)
      if commit?.id == nil, meanings.isEmpty {
        // A file may be as new as the sentence.
        let path = source.repository.prefix + sentence.subject.path
        if FileTree.exists("\(source.repository.top)/\(path)") {
          meanings = [path]
          isExact = true
        }
      }
      cases.append(
        Case(
          sentence: sentence,
          file: file,
          tokens: last.tokens,
          leads: last.leads,
          isOpenBox: context.isOpenBox(line),
          commit: commit,
          meanings: meanings,
          isExact: isExact
        )
      )
    }
  }

  private mutating func load() throws(GitError) {
    var wanted: [(revision: String, path: String)] = []
    for item in cases where item.meanings.count <= FileVersions.mostMeanings {
      for path in item.meanings {
        if let revision = item.revision { wanted.append((revision, path)) }
        if let tip = source.tip { wanted.append((tip, path)) }
      }
    }
    try versions.load(wanted)
    // What is not true as it stands is held against every other version.
    var blobs: [String] = []
    var seen: Set<String> = []
    for item in cases where item.meanings.count <= FileVersions.mostMeanings {
      let isTrue = item.revision.map { revision in
        item.meanings.contains { path in
          versions.blob(path, at: revision).map {
            versions.length(of: $0).holds(item.sentence.count)
          } ?? false
        }
      }
      if isTrue == true, item.meanings.count == 1 { continue }
      for path in item.meanings where seen.insert(path).inserted {
        blobs += (source.history.changes[path] ?? []).flatMap {
          [$0.old, $0.new].compactMap { $0 }
        }
      }
    }
    try versions.measure(blobs)
  }

  // MARK: Judging

  private func claim(_ item: Case) -> AuditClaim {
    let place = item.sentence.line
    var claim = AuditClaim(
      path: item.file.document.path,
      line: place,
      agent: item.file.agent(ofLine: place),
      kind: .lines,
      text: item.file.text.text(ofLine: place).trimmedOfBlanks,
      subject: item.sentence.subject.path,
      claimed: String(item.sentence.count),
      revision: item.revision
    )
    let judgement = judge(item)
    claim.verdict = judgement.verdict
    claim.reason = judgement.reason
    claim.actual = judgement.actual.map(String.init)
    guard let path = judgement.path else { return claim }
    claim.subject = source.repository.relative(path) ?? path
    if judgement.actual != nil {
      claim.command = Self.command(path, item.revision, source.repository)
    }
    guard let tip = source.tip, let blob = versions.blob(path, at: tip) else { return claim }
    let length = versions.length(of: blob)
    claim.actualAtTip = length.count.map(String.init)
    if length.holds(item.sentence.count) {
      claim.verdictAtTip = .holds
    } else if length.count != nil, judgement.isUnderstood {
      claim.verdictAtTip = length.isNear(item.sentence.count) ? .offByOne : .fails
    }
    return claim
  }

  private static func command(
    _ path: String,
    _ revision: String?,
    _ repository: GitRepository
  ) -> String {
    guard let revision else {
      return "wc -l \(ShellWord.quoted(repository.relative(path) ?? path))"
    }
    return "git show \(ShellWord.quoted("\(revision.prefix(12)):\(path)")) | wc -l"
  }

  private struct Judgement {
    var verdict: AuditClaim.Verdict
    var reason: String?
    /// The file that is meant, relative to the top; nil when it cannot be told.
    var path: String?
    var actual: Int?
    /// Whether nothing in the sentence forbids to call it false.
    var isUnderstood = true
  }

  private func judge(_ item: Case) -> Judgement {
    let name = item.sentence.subject.path
    if item.meanings.count > FileVersions.mostMeanings {
      return Judgement(verdict: .unverifiable, reason: "it may mean many files")
    }
    guard let revision = item.revision else { return judgeUncommitted(item) }
    let there = item.meanings.filter { versions.blob($0, at: revision) != nil }
    guard let first = there.first else { return judgeMissing(item) }
    let count = item.sentence.count
    func holds(_ path: String) -> Bool {
      versions.blob(path, at: revision).map { versions.length(of: $0).holds(count) } ?? false
    }
    if there.count > 1 {
      let isFirst = item.isExact && first == item.meanings.first && name.utf8.contains(0x2F)
      if !isFirst && !there.allSatisfy(holds)
        || isFirst && !holds(first) && there.contains(where: holds)
      {
        return Judgement(
          verdict: .unverifiable,
          reason: "it may mean several files: \(list(there))"
        )
      }
    }
    guard let blob = versions.blob(first, at: revision) else { return judgeMissing(item) }
    return judge(item, first, blob)
  }

  private func judge(_ item: Case, _ path: String, _ blob: String) -> Judgement {
    let count = item.sentence.count
    let length = versions.length(of: blob)
    var judgement = Judgement(verdict: .unverifiable, path: path, actual: length.count)
    let changes = source.history.changes[path] ?? []
    if changes.contains(where: { !$0.isFile }) {
      judgement.reason = "it is, or was, a link"
      return judgement
    }
    let own = changes.first { source.history.commits[$0.commit].id == item.revision }
    let doubt = doubt(item, isNew: own.map { $0.old == nil } ?? false)
    judgement.isUnderstood = doubt == nil
    if source.repository.isShallow, item.commit?.isBoundary == true {
      judgement.reason = "the clone is shallow: who wrote the sentence cannot be told"
      return judgement
    }
    if length.holds(count) {
      judgement.verdict = .holds
      return judgement
    }
    // The author may have counted before the last change of the same commit, or before the next commit.
    let neighbours = neighbours(of: blob, own: own, changes, at: item.commit?.committed)
    for neighbour in neighbours
    where item.sentence.doubt == nil && versions.length(of: neighbour.blob).holds(count) {
      judgement.verdict = .holds
      judgement.reason = "of the version \(neighbour.relation) \(neighbour.commit.prefix(12))"
      return judgement
    }
    if let other = otherVersion(item, holding: count) {
      judgement.reason = "true of another version, so it may be older than its commit: \(other)"
      return judgement
    }
    guard length.count != nil else {
      if case .unreadable(let reason) = length { judgement.reason = reason }
      return judgement
    }
    if let doubt {
      judgement.reason = doubt
      return judgement
    }
    if length.isNear(count) {
      judgement.verdict = .offByOne
      return judgement
    }
    if let near = neighbours.first(where: { versions.length(of: $0.blob).isNear(count) }) {
      judgement.verdict = .offByOne
      judgement.reason = "of the version \(near.relation) \(near.commit.prefix(12))"
      return judgement
    }
    judgement.reason =
      objection(item, path, blob, own, neighbours) ?? laterCount(item, path, length)
    if judgement.reason == nil { judgement.verdict = .fails }
    return judgement
  }

  /// Why an understood sentence is still not to be called false; nil when it is.
  private func objection(
    _ item: Case,
    _ path: String,
    _ blob: String,
    _ own: GitHistory.Change?,
    _ neighbours: [Neighbour]
  ) -> String? {
    if source.repository.isShallow { return "the clone is shallow: its history is cut off" }
    let count = item.sentence.count
    let now = versions.length(of: blob).count ?? 0
    let around = neighbours.compactMap { versions.length(of: $0.blob).count } + [now]
    if record.contains(path) {
      let low = own.map { $0.old == nil } ?? false ? 0 : around.min() ?? now
      if (low...max(low, around.max() ?? now)).contains(count) {
        return "the record grows while it is written"
      }
    } else if own == nil, let low = around.min(), let high = around.max(), low < count, count < high
    {
      return "the file was growing: it may have been counted between two commits"
    }
    let isBare = !item.sentence.subject.path.utf8.contains(0x2F)
    if !item.isExact {
      if isBare, Self.commonNames.contains(item.sentence.subject.path.lowercased()) {
        return "many folders have a file of that name"
      }
      if !isBare, !path.hasSuffix("/" + item.sentence.subject.path) {
        return "only the end of the path is a file of the repository"
      }
    }
    let changes = item.meanings.flatMap { source.history.changes[$0] ?? [] }
    if changes.contains(where: { change in
      [change.old, change.new].contains { $0.map { versions.length(of: $0).count == nil } ?? false }
    }) {
      return "not every version of it can be read"
    }
    return nil
  }

  /// A later entry that came with the same commit and counts right: the file may have grown in between.
  private func laterCount(
    _ item: Case,
    _ path: String,
    _ length: FileVersions.Length
  ) -> String? {
    let document = item.file.document
    guard let own = document.entries.last(where: { $0.holds(item.sentence.line) })?.timestamp else {
      return nil
    }
    for other in sameFile[document.path]?[path] ?? []
    where other.revision == item.revision && length.holds(other.sentence.count) {
      let entry = document.entries.last { $0.holds(other.sentence.line) }
      if let later = entry?.timestamp, later > own {
        return
          "it may have been counted before the file grew: line \(other.sentence.line) counts right"
      }
    }
    return nil
  }

  private func doubt(_ item: Case, isNew: Bool) -> String? {
    if let doubt = item.sentence.doubt { return doubt }
    if item.isOpenBox { return "its box is open" }
    return Caution.reason(sentence: item.tokens, leads: item.leads, isNew: isNew)
  }

  // MARK: Other versions

  private struct Neighbour {
    var blob: String
    var commit: String
    var relation: String
  }

  /// How long after a sentence the next version may still be the one that its author saw, in seconds.
  private static let sameSitting = 86_400

  private func neighbours(
    of blob: String,
    own: GitHistory.Change?,
    _ changes: [GitHistory.Change],
    at moment: Timestamp?
  ) -> [Neighbour] {
    var result: [Neighbour] = []
    if let old = own?.old, let commit = own?.commit {
      result.append(
        Neighbour(blob: old, commit: source.history.commits[commit].id, relation: "before")
      )
    }
    for change in changes where change.old == blob {
      let commit = source.history.commits[change.commit]
      guard let new = change.new, let moment,
        abs(commit.committed - moment) <= Self.sameSitting
      else { continue }
      result.append(Neighbour(blob: new, commit: commit.id, relation: "of the next commit,"))
    }
    return result
  }

  /// A version of any of the meant files of which the count is true, or nearly, as `path at commit`.
  private func otherVersion(_ item: Case, holding count: Int) -> String? {
    for path in item.meanings {
      for change in source.history.changes[path] ?? [] {
        guard let blob = change.new, versions.length(of: blob).holds(count) else { continue }
        return "\(path) at \(source.history.commits[change.commit].id.prefix(12))"
      }
    }
    return nil
  }

  private func judgeMissing(_ item: Case) -> Judgement {
    var judgement = Judgement(verdict: .unverifiable, isUnderstood: false)
    guard !item.meanings.isEmpty else {
      judgement.reason = "the history holds no such file"
      return judgement
    }
    if item.meanings.count == 1, let path = item.meanings.first {
      judgement.path = path
      for change in (source.history.changes[path] ?? []).reversed() where change.old == nil {
        let commit = source.history.commits[change.commit]
        guard let blob = change.new, let moment = item.commit?.committed,
          abs(commit.committed - moment) <= Self.sameSitting
        else { continue }
        if versions.length(of: blob).holds(item.sentence.count) {
          judgement.verdict = .holds
          judgement.actual = item.sentence.count
          judgement.reason = "of the version that came with \(commit.id.prefix(12))"
          return judgement
        }
      }
    }
    judgement.reason = "the file is not there at that commit: \(list(item.meanings))"
    return judgement
  }

  /// A sentence that no commit holds is about the work tree.
  private func judgeUncommitted(_ item: Case) -> Judgement {
    let count = item.sentence.count
    let there = item.meanings.compactMap { path in
      versions.lengthInWorkTree(path).map { (path: path, length: $0) }
    }
    guard let first = there.first else {
      return Judgement(
        verdict: .unverifiable,
        reason: "there is no such file",
        isUnderstood: false
      )
    }
    guard there.count == 1 else {
      return Judgement(
        verdict: .unverifiable,
        reason: "it may mean several files: \(list(there.map(\.path)))",
        isUnderstood: false
      )
    }
    var judgement = Judgement(
      verdict: .unverifiable,
      path: first.path,
      actual: first.length.count
    )
    let changes = source.history.changes[first.path] ?? []
    let doubt = doubt(item, isNew: changes.isEmpty)
    judgement.isUnderstood = doubt == nil
    if first.length.holds(count) {
      judgement.verdict = .holds
    } else if let other = otherVersion(item, holding: count) {
      judgement.reason = "true of another version: \(other)"
    } else if case .unreadable(let reason) = first.length {
      judgement.reason = reason
    } else if let doubt {
      judgement.reason = doubt
    } else if first.length.isNear(count) {
      judgement.verdict = .offByOne
    } else if record.contains(first.path) {
      judgement.reason = "the record grows while it is written"
    } else {
      judgement.reason = objection(item, first.path, "", nil, [])
      if judgement.reason == nil { judgement.verdict = .fails }
    }
    return judgement
  }

  private func list(_ paths: [String]) -> String {
    let shown = paths.prefix(3).map { source.repository.relative($0) ?? $0 }
    return shown.joined(separator: " or ") + (paths.count > 3 ? " or others" : "")
  }

  /// Names of which a repository and what it works with have many.
  private static let commonNames: Set<String> = [
    "readme.md", "index.ts", "index.tsx", "index.js", "index.jsx", "index.html", "index.css",
    "main.py",
    "main.go", "main.rs", "main.swift", "mod.rs", "lib.rs", "__init__.py", "package.json",
    "tsconfig.json",
    "page.tsx", "layout.tsx", "route.ts", "types.ts", "utils.ts", "constants.ts", "config.ts",
    "styles.css",
    "schema.prisma", "migration.sql", "makefile", "dockerfile", "changelog.md", "package.swift",
    "setup.py",
    "todo.md", "notes.md", "config.json", "config.yml", "config.yaml", "cargo.toml", "go.mod",
  ]
}
