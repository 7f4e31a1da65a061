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
    /// Whether the file is another now than when this was said; nil when that is not told.
    @ExplicitNull package var changedSince: Bool?
    /// Why `changedSince` is nil.
    package var changedSinceReason: String?
    /// The commit that changed it last; nil when it has not changed, or the change is not committed.
    @ExplicitNull package var changedIn: String?
    /// Whether the stamp says its zone.
    package var isZoned = false

    private enum CodingKeys: String, CodingKey {
      case path, line, timestamp, by, saidBy, changedSince, changedSinceReason, changedIn
    }
  }

  package var path: String
  /// The task that makes one of its tables; nil when none does.
  @ExplicitNull package var task: String?
  @ExplicitNull package var agent: String?
  /// The furthest step that is known and is about the file as it is now.
  package var state: State
  @ExplicitNull package var ready: Step?
  @ExplicitNull package var approved: Step?
  @ExplicitNull package var applied: Step?
  @ExplicitNull package var verified: Step?
  /// What is wrong with the order of the steps, or with who took them.
  package var remarks: [String]

  /// Every step with its place, and what is wrong: `ready feedback/data/2026-01-12.md:70`.
  package var steps: [String] { steps { _ in true } + remarks }

  /// The steps that were about another version of the file.
  package var changedSteps: [String] { steps { $0.changedSince == true } }

  private func steps(where isWanted: (Step) -> Bool) -> [String] {
    let known: [(String, Step?)] = [
      ("ready", ready), ("approved", approved), ("applied", applied), ("verified", verified),
    ]
    return known.compactMap { name, step in
      guard let step, isWanted(step) else { return nil }
      let by = step.by.map { " by \($0)" } ?? ""
      let said =
        step.by == nil || step.by?.lowercased() == step.saidBy?.lowercased()
        ? "" : step.saidBy.map { ", says \($0)" } ?? ""
      return "\(name)\(by)\(said) \(step.path):\(step.line)\(step.change)"
    }
  }

  /// The state in words: `approved, changed since` where the furthest step was about another version of the file.
  package var stateText: String {
    let steps: [(State, Step?)] = [(.applied, applied), (.approved, approved), (.ready, ready)]
    guard verified == nil, let (state, step) = steps.first(where: { $0.1 != nil }),
      step?.changedSince == true, state != self.state
    else { return state.rawValue }
    return "\(state.rawValue), changed since"
  }

  /// Takes the state from the steps that are about the file as it is.
  mutating func settle() {
    func stands(_ step: Step?) -> Bool { step.map { $0.changedSince != true } ?? false }
    state =
      stands(verified)
      ? .verified
      : stands(applied)
        ? .applied : stands(approved) ? .approved : stands(ready) ? .ready : .written
  }

  /// The standing with what is known of the file's changes since each step.
  ///
  /// - Parameter changes: by the place of the step; a step without one keeps what it has.
  /// - Returns: the same steps, and the state that those leave which are about the file as it is.
  package func marking(_ changes: (Step) -> FileChange?) -> MigrationStanding {
    var result = self
    func mark(_ step: inout Step?) {
      guard let known = step, let change = changes(known) else { return }
      step?.changedSinceReason = nil
      switch change {
      case .none: step?.changedSince = false
      case .changed(let commit):
        step?.changedSince = true
        step?.changedIn = commit
      case .unknown(let reason):
        step?.changedSince = nil
        step?.changedSinceReason = reason
      }
    }
    mark(&result.ready)
    mark(&result.approved)
    mark(&result.applied)
    result.settle()
    if result.approved?.changedSince == true, result.applied?.changedSince == false {
      result.remarks.append("what was approved is another version than what was applied")
    }
    return result
  }

  /// How a file is now beside what it was when something was said of it.
  package enum FileChange: Sendable, Equatable {
    case none
    /// The commit that changed it last; nil when that is not committed.
    case changed(commit: String?)
    case unknown(String)
  }
}

extension MigrationStanding.Step {
  /// `, changed since in 0a1b2c3d4e5f`; empty for a file that has not changed, or of which nobody can tell.
  fileprivate var change: String {
    switch changedSince {
    case true?: ", changed since" + (changedIn.map { " in \($0.prefix(12))" } ?? ", not committed")
    case false?: ""
    case nil: changedSinceReason.map { ", whether it changed since is not told: \($0)" } ?? ""
    }
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
    var withdrawal: String?
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
        if let person = approver(in: milestone) {
          result.approved = step(milestone, by: person)
          withdrawal = nil
        } else if Self.words(milestone.line).contains("approved") {
          result.remarks.append(
            "\(milestone.place.path):\(milestone.place.line) calls it approved and names nobody who "
              + "may approve (\(approvers.joined(separator: ", ")))"
          )
        }
      case .withdrawn:
        // Whoever says so: what may have been taken back is not relied on.
        result.approved = nil
        withdrawal =
          "\(milestone.place.path):\(milestone.place.line) takes the approval back, or refuses it"
      case .applied:
        result.applied = step(milestone, by: person(in: milestone, among: appliers))
      }
    }
    if let withdrawal { result.remarks.append(withdrawal) }
    verify(&result, tables)
    result.settle()
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
        timestamp: trial.timestamp,
        // Its fingerprint is that of the files as they are.
        changedSince: false
      )
    }
  }

  private func step(_ milestone: MigrationMilestone, by person: String?) -> MigrationStanding.Step {
    MigrationStanding.Step(
      path: milestone.place.path,
      line: milestone.place.line,
      timestamp: milestone.timestamp,
      by: person,
      saidBy: milestone.agent,
      changedSinceReason: "nobody looked",
      isZoned: milestone.isZoned
    )
  }

  /// Who approved: where the line says by whom, nobody else who is named in it.
  private func approver(in milestone: MigrationMilestone) -> String? {
    let line = milestone.line.lowercased()
    for mark in ["approved by", "signed off by", "sign-off by", "lgtm by", "greenlit by"] {
      guard let place = line.firstRange(of: mark) else { continue }
      let end = line[place.upperBound...].firstIndex { ",;.—".contains($0) } ?? line.endIndex
      var named = milestone
      named.line = String(line[place.upperBound..<end])
      named.agent = nil
      return person(in: named, among: approvers)
    }
    return person(in: milestone, among: approvers)
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
