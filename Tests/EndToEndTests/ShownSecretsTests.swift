import Facts
import Foundation
import TestSupport
import Testing

/// A secret that somebody wrote into the record by hand is not printed again, wherever it stands.
@Suite("Secrets that stand in the record")
struct ShownSecretsTests {
  private static let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
  private static let password = "Xk29vQzz81"
  private static let ofVault = "lantern-orbit-velvet-77"
  private static let text =
    "use \(token) and postgres" + "://app:\(password)@db.test:5432/main and \(ofVault)"

  private static func repository() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write("SOME_SETTING=\(ofVault)\n", to: "vault/service.env")
    try repository.write(
      """
      # data

      ## 2026-01-12T08:00:00Z — Data: \(text)

      **Working On**: \(text)
      **Progress**: \(text)
      **Blockers**: waiting for the CEO, DATA-001, \(text)
      **Next**: \(text)

      - Migration: supabase/migrations/1_a.sql (9 lines) \(text)

      ## 09:00 - Context7: \(text)
      - Topic: \(text)
      - Key Learning: \(text)
      - Applied to: \(text)

      ## 09:20 - Blocker Report
      **Blocked On**: \(text)
      **What I Tried**: \(text)
      **Asking CEO**: which \(text)?
      **Moving To**: DATA-002

      ## 09:30 - Credential Request
      **Need**: \(text)
      **For**: \(text)

      - [ ] \(text)
      - [x] RLS policies included \(text)

      """,
      to: "feedback/data/2026-01-12.md"
    )
    try repository.write(
      """
      # Data

      ### DATA-001: \(text)

      **Create migration**: `supabase/migrations/1_a.sql`

      ## Definition of Done

      - [ ] RLS policies included \(text)

      """,
      to: "docs/directions/data.md"
    )
    try repository.write("CREATE TABLE a (id int);\n", to: "supabase/migrations/1_a.sql")
    try repository.commit("Start", at: Timestamp(secondsSinceEpoch: 1_768_204_800))
    return repository
  }

  @Test(
    "No command prints them, in no format",
    arguments: [
      ["status"], ["checklist"], ["checklist", "--all-lists"], ["list", "entries"],
      ["list", "blockers"], ["list", "requests"], ["list", "notes"], ["list", "tasks"],
      ["list", "migrations"], ["check"], ["evidence", "--no-commands"], ["audit"],
      ["report", "--agent", "data", "--dry-run", "--no-commands"],
    ],
    ["text", "markdown", "json"]
  )
  func hidden(command: [String], format: String) throws {
    let repository = try Self.repository()
    let tool = BuiltTool(folder: repository.path, now: "2026-01-12T10:00:00Z")
    var arguments = command
    if command[0] != "report" || format == "json" { arguments += ["--format", format] }
    let result = try tool.run(arguments)
    #expect(result.status < 2, "\(result.diagnostics)")
    let printed = result.output + result.diagnostics
    #expect(!printed.isEmpty)
    for secret in [Self.token, Self.password, Self.ofVault] {
      #expect(!printed.contains(secret.prefix(10)), "\(command) \(format)")
    }
    if format == "json" {
      _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    }
  }

  @Test("What stands around them is printed, and where they stand")
  func kept() throws {
    let repository = try Self.repository()
    let tool = BuiltTool(folder: repository.path, now: "2026-01-12T10:00:00Z")
    let entries = try tool.run("list", "entries", "--format", "json").output
    #expect(entries.contains("use [redacted: github-token] and postgres://app:[redacted"))
    #expect(entries.contains("@db.test:5432/main and [redacted: vault-value]"))
    #expect(entries.contains("\"line\" : 5"))
    #expect(entries.contains("waiting for the CEO, DATA-001, use [redacted"))
    let status = try tool.run("status").output
    #expect(status.contains("[redacted: github-token]"))
    #expect(status.contains("feedback/data/2026-01-12.md:"))
  }
}
