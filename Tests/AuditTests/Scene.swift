import Audit
import Facts
import TestSupport

/// A repository with a record, grown commit by commit, and what the audit says of it.
final class Scene {
  static let record = "feedback/data/2026-01-10.md"

  let repository: TestRepository
  private var moment = Timestamp(secondsSinceEpoch: 1_768_000_000)
  private var text = "# Data\n\n## 2026-01-09T20:00:00Z — Data: work\n\n"

  init() throws {
    repository = try TestRepository()
  }

  /// Lines of text, as many as asked for.
  static func lines(_ count: Int) -> String {
    (0..<count).map { "line \($0)\n" }.joined()
  }

  /// Writes a file of so many lines.
  func file(_ path: String, _ lines: Int) throws {
    try repository.write(Self.lines(lines), to: path)
  }

  /// Writes behind the record, without a commit.
  func say(_ sentences: String...) throws {
    text += sentences.map { $0 + "\n\n" }.joined()
    try repository.write(text, to: Self.record)
  }

  @discardableResult
  func commit(after seconds: Int = 60) throws -> String {
    moment = moment + seconds
    return try repository.commit("change", at: moment)
  }

  func claims() throws -> [AuditClaim] {
    try ClaimAudit.claims(in: AuditSource.reading(repository))
  }

  /// The verdicts in the order of the record, each with its reason where it cannot be told.
  func verdicts() throws -> [AuditClaim.Verdict] {
    try claims().map(\.verdict)
  }
}
