package import Facts

/// How far one migration is, by what the record says of it and a live database showed.
package struct MigrationStanding: Sendable, Equatable, Encodable {
  package enum State: String, Sendable, CaseIterable, Encodable {
    /// The file is there, and nobody says more.
    case written
    /// An entry says that it waits for approval.
    case ready
    /// Somebody who may approve has approved it.
    case approved
    /// The record says that it was applied.
    case applied
    /// A live database has every table as the migrations say.
    case verified
  }

  package struct Step: Sendable, Equatable, Encodable {
    package var path: String
    package var line: Int
    @ExplicitNull package var timestamp: Timestamp?
    /// Who approved or applied; nil when the line names nobody.
    @ExplicitNull package var by: String?
    /// Whose entry says so; nil when the record does not tell.
    @ExplicitNull package var saidBy: String?
  }

  package var path: String
  /// The task that makes one of its tables; nil when none does.
  @ExplicitNull package var task: String?
  @ExplicitNull package var agent: String?
  /// The furthest step that is known.
  package var state: State
  @ExplicitNull package var ready: Step?
  @ExplicitNull package var approved: Step?
  @ExplicitNull package var applied: Step?
  @ExplicitNull package var verified: Step?
  /// What is wrong with the order of the steps, or with who took them.
  package var remarks: [String]

  /// Every step with its place, and what is wrong: `ready feedback/data/2026-01-12.md:70`.
  package var steps: [String] {
    let known: [(String, Step?)] = [
      ("ready", ready), ("approved", approved), ("applied", applied), ("verified", verified),
    ]
    return known.compactMap { name, step in
      guard let step else { return nil }
      let by = step.by.map { " by \($0)" } ?? ""
      let said =
        step.by == nil || step.by?.lowercased() == step.saidBy?.lowercased()
        ? "" : step.saidBy.map { ", says \($0)" } ?? ""
      return "\(name)\(by)\(said) \(step.path):\(step.line)"
    } + remarks
  }
}

/// Puts together what the record says of each migration.
package struct MigrationStandings {
  private let milestones: [MigrationMilestone]
  private let verification: (trial: RecordedTrial, changed: String?)?
  private let approvers: [String]
  private let appliers: [String]

  /// - Parameters:
  ///   - milestones: of the record and the directions.
  ///   - verification: the entry of a live database, and how its files changed since.
  ///   - approvers: whose approval counts, by name.
  ///   - appliers: who applies, by name.
  package init(
    milestones: [MigrationMilestone],
    verification: (trial: RecordedTrial, changed: String?)?,
    approvers: [String],
    appliers: [String]
  ) {
    self.milestones = milestones.enumerated().sorted { left, right in
      let (first, second) = (left.element.timestamp, right.element.timestamp)
      guard let first, let second, first != second else { return left.offset < right.offset }
      return first < second
    }.map(\.element)
    self.verification = verification
    self.approvers = approvers
    self.appliers = appliers
  }

  /// One for each migration, in their order.
  package func standings(
    of migrations: [Migration],
    tables: [Table],
    tasks: [DirectionTask]
  ) -> [MigrationStanding] {
    migrations.map { migration in
      let own = tables.filter { $0.path == migration.path }
      let task = tasks.first { task in
        own.contains { table in
          task.expects.tables.contains(table.name)
            || task.expects.tables.contains("\(table.schema).\(table.name)")
        }
      }
      return standing(of: migration.path, tables: own, task: task)
    }
  }

  private func standing(of path: String, tables: [Table], task: DirectionTask?)
    -> MigrationStanding
  {
    var result = MigrationStanding(path: path, state: .written, remarks: [])
    result.task = task?.id
    result.agent = task?.agent
    var lastReady: MigrationMilestone?
    for milestone in milestones {
      if milestone.kind == .ready, !milestone.names.isEmpty { lastReady = milestone }
      var names = milestone.names
      if names.isEmpty, let ready = lastReady?.names,
        milestone.count == nil || milestone.count == Set(ready).count
      {
        // "All migrations approved" is said of those that were called ready last.
        names = ready
      }
      guard names.contains(where: { Self.names(path, tables, $0) }) else { continue }
      switch milestone.kind {
      case .ready: result.ready = step(milestone, by: nil)
      case .approved:
        if let person = person(in: milestone, among: approvers) {
          result.approved = step(milestone, by: person)
        } else {
          result.remarks.append(
            "\(milestone.place.path):\(milestone.place.line) calls it approved and names nobody who "
              + "may approve (\(approvers.joined(separator: ", ")))"
          )
        }
      case .applied:
        result.applied = step(milestone, by: person(in: milestone, among: appliers))
      }
    }
    verify(&result, tables)
    result.state =
      result.verified != nil
      ? .verified
      : result.applied != nil
        ? .applied : result.approved != nil ? .approved : result.ready != nil ? .ready : .written
    if result.approved == nil, result.applied != nil || result.verified != nil {
      result.remarks.append("applied, and no approval stands in the record")
    }
    return result
  }

  private func verify(_ result: inout MigrationStanding, _ tables: [Table]) {
    guard let (trial, changed) = verification, !tables.isEmpty else { return }
    let found = tables.map { table in
      trial.tables.first { $0.name == "\(table.schema).\(table.name)" }
    }
    guard found.allSatisfy({ $0?.exists == true && $0?.isAsStated == true }) else { return }
    if let changed {
      result.remarks.append(
        "verified at \(trial.place.path):\(trial.place.line); since then \(changed)"
      )
    } else {
      result.verified = MigrationStanding.Step(
        path: trial.place.path,
        line: trial.place.line,
        timestamp: trial.timestamp
      )
    }
  }

  private func step(_ milestone: MigrationMilestone, by person: String?) -> MigrationStanding.Step {
    MigrationStanding.Step(
      path: milestone.place.path,
      line: milestone.place.line,
      timestamp: milestone.timestamp,
      by: person,
      saidBy: milestone.agent
    )
  }

  /// The person whom the line names, else whose own entry it is.
  private func person(in milestone: MigrationMilestone, among people: [String]) -> String? {
    let line = Self.words(milestone.line)
    let named = people.first { person in
      let words = Self.words(person)
      return !words.isEmpty && line.count >= words.count
        && (0...line.count - words.count).contains {
          line[$0..<$0 + words.count].elementsEqual(words)
        }
    }
    return named ?? people.first { $0.lowercased() == milestone.agent?.lowercased() }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// A path or the end of one, with or without its extension, version or name; one of its tables.
  private static func names(_ path: String, _ tables: [Table], _ name: String) -> Bool {
    if path == name || path.hasSuffix("/\(name)") { return true }
    let parts = path.split(separator: "/")
    guard let file = parts.last, !name.contains("/") else { return false }
    // `…/<version>_<name>/migration.sql` is named by its folder.
    let stem = file == "migration.sql" ? parts.dropLast().last ?? file : file
    let bare = stem.hasSuffix(".sql") ? stem.dropLast(4) : stem
    let version = bare.prefix { $0.isNumber }
    if name == bare || version.count >= 8 && name == version { return true }
    if !version.isEmpty, name == bare.dropFirst(version.count).drop(while: { $0 == "_" }) {
      return true
    }
    return tables.contains { $0.name == name || "\($0.schema).\($0.name)" == name }
  }
}
