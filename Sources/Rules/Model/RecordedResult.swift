package import Facts

extension RehearsalResult {
  /// What an entry of the record says of a database.
  ///
  /// - Parameters:
  ///   - trial: as it stands there.
  ///   - changed: how the files that it read have changed since; nil when they have not.
  package init(_ trial: RecordedTrial, changed: String?) {
    let database = trial.database.isEmpty ? "a database" : trial.database
    self.init(
      server: trial.kind == .verification ? "the live database (\(database))" : database,
      applied: Set(trial.files.filter { $0.outcome == .applied }.map(\.path)),
      failures: trial.files.compactMap { file in
        guard case .failed(let line, let message) = file.outcome else { return nil }
        return Failure(path: file.path, line: line, message: message)
      },
      tables: trial.tables.map { table in
        var result = Table(
          name: table.name,
          exists: table.exists,
          rowSecurityActive: table.rowSecurity
        )
        result.inserted = table.inserted
        result.insertedReason = table.remark
        result.queried = table.queried
        result.queriedReason = table.remark
        return result
      }
    )
    place = trial.place
    self.changed = changed
  }
}
