import Facts
import Foundation
import TestSupport
import Testing

/// A migration that was changed after the record said something of it.
@Suite struct MigrationChangeTests {
  private static let path = "supabase/migrations/20260102080000_crates.sql"
  private static let sql = "CREATE TABLE crates (id int PRIMARY KEY);\n"
  private static let record = "feedback/yard/2026-01-02.md"
  private static let direction = """
    # Yard Direction

    ### YARD-001: Crates

    ```sql
    CREATE TABLE crates (id int PRIMARY KEY);
    ```

    """

  private let repository: TestRepository

  init() throws {
    repository = try TestRepository()
    try repository.folder.write(Self.sql, to: Self.path)
    try repository.folder.write(Self.direction, to: "docs/directions/yard.md")
    try commit(at: "09:00")
  }

  private func commit(at time: String) throws {
    try repository.commit("x", at: try #require(Timestamp(iso8601: "2026-01-02T\(time):00Z")))
  }

  private func say(_ line: String, at time: String) throws {
    try repository.folder.write(
      "# Yard\n\n## 2026-01-02T\(time):00Z — Yard: YARD-001\n\n\(line)\n",
      to: Self.record
    )
  }

  private struct Listing: Decodable {
    struct Migration: Decodable {
      struct Step: Decodable {
        var changedSince: Bool?
        var changedSinceReason: String?
        var changedIn: String?
      }
      var state: String
      var approved, applied: Step?
      var remarks: [String]
    }
    var migrations: [Migration]
  }

  private var tool: BuiltTool {
    BuiltTool(folder: repository.folder.path, now: "2026-01-02T14:00:00Z")
  }

  private func listed() throws -> Listing.Migration {
    let output = try tool.run(["list", "migrations", "--format", "json"]).output
    #expect(try Contract.violations(of: "migrations", in: output) == "")
    let listing = try JSONDecoder().decode(Listing.self, from: Data(output.utf8))
    return try #require(listing.migrations.first)
  }

  @Test func anApprovalIsOfTheFileThatItsCommitHolds() throws {
    try say("CEO approved `20260102080000_crates.sql`", at: "10:00")
    try commit(at: "10:30")
    let before = try listed()
    #expect(before.state == "approved")
    #expect(before.approved?.changedSince == false)

    try repository.folder.write(Self.sql + "-- more\n", to: Self.path)
    let edited = try listed()
    #expect(edited.state == "written")
    #expect(edited.approved?.changedSince == true)
    #expect(edited.approved?.changedIn == nil)

    try commit(at: "11:00")
    #expect(try listed().approved?.changedIn?.count == 40)
    for command in [["list", "migrations"], ["checklist"]] {
      #expect(try tool.run(command).output.contains("approved, changed since"), "\(command)")
    }
    let report = try tool.run(["report", "--agent", "yard", "--dry-run", "--no-commands"]).output
    #expect(report.contains("approved by CEO"))
    #expect(report.contains("changed since in "))

    // Taken back, it is what was approved.
    try repository.folder.write(Self.sql, to: Self.path)
    try commit(at: "11:30")
    #expect(try listed().state == "approved")
  }

  /// The file was changed after the stamp, and committed together with the line.
  @Test func anApprovalIsOfTheFileAsItWasAtItsStamp() throws {
    try say("CEO approved `20260102080000_crates.sql`", at: "10:00")
    try repository.folder.write(Self.sql + "-- more\n", to: Self.path)
    try commit(at: "11:00")
    #expect(try listed().approved?.changedSince == true)
  }

  @Test func whatIsNotCommittedTellsNothing() throws {
    try repository.folder.write(
      "# Yard\n\nCEO approved `20260102080000_crates.sql`\n",
      to: Self.record
    )
    let standing = try listed()
    #expect(standing.state == "approved")
    #expect(standing.approved?.changedSince == nil)
    #expect(standing.approved?.changedSinceReason == "that line is not committed")
  }

  @Test func anotherVersionWasAppliedThanWasApproved() throws {
    try say("CEO approved `20260102080000_crates.sql`", at: "10:00")
    try commit(at: "10:10")
    try repository.folder.write(Self.sql + "-- more\n", to: Self.path)
    try commit(at: "11:00")
    let text = try repository.folder.text(of: Self.record)
    try repository.folder.write(
      text
        + "\n## 2026-01-02T12:00:00Z — Yard: YARD-001\n\nManager applied `20260102080000_crates.sql`\n",
      to: Self.record
    )
    try commit(at: "12:10")
    let standing = try listed()
    #expect(standing.state == "applied")
    #expect(standing.applied?.changedSince == false)
    #expect(standing.remarks == ["what was approved is another version than what was applied"])
  }
}
