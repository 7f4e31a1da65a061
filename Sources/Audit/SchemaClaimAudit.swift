import Facts
import Record
import Workspace

/// Gives every sentence about models, and about what a schema or migration file holds, its verdict.
struct SchemaClaimAudit {
  private enum Subject {
    case count(SchemaCountSentence)
    case model(ModelSentence)
  }

  private struct Case {
    var subject: Subject
    var file: AuditSource.File
    var line: Int
    /// Why it is not to be called false, whatever the files say.
    var doubt: String?
    var commit: GitBlame.Commit?
    /// Files that may be meant, relative to the top.
    var paths: [String]
  }

  private let source: AuditSource
  private let files: FileVersions
  private var readings: [String: SchemaReading] = [:]
  private var cases: [Case] = []
  /// Schema files of all times, relative to the top.
  private let schemas: [String]

  static func claims(
    in source: AuditSource,
    _ contexts: [ClaimContext],
    _ versions: FileVersions
  ) throws(GitError) -> [AuditClaim] {
    var audit = SchemaClaimAudit(source, versions)
    for (file, context) in zip(source.files, contexts) { audit.collect(file, context) }
    guard !audit.cases.isEmpty else { return [] }
    try audit.load()
    return audit.cases.compactMap { audit.claim($0) }
  }

  private init(_ source: AuditSource, _ versions: FileVersions) {
    self.source = source
    files = versions
    schemas = source.history.changes.keys.filter { $0.hasSuffix(".prisma") }.sorted()
  }

  // MARK: Collecting

  private mutating func collect(_ file: AuditSource.File, _ context: ClaimContext) {
    for line in 1...file.text.lineStarts.count where context.isText(line) {
      let text = context.text(line)
      guard text.utf8.contains(0x28) || text.utf8.contains(where: { (0x30...0x39).contains($0) })
      else { continue }
      for sentence in ModelSentence.find(in: text) {
        add(.model(sentence), schemas, nil, file, context, line)
      }
      guard context.table(of: line) == nil else { continue }
      for sentence in counts(line, text, context) {
        let (paths, isExact) = files.meanings(of: sentence.subject)
        let isWhole = isExact && sentence.subject.path.contains("/")
        let isEnd = paths.allSatisfy { $0.hasSuffix("/\(sentence.subject.path)") }
        let doubt =
          isWhole || isEnd && paths.count == 1
          ? nil : "several files, or none, may be meant"
        add(.count(sentence), paths, sentence.doubt ?? doubt, file, context, line)
      }
    }
  }

  /// The counts of a line that names its file, or of one that stands right under a line that does.
  private func counts(_ line: Int, _ text: String, _ context: ClaimContext) -> [SchemaCountSentence]
  {
    let tokens = ClaimLexer.tokens(of: text)
    if text.contains(".sql") || text.contains(".prisma") {
      return SchemaCountSentence.find(in: tokens)
    }
    guard SchemaCountSentence.mayCount(tokens), !tokens.contains(where: { $0.path != nil }) else {
      return []
    }
    if let total = SchemaCountSentence.total(in: tokens), schemas.count == 1,
      let path = schemas.first,
      let mention = PathMention(source.repository.relative(path) ?? path)
    {
      return [
        SchemaCountSentence(
          subject: mention,
          count: total,
          unit: .models,
          doubt: "it names no schema"
        )
      ]
    }
    // The item that it is nested in, else the line above.
    let parent = context.leads(of: line).first
    if let parent, parent < line, context.isText(parent),
      let path = SchemaCountSentence.subject(in: ClaimLexer.tokens(of: context.text(parent)))
    {
      return SchemaCountSentence.find(in: tokens, below: path)
    }
    guard line > 1, context.isText(line - 1),
      let path = SchemaCountSentence.subject(in: ClaimLexer.tokens(of: context.text(line - 1)))
    else { return [] }
    return SchemaCountSentence.find(in: tokens, below: path).map { sentence in
      var sentence = sentence
      sentence.doubt = sentence.doubt ?? "its file is named in the line above"
      return sentence
    }
  }

  private mutating func add(
    _ subject: Subject,
    _ paths: [String],
    _ doubt: String?,
    _ file: AuditSource.File,
    _ context: ClaimContext,
    _ line: Int
  ) {
    let commit = file.blame.commit(ofLine: line)
    var isNew = paths.contains { path in
      let own = source.history.changes[path]?.first {
        source.history.commits[$0.commit].id == commit?.id
      }
      return own.map { $0.old == nil } ?? false
    }
    // What is said of a model's schema is no number that could count changes.
    if case .model(let sentence) = subject, sentence.schema != nil { isNew = true }
    let tokens = ClaimLexer.tokens(of: context.text(line))
    let leads = context.cautionLines(of: line).map { ClaimLexer.tokens(of: $0) }
    var doubt = doubt
    if context.isOpenBox(line) { doubt = doubt ?? "its box is open" }
    if tokens.contains(where: { $0.word.map(Self.negations.contains) ?? false }) {
      doubt = doubt ?? "it may speak of what is missing"
    }
    doubt = doubt ?? Caution.reason(sentence: tokens, leads: leads, isNew: isNew)
    cases.append(
      Case(subject: subject, file: file, line: line, doubt: doubt, commit: commit, paths: paths)
    )
  }

  private static let negations: Set<String> = [
    "no", "without", "missing", "lacks", "lacking", "needs", "except", "only", "some", "most",
  ]

  private mutating func load() throws(GitError) {
    let asked = cases.filter { $0.paths.count <= FileVersions.mostMeanings }
    var wanted: [(revision: String, path: String)] = []
    var paths: Set<String> = []
    for item in asked {
      for path in item.paths {
        paths.insert(path)
        if let revision = item.commit?.id { wanted.append((revision, path)) }
        if let tip = source.tip { wanted.append((tip, path)) }
      }
    }
    try files.load(wanted)
    var blobs: [String: String] = [:]
    for path in paths {
      for change in source.history.changes[path] ?? [] {
        for blob in [change.old, change.new] {
          if let blob { blobs[blob] = path }
        }
      }
    }
    let ordered = blobs.sorted { $0.key < $1.key }
    let objects = try source.repository.objects(ordered.map(\.key))
    let texts = zip(ordered, objects).compactMap { blob, object -> (String, SourceText)? in
      guard case .blob(let bytes) = object else { return nil }
      return (blob.key, SourceText(path: blob.value, bytes: bytes))
    }
    let read = texts.parallelMap { SchemaReading($0.1) }
    for ((blob, _), reading) in zip(texts, read) { readings[blob] = reading }
  }

  // MARK: Judging

  /// What one version says: nil where it has nothing to do with the claim.
  private struct Answer {
    var match: SchemaMatch
    var actual: String?
  }

  private func answer(_ subject: Subject, _ blob: String?) -> Answer? {
    guard let reading = blob.flatMap({ readings[$0] }) else { return nil }
    switch subject {
    case .count(let sentence):
      return Answer(
        match: reading.match(sentence.count, of: sentence.unit),
        actual: reading.count(of: sentence.unit).map { "\($0) \(sentence.unit.rawValue)" }
      )
    case .model(let sentence) where sentence.name == ModelSentence.all:
      let (all, inSchema) = reading.models(in: sentence.schema ?? "")
      guard all > 0 else { return nil }
      // Those may be meant that were just made.
      return Answer(
        match: all == inSchema
          ? .holds : .untold("\(inSchema) of \(all) models have it, and some may be meant"),
        actual: "\(inSchema) of \(all) models"
      )
    case .model(let sentence):
      let models = reading.models(named: sentence.name)
      guard let model = models.first else { return nil }
      if models.count > 1 { return Answer(match: .untold("there are several models of that name")) }
      if let lines = sentence.lines {
        return Answer(
          match: Self.match(lines, model),
          actual: "lines \(model.line)-\(model.endLine)"
        )
      }
      return Answer(
        match: model.schema == sentence.schema ? .holds : .differs,
        actual: model.schema.map { "@@schema(\"\($0)\")" } ?? "no @@schema"
      )
    }
  }

  /// A model of the claimed length at another place may have been read before lines above it came or went.
  private static func match(_ lines: ClosedRange<Int>, _ model: PrismaModel) -> SchemaMatch {
    if lines == model.line...model.endLine { return .holds }
    if abs(lines.lowerBound - model.line) <= 1, abs(lines.upperBound - model.endLine) <= 1 {
      return .near
    }
    if abs(lines.count - (model.endLine - model.line + 1)) <= 1 {
      return .untold("it has as many lines at another place")
    }
    // Comments above a model, or a part of it.
    if lines.overlaps(model.line...model.endLine) {
      return .untold("it may count what stands around the model, or a part of it")
    }
    return .differs
  }

  private func claim(_ item: Case) -> AuditClaim? {
    var claim = AuditClaim(
      path: item.file.document.path,
      line: item.line,
      agent: item.file.agent(ofLine: item.line),
      kind: .model,
      text: item.file.text.text(ofLine: item.line).trimmedOfBlanks,
      subject: nil,
      claimed: "",
      revision: item.commit?.id
    )
    switch item.subject {
    case .count(let sentence):
      claim.kind = .count
      claim.subject = sentence.subject.path
      claim.claimed = "\(sentence.count) \(sentence.unit.rawValue)"
    case .model(let sentence):
      claim.subject = sentence.name == ModelSentence.all ? "all models" : sentence.name
      claim.claimed =
        sentence.lines.map { "lines \($0.lowerBound)-\($0.upperBound)" }
        ?? "@@schema(\"\(sentence.schema ?? "")\")"
      // A word with a capital that was never a model is none.
      if sentence.lines == nil, allAnswers(item).isEmpty { return nil }
    }
    judge(item, &claim)
    return claim
  }

  private func judge(_ item: Case, _ claim: inout AuditClaim) {
    guard item.paths.count <= FileVersions.mostMeanings else {
      claim.reason = "it may mean many files"
      return
    }
    guard let revision = item.commit?.id else {
      claim.reason = "the sentence is not committed"
      return
    }
    let there = item.paths.compactMap { path in
      answer(item.subject, files.blob(path, at: revision)).map { (path: path, answer: $0) }
    }
    judgeTip(item, &claim)
    guard let first = there.first else {
      claim.reason = "the repository holds nothing of that name at that commit"
      return
    }
    guard there.count == 1 else {
      claim.reason = "several files may be meant: \(there.map(\.path).joined(separator: ", "))"
      return
    }
    claim.actual = first.answer.actual
    claim.command = Self.command(item.subject, revision, first.path, first.answer)
    if first.answer.match == .holds {
      claim.verdict = .holds
      return
    }
    if allAnswers(item).contains(where: { $0.match == .holds }) {
      claim.reason = "true of another version, so it may be older than its commit"
      return
    }
    if case .untold(let reason) = first.answer.match {
      claim.reason = reason
      return
    }
    if let doubt = item.doubt {
      claim.reason = doubt
      return
    }
    if source.repository.isShallow {
      claim.reason = "the clone is shallow: its history is cut off"
      return
    }
    if first.answer.match == .near {
      claim.verdict = .offByOne
      return
    }
    for answer in allAnswers(item) {
      guard case .untold(let reason) = answer.match else { continue }
      claim.reason = "\(reason), in another version"
      return
    }
    claim.verdict = .fails
  }

  private func judgeTip(_ item: Case, _ claim: inout AuditClaim) {
    guard let tip = source.tip else { return }
    let there = item.paths.compactMap { answer(item.subject, files.blob($0, at: tip)) }
    guard there.count == 1, let answer = there.first else { return }
    claim.actualAtTip = answer.actual
    switch answer.match {
    case .holds: claim.verdictAtTip = .holds
    case .near where item.doubt == nil: claim.verdictAtTip = .offByOne
    case .differs where item.doubt == nil: claim.verdictAtTip = .fails
    case .near, .differs, .untold: break
    }
  }

  /// Of every version of the files that may be meant.
  private func allAnswers(_ item: Case) -> [Answer] {
    item.paths.flatMap { path in
      (source.history.changes[path] ?? []).flatMap { change in
        [change.old, change.new].compactMap { answer(item.subject, $0) }
      }
    }
  }

  /// What prints the place, or the file.
  private static func command(
    _ subject: Subject,
    _ revision: String,
    _ path: String,
    _ answer: Answer
  ) -> String {
    let show = "git show \(ShellWord.quoted("\(revision.prefix(12)):\(path)"))"
    switch subject {
    case .count(let sentence):
      let words: [SchemaCountSentence.Unit: String] = [
        .tables: "create table", .policies: "create policy", .indexes: "create .*index",
        .models: "^model ",
      ]
      return "\(show) | grep -ic '\(words[sentence.unit] ?? "")'"
    case .model(let sentence):
      return sentence.name == ModelSentence.all
        ? "\(show) | grep -c '@@schema'" : "\(show) | grep -n -A 60 '^model \(sentence.name) '"
    }
  }
}
