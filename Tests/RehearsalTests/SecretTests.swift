import Foundation
import TestSupport
import Testing

@testable import Rehearsal

/// What a URL holds never comes out, whatever is wrong with it.
@Suite struct SecretTests {
  private static let password = "s3cr3t-Pa55"

  private func repository() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write("CREATE TABLE a (id int);\n", to: "supabase/migrations/0001_a.sql")
    return folder
  }

  @Test(arguments: [
    "postgresql://alice:s3cr3t-Pa55@127.0.0.1:1/shop", "postgres://alice:s3cr3t-Pa55@[bad/shop",
    "postgresql://alice:s3cr3t-Pa55@db.invalid/shop?sslmode=s3cr3t-Pa55",
    "host=/nowhere password=s3cr3t-Pa55 user", "alice:s3cr3t-Pa55", "  ",
    "postgresql://alice:s3cr3t%2DPa55@127.0.0.1:1/shop",
  ])
  func aURLIsNotRepeated(url: String) throws {
    let folder = try repository()
    try folder.write(url + "\n", to: "url")
    for (command, variable) in [("rehearse", "SITREP_REHEARSAL_URL"), ("verify", "DATABASE_URL")] {
      for (arguments, environment) in [
        ([command], [variable: url]), ([command, "--database-url-file", "url"], [:]),
      ] where !(url.allSatisfy { $0 == " " } && arguments.count == 1) {
        let result = try BuiltTool(folder: folder.path, environment: environment).run(arguments)
        #expect(result.status == 2, "\(arguments) \(url): \(result.output)")
        let said = result.output + result.diagnostics
        #expect(!said.contains(Self.password), "\(said)")
        #expect(!said.contains("127.0.0.1"), "\(said)")
        #expect(!said.contains("alice"), "\(said)")
        #expect(said.contains(arguments.count == 1 ? variable : "url"), "\(said)")
      }
    }
  }

  @Test func verifyWithoutADatabaseSaysWhichOneItWants() throws {
    let folder = try repository()
    let result = try BuiltTool(folder: folder.path).run("verify")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("DATABASE_URL"))
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    let folder = try repository()
    let result = try BuiltTool(folder: folder.path).run("verify", "--database-url-file", "none")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("none"))
  }

  @Test(.enabled(if: PostgresServer.binaries != nil, "no PostgreSQL"))
  func rehearseNeverReadsTheLiveDatabasesURL() throws {
    let folder = try repository()
    let result = try BuiltTool(
      folder: folder.path,
      environment: [
        "DATABASE_URL": "postgresql://127.0.0.1:1/x", "PGHOST": "nowhere", "PGSERVICE": "x",
      ]
    ).run("rehearse")
    #expect(result.status == 0, "\(result.diagnostics)")
    #expect(result.diagnostics == "")
    #expect(result.output.contains("1 applied"))
  }

  @Test func messagesLoseWhatTheURLHolds() throws {
    let address = try DatabaseAddress(
      "postgresql://alice:pw%40x@db.example.com/shop",
      from: "TEST",
      library: LibPQ()
    )
    let message = address.redacted(
      #"connection to server at "db.example.com" (203.0.113.7), port 5432 failed: FATAL: no "alice" pw@x"#
    )
    #expect(
      message
        == #"connection to server at "<host>" (<address>), port 5432 failed: FATAL: no "<user>" <password>"#
    )
  }
}
