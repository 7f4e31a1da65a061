import Facts
import Reports
import Templates
import TestSupport
import Testing

/// The formats of the direction document, to the letter.
@Suite struct OtherReportsTests {
  private static let now = Timestamp(secondsSinceEpoch: 1_768_219_500)  // 2026-01-12T12:05:00Z

  @Test func blocker() throws {
    let report = BlockerReport(
      timestamp: Self.now,
      blockedOn: "the migration of `loans` fails",
      tried: ["one", "two", "three"],
      vaultChecked: "yes, vault/: supabase",
      docsPulled: "Prisma (multi-schema)",
      inspected: ["searched `loans`: 2 hits: a.sql:1, b.sql:2"],
      person: "CEO",
      question: "which branch?",
      movingTo: "LEND-003"
    )
    let text = try ReportRenderer(.blocker, for: BlockerReport.self).render(report)
    #expect(try Golden.difference(text, from: "blocker.md") == nil)
  }

  @Test func credential() throws {
    let report = CredentialRequest(
      timestamp: Self.now,
      need: "card reader API key",
      purpose: "COUNTER-001",
      checked: "vault/ (not found)",
      status: "Paused, waiting for CEO"
    )
    let text = try ReportRenderer(.credential, for: CredentialRequest.self).render(report)
    #expect(try Golden.difference(text, from: "credential.md") == nil)
  }

  @Test func note() throws {
    let report = NoteReport(
      timestamp: Self.now,
      source: "Context7",
      library: "Prisma",
      topic: "multi-schema @@schema attribute",
      keyLearnings: ["every model needs @@schema(\"public\")", "names map"],
      appliedTo: ["prisma/schema.prisma (Tool, Loan)"]
    )
    let text = try ReportRenderer(.note, for: NoteReport.self).render(report)
    #expect(try Golden.difference(text, from: "note.md") == nil)
  }

  @Test func ready() throws {
    var report = ReadyReport(
      timestamp: Self.now,
      approver: "CEO",
      applier: "Manager",
      commit: "a1b2c3d4e5f6"
    )
    report.migrations = [
      .init(
        path: "db/001_tools.sql",
        lines: 21,
        text: "table `tools`, row security on, 2 policies, 1 index"
      )
    ]
    report.models = ["Tool with @@schema(\"public\") (prisma/schema.prisma lines 13-21)"]
    report.validation = ["prisma validate → PASS (version 6.19.0)"]
    report.outputs = [
      .init(name: "prisma validate", text: "The schema at prisma/schema.prisma is valid\n")
    ]
    let text = try ReportRenderer(.ready, for: ReadyReport.self).render(report)
    #expect(try Golden.difference(text, from: "ready.md") == nil)
  }
}
