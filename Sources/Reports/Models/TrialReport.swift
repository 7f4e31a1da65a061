package import Facts

/// `## HH:MM - Rehearsal: …` or `## HH:MM - Verification: …`: what a database showed.
package struct TrialReport: TemplateModel, Equatable {
  package var timestamp: Timestamp
  /// `Rehearsal: 5 of 5 migrations applied`.
  package var title: String
  /// `PostgreSQL 15.8, a server of its own`.
  package var database: String
  /// `path: applied`, `path: failed at line 3: …`, `path: skipped: …`.
  package var files: [String]
  /// `public.notes: exists, row security on, insert passed, query passed; …`.
  package var tables: [String]
  package var provenance: Provenance

  package init(
    timestamp: Timestamp,
    title: String,
    database: String,
    files: [String] = [],
    tables: [String] = [],
    provenance: Provenance
  ) {
    self.timestamp = timestamp
    self.title = title
    self.database = database
    self.files = files
    self.tables = tables
    self.provenance = provenance
  }

  package static let keys: [String: TemplateKey] = [
    "time": .text, "title": .text, "database": .text,
    "hasMigrations": .flag, "migrations": .list(["text": .text]),
    "tables": .list(["text": .text]),
  ].merging(Provenance.keys) { first, _ in first }

  package var values: [String: TemplateValue] {
    [
      "time": .text(timestamp.hourAndMinute), "title": .text(title), "database": .text(database),
      "hasMigrations": .flag(!files.isEmpty),
      "migrations": .list(files.map { ["text": .text($0)] }),
      "tables": .list(tables.map { ["text": .text($0)] }),
    ].merging(provenance.values) { first, _ in first }
  }
}
