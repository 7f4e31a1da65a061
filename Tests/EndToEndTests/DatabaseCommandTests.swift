import Foundation
import TestSupport
import Testing

/// What `rehearse` and `verify` print, on the example with a migration that PostgreSQL refuses.
@Suite(
  .serialized,
  .enabled(if: PostgresServer.isWanted, "no PostgreSQL, and SITREP_WITHOUT_POSTGRES is set")
)
struct DatabaseCommandTests {
  private static let now = "2026-01-12T12:05:00Z"
  private static let broken = "supabase/migrations/20260112110000_fines.sql"

  /// The example, and a file whose second statement names what is not there.
  private func example() throws -> ExampleRepository {
    let example = try ExampleRepository()
    try example.write(
      """
      CREATE TABLE fines (id int PRIMARY KEY, loan_id int NOT NULL);
      CREATE INDEX fines_by_member ON fines (member_id);

      """,
      to: Self.broken
    )
    return example
  }

  /// The version of the server that happens to be installed does not belong into a golden file.
  private func normalized(_ text: String, version: String) -> String {
    text.replacingOccurrences(of: version, with: "VERSION")
  }

  private struct Rehearsal: Decodable {
    struct Server: Decodable { var version: String }
    var server: Server
  }

  private struct Verification: Decodable {
    var serverVersion: String
  }

  @Test func rehearseListsWhatAppliedAndWhatFailed() throws {
    let example = try example()
    let tool = example.tool(at: Self.now)
    let json = try tool.run("rehearse", "--format", "json")
    #expect(json.status == 1)
    #expect(json.diagnostics == "")
    #expect(try Contract.violations(of: "rehearsal", in: json.output) == "")
    let version = try JSONDecoder().decode(Rehearsal.self, from: Data(json.output.utf8)).server
      .version
    #expect(
      try Golden.difference(normalized(json.output, version: version), from: "rehearse.json") == nil
    )
    for format in ["text", "markdown"] {
      let result = try tool.run("rehearse", "--format", format)
      #expect(result.status == 1)
      #expect(result.output.contains("\(Self.broken):2"))
      #expect(result.output.contains("column \"member_id\" does not exist"))
      #expect(
        try Golden.difference(
          normalized(result.output, version: version),
          from: "rehearse.\(format)"
        )
          == nil
      )
    }
  }

  @Test func verifyNamesWhatALiveDatabaseHasOtherwise() throws {
    let example = try example()
    try PostgresServer.run { server in
      let tools = try example.text(of: "supabase/migrations/20260112090000_create_tools.sql")
      let applied = try server.run(
        script: tools + "ALTER TABLE tools ADD COLUMN shelf text;\n"
          + "ALTER TABLE tools DISABLE ROW LEVEL SECURITY;\nCREATE TABLE extra (id int);\n",
        stopOnError: true
      )
      try #require(applied.succeeded, "\(applied.errors)")
      let tool = example.tool(at: Self.now, environment: ["DATABASE_URL": server.url])
      let json = try tool.run("verify", "--format", "json")
      #expect(json.status == 1)
      #expect(json.diagnostics == "")
      #expect(try Contract.violations(of: "verify", in: json.output) == "")
      #expect(!json.output.contains(server.url))
      let version = try JSONDecoder().decode(Verification.self, from: Data(json.output.utf8))
        .serverVersion
      #expect(
        try Golden.difference(normalized(json.output, version: version), from: "verify.json") == nil
      )
      for format in ["text", "markdown"] {
        let result = try tool.run("verify", "--format", format)
        #expect(result.status == 1)
        #expect(
          try Golden.difference(
            normalized(result.output, version: version),
            from: "verify.\(format)"
          )
            == nil
        )
      }
    }
  }
}

/// The migrations of a real repository on a real server.
@Suite(
  .enabled(if: CorpusClone.data != nil, "SITREP_CORPUS is not set: no real migrations to rehearse"),
  .enabled(if: PostgresServer.isWanted, "no PostgreSQL, and SITREP_WITHOUT_POSTGRES is set")
)
struct RealRehearsalTests {
  private struct Rehearsal: Decodable {
    struct Failure: Decodable { var message: String }
    struct File: Decodable {
      var path, outcome: String
      var error: Failure?
    }
    struct Difference: Decodable {}
    struct Table: Decodable {
      var name: String
      var exists: Bool?
      var differences: [Difference]
    }
    var files: [File]
    var tables: [Table]
  }

  @Test func everyFileHasItsOutcomeAndFactsAgreeWithTheCatalog() throws {
    let clone = try CorpusClone()
    let result = try BuiltTool(folder: clone.path, now: nil).run("rehearse", "--format", "json")
    #expect(try Contract.violations(of: "rehearsal", in: result.output) == "")
    let rehearsal = try JSONDecoder().decode(Rehearsal.self, from: Data(result.output.utf8))
    let applied = rehearsal.files.filter { $0.outcome == "applied" }
    let failed = rehearsal.files.filter { $0.outcome == "failed" }
    #expect(applied.count > 10)
    #expect(failed.count > 0)
    #expect(result.status == 1)
    for file in failed {
      let message = try #require(file.error?.message, "\(file.path)")
      #expect(!message.isEmpty)
    }
    for file in applied { #expect(file.error == nil) }
    // What the files say of a table, folded over those that applied, is what the catalog says.
    let standing = rehearsal.tables.filter { $0.exists == true }
    #expect(standing.count > 10)
    #expect(standing.filter { !$0.differences.isEmpty }.map(\.name) == [])
  }
}
