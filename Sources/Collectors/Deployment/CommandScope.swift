import Facts

/// Where commands stand: what they are for, and against which folder their paths are meant.
struct CommandScope: Sendable {
  enum Purpose: Sendable {
    /// Runs at a deployment besides the application, such as a release command.
    case release
    /// Starts the application, or builds it, or is a step of a workflow.
    case application
  }

  /// The file in which they stand.
  var path: String
  /// Folder in which they run, relative to the root; empty for the root.
  var folder = ""
  var purpose: Purpose
  /// Where files of the image come from, by their names in it.
  var copies: [String: String] = [:]
  var depth = 0

  /// A path as a command writes it, relative to the root; nil when it leads out.
  func resolved(_ path: String) -> String? {
    var parts = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

/// What the commands of one text do.
struct CommandOutcome: Sendable {
  /// A command that changes a schema.
  struct Change: Sendable, Hashable {
    /// Line of the command in the text that was judged.
    var line: Int
    /// The command as it is written there.
    var command: String
    /// What it leads to, when it calls another script: `` `prisma db push` (package.json:4) ``.
    var via: String?
    /// It stands in a script of the same package, which is a finding there.
    var isInPackage = false
  }

  struct Unknown: Sendable, Hashable {
    var line: Int
    var reason: String
  }

  /// A package script that is run.
  struct Call: Sendable, Hashable {
    var package: String
    var script: String
  }

  static let maximumCount = 1_000

  private(set) var changes: [Change] = []
  private(set) var unknowns: [Unknown] = []
  private(set) var calls: [Call] = []
  private var known: Set<Change> = []
  private var knownUnknowns: Set<Unknown> = []
  private var knownCalls: Set<Call> = []

  mutating func add(_ change: Change) {
    guard changes.count < Self.maximumCount, known.insert(change).inserted else { return }
    changes.append(change)
  }

  mutating func add(_ unknown: Unknown) {
    guard unknowns.count < Self.maximumCount, knownUnknowns.insert(unknown).inserted else { return }
    unknowns.append(unknown)
  }

  mutating func add(_ call: Call) {
    guard knownCalls.insert(call).inserted else { return }
    calls.append(call)
  }

  mutating func add(_ other: CommandOutcome) {
    for change in other.changes { add(change) }
    for unknown in other.unknowns { add(unknown) }
    for call in other.calls { add(call) }
  }
}
