import Facts
import Record
import Workspace

/// Totals over a list of files: `N files, M lines:` above items that each name one file.
struct TotalAudit {
  private struct Case {
    var total: ListTotal
    var file: AuditSource.File
    var caution: String?
    var revision: String?
    /// Per item: the files that it may mean.
    var meanings: [[String]]
  }

  static func claims(
    in source: AuditSource,
    _ contexts: [ClaimContext],
    _ versions: FileVersions
  ) throws(GitError) -> [AuditClaim] {
    var cases: [Case] = []
    for (file, context) in zip(source.files, contexts) {
      for total in ListTotal.find(in: context) {
        let leads = context.cautionLines(of: total.line).map { ClaimLexer.tokens(of: $0) }
        let tokens = ClaimLexer.tokens(of: context.text(total.line))
        cases.append(
          Case(
            total: total,
            file: file,
            caution: total.doubt
              ?? Caution.reason(sentence: tokens, leads: leads, isNew: false),
            revision: file.blame.commit(ofLine: total.line)?.id,
            meanings: total.paths.map { versions.meanings(of: $0).paths }
          )
        )
      }
    }
    var wanted: [(revision: String, path: String)] = []
    for item in cases {
      for path in item.meanings.joined().prefix(1_000) {
        if let revision = item.revision { wanted.append((revision, path)) }
        if let tip = source.tip { wanted.append((tip, path)) }
      }
    }
    try versions.load(wanted)
    try versions.measure(
      cases.flatMap { item in
        item.meanings.joined().prefix(1_000).flatMap { path in
          (source.history.changes[path] ?? []).flatMap { [$0.old, $0.new].compactMap { $0 } }
        }
      }
    )
    return cases.map { claim($0, source, versions) }
  }

  private static func claim(
    _ item: Case,
    _ source: AuditSource,
    _ versions: FileVersions
  ) -> AuditClaim {
    var claim = AuditClaim(
      path: item.file.document.path,
      line: item.total.line,
      agent: item.file.agent(ofLine: item.total.line),
      kind: .total,
      text: item.file.text.text(ofLine: item.total.line).trimmedOfBlanks,
      subject: "\(item.total.paths.count) files",
      claimed: String(item.total.count),
      revision: item.revision
    )
    if let tip = source.tip, let sum = sum(item, at: tip, versions) {
      claim.actualAtTip = String(sum)
      if sum == item.total.count { claim.verdictAtTip = .holds }
    }
    guard let revision = item.revision else {
      claim.reason = "it is not committed"
      return claim
    }
    guard let sum = sum(item, at: revision, versions) else {
      claim.reason = "not every file of the list is there at that commit, once and as text"
      return claim
    }
    claim.actual = String(sum)
    let names = item.meanings.compactMap { meanings in
      meanings.first { versions.blob($0, at: revision) != nil }
    }
    claim.command =
      "for f in \(names.map { ShellWord.quoted($0) }.joined(separator: " ")); "
      + "do git show \(revision.prefix(12)):\"$f\"; done | wc -l"
    if sum == item.total.count {
      claim.verdict = .holds
    } else if let caution = item.caution {
      claim.reason = caution
    } else if source.repository.isShallow {
      claim.reason = "the clone is shallow: its history is cut off"
    } else if abs(sum - item.total.count) <= item.total.paths.count {
      claim.verdict = .offByOne
      claim.reason = "by one for each file at most"
    } else if mayHaveBeen(item, names, source, versions) {
      claim.reason = "other versions of these files may add up to it"
    } else {
      claim.verdict = .fails
    }
    return claim
  }

  /// The lines of all files of the list; nil when one is not exactly one text there.
  private static func sum(_ item: Case, at revision: String, _ versions: FileVersions) -> Int? {
    var sum = 0
    for meanings in item.meanings {
      let there = meanings.compactMap { versions.blob($0, at: revision) }
      guard there.count == 1, let count = versions.length(of: there[0]).count else { return nil }
      sum += count
    }
    return sum
  }

  /// Whether the total lies between the shortest and the longest versions of the files.
  private static func mayHaveBeen(
    _ item: Case,
    _ names: [String],
    _ source: AuditSource,
    _ versions: FileVersions
  ) -> Bool {
    var low = 0
    var high = 0
    for name in names {
      var counts: [Int] = []
      for change in source.history.changes[name] ?? [] {
        guard let blob = change.new else { continue }
        guard let count = versions.length(of: blob).count else { return true }
        counts.append(count)
      }
      low += counts.min() ?? 0
      high += counts.max() ?? 0
    }
    let slack = names.count
    return low < high && (low - slack...high + slack).contains(item.total.count)
  }
}
