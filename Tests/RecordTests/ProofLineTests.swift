import Facts
import MarkdownTree
import Testing

@testable import Record

/// Proofs as entries tell them, and what only looks like one.
@Suite struct ProofLineTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)
  private static let rehearsal = """
    # Ops — 2026-01-02

    ## 09:10 - Rehearsal: 1 of 3 migrations applied
    **Database**: PostgreSQL 15.8, a server of its own

    **Migrations**:
    - db/1_a.sql: applied
    - db/2_b.sql: failed at line 12: relation "x: applied" does not exist
    - db/3_c.sql: skipped: it comes after db/2_b.sql

    **Tables**:
    - public.crates: exists, row security on, insert passed, query not tried; query: query passed, query passed
    - public.lids: exists, row security off, insert failed, query failed; insert: no
    - public.bolts: does not exist: db/2_b.sql failed

    **Commit**: 0123456789ab
    **Fingerprint**: sha256:\(digest) of 3 files

    """

  private func traces(_ text: String) -> RecordTraces {
    let file = SourceFile(path: "feedback/ops/2026-01-02.md", text: text)
    let record = RecordReader(agents: ["ops"]).read(files: [file])
    return record.documents[0].traces
  }

  @Test func aRehearsalIsReadBack() throws {
    let trial = try #require(traces(Self.rehearsal).trials.first)
    #expect(trial.kind == .rehearsal)
    #expect(trial.place == RecordPlace(path: "feedback/ops/2026-01-02.md", line: 3))
    #expect(trial.timestamp == Timestamp(iso8601: "2026-01-02T09:10:00Z"))
    #expect(trial.database == "PostgreSQL 15.8, a server of its own")
    #expect(trial.commit == "0123456789ab")
    #expect(trial.fingerprint == Self.digest)
    #expect(
      trial.files.map(\.outcome) == [
        .applied, .failed(line: 12, message: "relation \"x: applied\" does not exist"), .skipped,
      ]
    )
    #expect(trial.tables.map(\.name) == ["public.crates", "public.lids", "public.bolts"])
    #expect(trial.tables.map(\.exists) == [true, true, false])
    #expect(trial.tables.map(\.rowSecurity) == [true, false, nil])
    #expect(trial.tables.map(\.inserted) == [true, false, nil])
    // What a database said behind the semicolon decides nothing.
    #expect(trial.tables.map(\.queried) == [nil, false, nil])
  }

  @Test func commandsAreReadBack() throws {
    let commands = traces(
      """
      ## 2026-01-02T09:10:00Z — Ops: Crates

      **Evidence**:
      - Validation: prisma validate → PASS (version 6.19.0), read sha256:\(Self.digest)
      - Validation: prisma format → FAIL (version 6.19.0): prisma/schema.prisma would change, read sha256:\(Self.digest)
      - Validation: prisma validate → PASS (version 6.19.0)
      - Commit: 0123456789ab on main, nothing uncommitted

      """
    ).commands
    #expect(commands.map(\.name) == ["prisma validate", "prisma format"])
    #expect(commands.map(\.passed) == [true, false])
    #expect(commands.map(\.commit) == ["0123456789ab", "0123456789ab"])
    #expect(commands.map(\.place.line) == [4, 5])
    #expect(
      commands.map(\.timestamp) == [
        Timestamp(iso8601: "2026-01-02T09:10:00Z"), commands[1].timestamp,
      ]
    )
  }

  @Test func codeCommentsAndShortDigestsProveNothing() {
    let fenced = Self.rehearsal.split(separator: "\n", omittingEmptySubsequences: false)
    let body = fenced.dropFirst(3).joined(separator: "\n")
    let head = fenced.prefix(3).joined(separator: "\n")
    #expect(traces("\(head)\n```\n\(body)\n```\n").trials == [])
    #expect(traces("\(head)\n<!--\n\(body)\n-->\n").trials == [])
    let short = Self.rehearsal.split(separator: Self.digest).joined(separator: "0123456789abcdef")
    #expect(short != Self.rehearsal)
    #expect(traces(short).trials == [])
    let other = Self.rehearsal.split(separator: "Rehearsal").joined(separator: "Dress rehearsal")
    #expect(traces(other).trials == [])
  }

  @Test func manyFingerprintsOfOneEntryEndInTime() {
    let line = "**Fingerprint**: sha256:\(Self.digest) of 3 files\n"
    let text = "## 09:10 - Rehearsal\n" + String(repeating: line, count: 4_000)
    let took = ContinuousClock().measure { #expect(traces(text).trials.count == 1) }
    #expect(took < .seconds(20))
  }
}
