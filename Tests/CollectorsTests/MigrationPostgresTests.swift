import Collectors
import Facts
import Foundation
import TestSupport
import Testing

/// The fold against the catalog of a real server that is given the same files.
@Suite(
  .serialized,
  .enabled(if: PostgresServer.isWanted, "no PostgreSQL, and SITREP_WITHOUT_POSTGRES is set")
)
struct MigrationPostgresTests {
  /// What Supabase brings and migrations rely on.
  static let prelude = """
    CREATE ROLE anon; CREATE ROLE authenticated; CREATE ROLE service_role BYPASSRLS;
    CREATE SCHEMA auth;
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
    CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS 'SELECT NULL::jsonb';
    CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';

    """

  /// Applies each folder in a transaction that is rolled back, and compares what stood at its end.
  static func differences(_ cases: [MigrationCase], _ server: PostgresServer) throws -> [String] {
    var script = prelude
    for (number, item) in cases.enumerated() {
      script += "\\echo =case \(number)\nBEGIN;\n\\warn =case \(number)\n"
      for file in item.files { script += file + "\nRESET search_path;\n" }
      script += CatalogComparison.query + "\nROLLBACK;\n"
    }
    let result = try server.run(script: script)
    let outputs = result.output.components(separatedBy: "=case ").dropFirst()
    let errors = result.errors.components(separatedBy: "=case ").dropFirst()
    #expect(outputs.count == cases.count)
    var differences: [String] = []
    for ((item, output), error) in zip(zip(cases, outputs), errors) {
      if error.contains("ERROR") {
        differences.append("\(item): \(error)")
        continue
      }
      let files = item.files.enumerated().map { index, text in
        SourceFile(path: "migrations/\(1000 + index)_file.sql", text: text)
      }
      let evidence = MigrationCollector.collect(files)
      let stated = CatalogComparison.facts(tables: evidence.tables)
      let real = CatalogComparison.facts(output: output)
      differences += CatalogComparison.differences(stated: stated, real: real).map {
        "\(item): \($0)"
      }
      for migration in evidence.migrations {
        if let error = migration.error {
          differences.append("\(item): \(error.line): \(error.message)")
        }
        if let reason = migration.partialReason {
          differences.append("\(item): partial: \(reason)")
        }
      }
    }
    return differences
  }

  @Test func everyCaseAgreesWithTheCatalog() throws {
    try PostgresServer.run { server in
      let differences = try Self.differences(MigrationCases.all, server)
      #expect(differences == [], "\(differences.joined(separator: "\n"))")
    }
  }

  /// Two hundred, or as many as the environment asks for.
  static let generatedCount =
    ProcessInfo.processInfo.environment["SITREP_GENERATED_FOLDERS"].flatMap { Int($0) } ?? 200

  @Test func generatedFoldersAgree() throws {
    let folders = (1...Self.generatedCount).map { MigrationGenerator.folder(seed: UInt64($0)) }
    try PostgresServer.run { server in
      let differences = try Self.differences(folders, server)
      #expect(differences.isEmpty, "\(differences.prefix(40).joined(separator: "\n"))")
    }
  }

  /// Each file in a transaction of its own; those that apply are folded, and must agree.
  @Test(.enabled(if: CorpusClone.data != nil, "SITREP_CORPUS is not set"))
  func theFilesOfARealRepositoryThatApplyAgree() throws {
    let clone = try CorpusClone()
    let migrations = URL(fileURLWithPath: "\(clone.path)/supabase/migrations")
    let names = try FileManager.default.contentsOfDirectory(atPath: migrations.path)
      .filter { $0.hasSuffix(".sql") && $0.first?.isNumber == true }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    try #require(!names.isEmpty)
    try PostgresServer.run { server in
      _ = try server.run(script: Self.prelude)
      var applied: [SourceFile] = []
      for name in names {
        let text = try String(contentsOf: migrations.appendingPathComponent(name), encoding: .utf8)
        let result = try server.run(script: text, stopOnError: true, singleTransaction: true)
        if result.succeeded {
          applied.append(SourceFile(path: "supabase/migrations/\(name)", text: text))
        }
      }
      #expect(applied.count > names.count / 3)
      let stated = CatalogComparison.facts(tables: MigrationCollector.collect(applied).tables)
      let real = CatalogComparison.facts(
        output: try server.run(script: CatalogComparison.query).output
      )
      let differences = CatalogComparison.differences(stated: stated, real: real)
      #expect(real.count > 100)
      #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }
  }
}
