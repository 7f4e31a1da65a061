package import Configuration
package import Facts
import Record
package import Workspace

/// Outcomes of configured commands that the record tells.
///
/// A command is repeated by its name, on the tree as it is: it says nothing of an earlier commit, and a
/// failure here may be this machine's. So an outcome is true where the command repeats it, and never false
/// at the commit that told it.
package enum OutcomeAudit {
  /// Every sentence that names a command and one outcome.
  ///
  /// - Parameters:
  ///   - source: the record.
  ///   - commands: those of the configuration.
  ///   - runs: what came of them just now; nil when they were not repeated.
  /// - Throws: `GitError` when git does not say whether the work tree is the tip.
  /// - Returns: the claims, by file and line.
  package static func claims(
    in source: AuditSource,
    of commands: [CommandSettings],
    runs: [CommandRun]?
  ) throws(GitError) -> [AuditClaim] {
    let isTip = runs == nil ? false : try !source.repository.status().isDirty
    let names = commands.map { CommandWords($0) }
    var claims: [AuditClaim] = []
    for file in source.files {
      let context = ClaimContext(file)
      for line in 1...file.text.lineStarts.count where context.isText(line) {
        let text = context.text(line)
        guard let (command, rest) = Self.command(named: text, names),
          let claimed = CommandWords.outcome(ClaimLexer.tokens(of: rest)),
          !context.isOpenBox(line)
        else { continue }
        var claim = AuditClaim(
          path: file.document.path,
          line: line,
          agent: file.agent(ofLine: line),
          kind: .command,
          text: text.trimmedOfBlanks,
          subject: command.name,
          claimed: claimed.rawValue,
          revision: file.blame.commit(ofLine: line)?.id
        )
        judge(&claim, claimed, runs?.first { $0.name == command.name }, source, isTip: isTip)
        claims.append(claim)
      }
    }
    return claims
  }

  /// The first command that a line names, and the line without it.
  private static func command(
    named text: String,
    _ names: [CommandWords]
  ) -> (CommandWords, rest: String)? {
    for name in names {
      if let rest = name.rest(of: text) { return (name, rest) }
    }
    return nil
  }

  private static func judge(
    _ claim: inout AuditClaim,
    _ claimed: CommandRun.Outcome,
    _ run: CommandRun?,
    _ source: AuditSource,
    isTip: Bool
  ) {
    guard let run else {
      claim.reason = "outcomes are repeated with --rerun only"
      return
    }
    claim.command = run.argv.map { ShellWord.quoted($0) }.joined(separator: " ")
    guard run.outcome != .notRun else {
      claim.reason = "the command could not be repeated: \(run.reason ?? "no reason is given")"
      return
    }
    claim.actualAtTip = run.outcome.rawValue
    claim.verdictAtTip = run.outcome == claimed ? .holds : .fails
    let isNow = claim.revision == nil || claim.revision == source.tip && isTip
    if isNow, run.outcome == claimed {
      claim.verdict = .holds
      claim.actual = run.outcome.rawValue
    } else if isNow {
      claim.reason = "it \(run.outcome.rawValue) here, which may be this machine's"
    } else {
      claim.reason = "the command is repeated at the tip only"
    }
  }
}

/// How sentences name one command.
struct CommandWords {
  let name: String
  /// In lower case.
  private let spellings: [String]

  init(_ command: CommandSettings) {
    name = command.name
    let spelling = command.name.lowercased()
    switch command.kind {
    case .prismaValidate: spellings = ["prisma validate"]
    case .prismaFormat: spellings = ["prisma format"]
    case .custom:
      // `test` alone stands in many sentences; what it runs does not.
      let whole = command.argv.joined(separator: " ").lowercased()
      spellings = spelling.contains(" ") ? [spelling, whole] : ["`\(spelling)`", whole]
    }
  }

  /// The line in lower case without the first spelling that stands in it as whole words; nil when none does.
  func rest(of text: String) -> String? {
    let lower = Array(text.lowercased().utf8)
    for spelling in spellings {
      guard let range = Self.range(of: Array(spelling.utf8), in: lower) else { continue }
      let before = String(decoding: lower[..<range.lowerBound], as: UTF8.self)
      return before + " " + String(decoding: lower[range.upperBound...], as: UTF8.self)
    }
    return nil
  }

  private static func range(of word: [UInt8], in text: [UInt8]) -> Range<Int>? {
    guard let first = word.first, word.count <= text.count else { return nil }
    for start in 0...(text.count - word.count)
    where text[start] == first && text[start..<start + word.count].elementsEqual(word) {
      let end = start + word.count
      // `test:ci` is another command than `test`.
      let isLonger =
        end + 1 < text.count && text[end] == UInt8(ascii: ":") && isLetter(text[end + 1])
      if start == 0 || !isLetter(text[start - 1]), end == text.count || !isLetter(text[end]),
        !isLonger
      {
        return start..<end
      }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// The one outcome that a sentence tells; nil for none, for both, and for a sentence of something else.
  static func outcome(_ tokens: [ClaimToken]) -> CommandRun.Outcome? {
    guard Caution.reason(sentence: tokens, leads: [], isNew: true) == nil else { return nil }
    let words = Set(tokens.compactMap(\.word))
    let isPassed = !words.isDisjoint(with: passed)
    let isFailed = !words.isDisjoint(with: failed)
    return isPassed == isFailed ? nil : isPassed ? .passed : .failed
  }

  private static let passed: Set<String> = [
    "pass", "passed", "passes", "passing", "success", "successful", "succeeded", "succeeds", "ok",
    "green", "valid", "clean",
  ]

  private static let failed: Set<String> = [
    "fail", "failed", "fails", "failing", "failure", "red", "broken", "invalid",
  ]
}
