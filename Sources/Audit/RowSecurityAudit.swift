import Facts
import Record
import Workspace

/// Holds what is said of row security against the SQL files as they were.
///
/// Such a sentence is confirmed or left open, and never called false: a database may have what no file states.
struct RowSecurityAudit {
  private struct Case {
    var table: String
    var file: AuditSource.File
    var line: Int
    var commit: GitBlame.Commit?
  }

  /// More SQL files than this are not read for it.
  private static let mostFiles = 2_000

  private let source: AuditSource
  /// SQL files of all times, relative to the top.
  private let paths: [String]
  private var cases: [Case] = []
  /// By commit and path.
  private var blobs: [String: [String: String]] = [:]
  private var readings: [String: SchemaReading] = [:]

  static func claims(
    in source: AuditSource,
    _ contexts: [ClaimContext]
  ) throws(GitError) -> [AuditClaim] {
    var audit = RowSecurityAudit(source)
    for (file, context) in zip(source.files, contexts) { audit.collect(file, context) }
    guard !audit.cases.isEmpty, audit.paths.count <= mostFiles else { return [] }
    try audit.load()
    return audit.cases.compactMap { audit.claim($0) }
  }

  private init(_ source: AuditSource) {
    self.source = source
    paths = source.history.changes.keys.filter { $0.hasSuffix(".sql") }.sorted()
  }

  private mutating func collect(_ file: AuditSource.File, _ context: ClaimContext) {
    for line in 1...file.text.lineStarts.count where context.isText(line) {
      let range = file.text.lineRange(line)
      guard range.contains(where: { file.text.bytes[$0] | 0x20 == UInt8(ascii: "r") }),
        !context.isOpenBox(line),
        let sentence = RowSecuritySentence.find(in: file.text.string(range))
      else { continue }
      let commit = file.blame.commit(ofLine: line)
      cases += sentence.names.map { Case(table: $0, file: file, line: line, commit: commit) }
    }
  }

  private mutating func load() throws(GitError) {
    let revisions = Set(cases.compactMap(\.commit?.id) + (source.tip.map { [$0] } ?? [])).sorted()
    for revision in revisions {
      let found = try source.repository.blobs(paths.map { (revision: revision, path: $0) })
      for (path, blob) in zip(paths, found) {
        if let blob { blobs[revision, default: [:]][path] = blob }
      }
    }
    let ids = Array(Set(blobs.values.flatMap(\.values))).sorted()
    let texts = zip(ids, try source.repository.objects(ids)).compactMap { id, object in
      if case .blob(let bytes) = object {
        return (id, SourceText(path: "\(id).sql", bytes: bytes))
      }
      return nil
    }
    let read = texts.parallelMap { SchemaReading($0.1) }
    for ((id, _), reading) in zip(texts, read) { readings[id] = reading }
  }

  /// What the files of a commit say of a table; nil when none makes it.
  private func state(of table: String, at revision: String) -> (
    isOn: Bool, path: String?, reason: String?
  )? {
    if table == RowSecuritySentence.all { return stateOfAll(at: revision) }
    var isMade = false
    var on: String?
    var isOff = false
    for path in paths {
      guard let reading = blobs[revision]?[path].flatMap({ readings[$0] }) else { continue }
      if reading.tables.contains(table) { isMade = true }
      if reading.secured.contains(table), on == nil { on = path }
      if reading.unsecured.contains(table) { isOff = true }
    }
    guard isMade || on != nil else { return nil }
    guard let on else {
      return (false, nil, "no SQL file turns it on; the database may have it on all the same")
    }
    if isOff { return (false, on, "one SQL file turns it on, and one off") }
    return (true, on, nil)
  }

  /// Whether every table that a file makes has it; nil when none makes any.
  private func stateOfAll(at revision: String) -> (isOn: Bool, path: String?, reason: String?)? {
    var made: Set<String> = []
    var on: Set<String> = []
    var off: Set<String> = []
    for path in paths {
      guard let reading = blobs[revision]?[path].flatMap({ readings[$0] }) else { continue }
      made.formUnion(reading.tables)
      on.formUnion(reading.secured)
      off.formUnion(reading.unsecured)
    }
    guard !made.isEmpty else { return nil }
    let open = made.subtracting(on.subtracting(off)).sorted()
    guard let first = open.first else { return (true, nil, nil) }
    return (
      false, nil, "\(open.count) of \(made.count) tables have none in the SQL files: \(first)"
    )
  }

  /// nil where the word is no table of the repository.
  private func claim(_ item: Case) -> AuditClaim? {
    let states = [item.commit?.id, source.tip].map { revision in
      revision.flatMap { state(of: item.table, at: $0) }
    }
    guard states.contains(where: { $0 != nil }) else { return nil }
    var claim = AuditClaim(
      path: item.file.document.path,
      line: item.line,
      agent: item.file.agent(ofLine: item.line),
      kind: .rowSecurity,
      text: item.file.text.text(ofLine: item.line).trimmedOfBlanks,
      subject: item.table == RowSecuritySentence.all ? "all tables" : item.table,
      claimed: "row security on",
      revision: item.commit?.id
    )
    if let tip = states[1], tip.isOn {
      claim.verdictAtTip = .holds
      claim.actualAtTip = "row security on"
    }
    guard let revision = item.commit?.id, let then = states[0] else {
      claim.reason =
        item.commit?.id == nil
        ? "the sentence is not committed" : "no SQL file makes the table at that commit"
      return claim
    }
    claim.reason = then.reason
    if then.isOn {
      claim.verdict = .holds
      claim.actual = "row security on"
    }
    if let path = then.path {
      let place = ShellWord.quoted("\(revision.prefix(12)):\(path)")
      claim.command = "git show \(place) | grep -in 'row level security'"
    }
    return claim
  }
}
