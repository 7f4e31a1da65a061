internal import Facts
internal import PostgresSyntax

/// Applies files in order, each in its transaction where that is possible.
final class MigrationApplier {
  private let stage: Stage
  private var connection: Connection
  private var missing = MissingObjects()

  /// - Throws: `DatabaseError` when the owner cannot connect.
  init(_ stage: Stage) throws(DatabaseError) {
    self.stage = stage
    connection = try stage.connect()
  }

  /// The session in which the files were applied, as new.
  func freshConnection() throws(DatabaseError) -> Connection {
    if !connection.isOpen { connection = try stage.connect() }
    try connection.run("ROLLBACK; RESET SESSION AUTHORIZATION")
    try connection.run("DISCARD ALL")
    try stage.prepare(connection)
    return connection
  }

  /// A file that the migration tool does not take, or that cannot be read.
  func skip(_ path: String, kind: RehearsedFile.Kind, file: SQLFile?, because reason: String)
    -> RehearsedFile
  {
    if let file { missing.add(file, path: path, why: "was skipped") }
    return RehearsedFile(path: path, kind: kind, outcome: .skipped, reason: reason)
  }

  /// Applies one file.
  ///
  /// - Throws: `DatabaseError` when the run cannot go on: a signal, a server that is gone.
  func apply(
    _ source: SourceText,
    _ file: SQLFile,
    kind: RehearsedFile.Kind
  ) throws(DatabaseError) -> RehearsedFile {
    let pieces = FilePieces(source, file)
    _ = try freshConnection()
    var result: RehearsedFile
    if let own = pieces.ownTransaction {
      let line = source.line(at: own)
      result = try oneByOne(
        pieces,
        because: "the file has transactions of its own (line \(line))"
      )
    } else {
      result = try whole(pieces)
    }
    result.kind = kind
    if result.outcome == .failed {
      result.reason =
        [result.reason, result.error.flatMap(missing.cause)].compactMap { $0 }
        .joined(separator: "; ").nilWhenEmpty
      missing.add(file, path: source.path, why: "failed")
    }
    return result
  }

  /// SQLSTATEs of what a transaction does not permit: `CREATE INDEX CONCURRENTLY`, a new value of an
  /// enumeration that is used at once, COMMIT in a block.
  private static let wantsNoTransaction: Set<String> = ["25001", "55P04", "2D000"]

  private func whole(_ pieces: FilePieces) throws(DatabaseError) -> RehearsedFile {
    var result = RehearsedFile(
      path: pieces.source.path,
      outcome: .applied,
      inTransaction: true
    )
    try connection.run("BEGIN")
    for piece in pieces.pieces {
      guard let problem = try run(piece, of: pieces) else { continue }
      if let state = problem.sqlState, Self.wantsNoTransaction.contains(state) {
        _ = try freshConnection()
        return try oneByOne(pieces, because: "\(problem.message) (line \(problem.line))")
      }
      result.outcome = .failed
      result.error = problem
      return result
    }
    let last = pieces.pieces.last ?? FilePieces.Piece(range: 0..<0, start: 0)
    if let problem = try run("COMMIT", piece: last, of: pieces) {
      // Deferred constraints are checked at the end.
      result.outcome = .failed
      result.error = problem
    }
    return result
  }

  private func oneByOne(_ pieces: FilePieces, because reason: String) throws(DatabaseError)
    -> RehearsedFile
  {
    var result = RehearsedFile(
      path: pieces.source.path,
      outcome: .applied,
      inTransaction: false,
      inTransactionReason: reason
    )
    var opened: Int?
    for (index, piece) in pieces.pieces.enumerated() {
      let problem = try run(piece, of: pieces)
      switch connection.isOpen ? connection.transactionState : .idle {
      case .idle, .unknown: opened = nil
      case .open, .failed: opened = opened ?? pieces.source.line(at: piece.start)
      }
      guard let problem else { continue }
      result.outcome = .failed
      result.error = problem
      result.reason =
        "\(index) of \(pieces.pieces.count) statements ran before it; "
        + "those that are in no transaction stay"
      return result
    }
    if let opened {
      result.outcome = .failed
      result.error = RehearsedFile.Problem(
        line: opened,
        message: "the transaction that begins here never ends: nothing of it stays"
      )
    }
    return result
  }

  private func run(_ piece: FilePieces.Piece, of pieces: FilePieces) throws(DatabaseError)
    -> RehearsedFile.Problem?
  {
    try run(nil, piece: piece, of: pieces)
  }

  /// Runs a piece, or a text in its name; gives what PostgreSQL said no with.
  private func run(
    _ text: String?,
    piece: FilePieces.Piece,
    of pieces: FilePieces
  ) throws(DatabaseError) -> RehearsedFile.Problem? {
    do throws(DatabaseError) {
      let bytes = text.map { Array($0.utf8) } ?? Array(pieces.source.bytes[piece.range])
      try connection.run(bytes: bytes, timeout: stage.clientTimeout)
      return nil
    } catch {
      if error.kind == .interrupted { throw error }
      return pieces.problem(error, in: piece)
    }
  }
}

extension String {
  fileprivate var nilWhenEmpty: String? { isEmpty ? nil : self }
}
