import Facts

/// Reads the lines that name a fingerprint, as this tool writes them.
struct ProofLines {
  let source: SourceText
  let entry: Entry?
  /// The commit that the entry names; looked for once.
  private lazy var commit = namedCommit()

  init(_ source: SourceText, entry: Entry?) {
    self.source = source
    self.entry = entry
  }

  /// Reads a line that holds `sha256:`; one of another form says nothing.
  mutating func read(line: Int, into traces: inout RecordTraces) {
    if let entry, line > entry.endLine { return }
    guard let (label, text) = field(ofLine: line), let fingerprint = Self.fingerprint(in: text)
    else { return }
    switch label {
    case "Validation":
      if let command = command(text, line, fingerprint) { traces.commands.append(command) }
    case "Fingerprint":
      // One entry has one fingerprint.
      guard let entry, traces.trials.last?.place.line != entry.line else { return }
      if let trial = trial(fingerprint) { traces.trials.append(trial) }
    default: return
    }
  }

  // MARK: A command

  /// As in `prisma validate → PASS (version 6.19.0), read sha256:…`.
  private mutating func command(_ text: String, _ line: Int, _ fingerprint: String)
    -> RecordedCommand?
  {
    guard let arrow = text.range(" → ") else { return nil }
    let rest = text[arrow.upperBound...]
    let passed = rest.hasPrefix("PASS")
    guard passed || rest.hasPrefix("FAIL"), let mark = rest.range(", read \(Fingerprint.mark)")
    else { return nil }
    let remark = rest[..<mark.lowerBound].dropFirst(4).drop { " :".contains($0) }
    return RecordedCommand(
      name: String(text[..<arrow.lowerBound]),
      passed: passed,
      remark: remark.isEmpty ? nil : String(remark),
      place: RecordPlace(path: source.path, line: line),
      timestamp: entry?.timestamp,
      commit: commit,
      fingerprint: fingerprint
    )
  }

  // MARK: A rehearsal or a verification

  private mutating func trial(_ fingerprint: String) -> RecordedTrial? {
    guard let entry, let kind = Self.kind(ofTitle: entry.title) else { return nil }
    var trial = RecordedTrial(
      kind: kind,
      place: RecordPlace(path: source.path, line: entry.line),
      timestamp: entry.timestamp,
      fingerprint: fingerprint
    )
    trial.commit = commit
    var section = ""
    for line in entry.line...entry.endLine {
      if let (label, text) = field(ofLine: line), !isItem(line) {
        section = label
        if label == "Database" { trial.database = text }
        continue
      }
      guard isItem(line) else { continue }
      let text = String(source.text(ofLine: line).drop { $0 == " " }.dropFirst(2))
      switch section {
      case "Migrations": if let file = Self.file(text) { trial.files.append(file) }
      case "Tables": if let table = Self.table(text) { trial.tables.append(table) }
      default: continue
      }
    }
    return trial
  }

  private static func kind(ofTitle title: String) -> RecordedTrial.Kind? {
    if title == "Rehearsal" || title.hasPrefix("Rehearsal:") { return .rehearsal }
    if title == "Verification" || title.hasPrefix("Verification:") { return .verification }
    return nil
  }

  /// As in `path: applied`, `path: failed at line 3: message`, `path: skipped: reason`.
  static func file(_ text: String) -> RecordedTrial.File? {
    if text.hasSuffix(": applied") {
      return .init(path: String(text.dropLast(": applied".count)), outcome: .applied)
    }
    if let mark = text.range(": failed at line ") {
      let rest = text[mark.upperBound...]
      let line = Int(rest.prefix { $0.isNumber })
      let message = rest.drop { $0.isNumber }.drop { $0 == ":" || $0 == " " }
      return .init(
        path: String(text[..<mark.lowerBound]),
        outcome: .failed(line: line, message: String(message))
      )
    }
    guard let mark = text.range(": skipped") else { return nil }
    return .init(path: String(text[..<mark.lowerBound]), outcome: .skipped)
  }

  /// `public.tools: exists, row security on, insert passed, query passed; …`: what is told stands before the
  /// first semicolon, since anything may stand in a database's own words.
  static func table(_ text: String) -> RecordedTrial.Table? {
    if let mark = text.range(": does not exist") {
      return .init(name: String(text[..<mark.lowerBound]), exists: false)
    }
    guard let mark = text.range(": exists") else { return nil }
    var table = RecordedTrial.Table(name: String(text[..<mark.lowerBound]), exists: true)
    let rest = text[mark.upperBound...]
    let head = rest.prefix { $0 != ";" }
    let tail = rest.dropFirst(head.count).drop { $0 == ";" || $0 == " " }
    table.remark = tail.isEmpty ? nil : String(tail)
    for part in head.split(separator: ",") {
      switch String(part.drop { $0 == " " }) {
      case "row security on": table.rowSecurity = true
      case "row security off": table.rowSecurity = false
      case "insert passed": table.inserted = true
      case "insert failed": table.inserted = false
      case "query passed": table.queried = true
      case "query failed": table.queried = false
      case "as the migrations say": table.isAsStated = true
      case "not as the migrations say": table.isAsStated = false
      default: continue
      }
    }
    return table
  }

  // MARK: Lines

  private func namedCommit() -> String? {
    guard let entry else { return nil }
    for line in (entry.line...entry.endLine).reversed() {
      guard let (label, text) = field(ofLine: line), label == "Commit" else { continue }
      let id = text.prefix { $0.isHexDigit }
      return (7...64).contains(id.utf8.count) ? String(id) : nil
    }
    return nil
  }

  private func isItem(_ line: Int) -> Bool {
    source.text(ofLine: line).drop { $0 == " " }.hasPrefix("- ")
  }

  /// `**Label**: text`, `- Label: text`; nil for any other line.
  private func field(ofLine line: Int) -> (label: String, text: String)? {
    var text = source.text(ofLine: line).drop { $0 == " " }
    if text.hasPrefix("- ") { text = text.dropFirst(2) }
    guard let colon = text.firstIndex(of: ":") else { return nil }
    var label = text[..<colon]
    if label.hasPrefix("**") { label = label.dropFirst(2) }
    if label.hasSuffix("**") { label = label.dropLast(2) }
    guard !label.isEmpty, label.utf8.count <= 40 else { return nil }
    return (String(label), String(text[text.index(after: colon)...].drop { $0 == " " }))
  }

  /// The 64 digits behind the last `sha256:` of a text.
  private static func fingerprint(in text: String) -> String? {
    var rest = text[...]
    var found: String?
    while let mark = rest.range(Fingerprint.mark) {
      rest = rest[mark.upperBound...]
      let digits = rest.prefix { $0.isHexDigit && !$0.isUppercase }
      if digits.utf8.count == 64 { found = String(digits) }
    }
    return found
  }
}

extension StringProtocol {
  /// The first place of a text.
  fileprivate func range(_ other: String) -> Range<Index>? {
    guard let first = other.first else { return nil }
    var index = startIndex
    while let start = self[index...].firstIndex(of: first) {
      if self[start...].hasPrefix(other) {
        return start..<self.index(start, offsetBy: other.count)
      }
      index = self.index(after: start)
    }
    return nil
  }
}
