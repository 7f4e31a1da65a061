internal import CPostgres

#if canImport(Glibc)
internal import Glibc
#endif

/// One connection, with a bound on everything that waits.
final class Connection {
  enum TransactionState {
    case idle, open, failed, unknown
  }

  typealias Rows = [[String?]]

  private let library: LibPQ
  private var pointer: OpaquePointer?
  private let redact: (String) -> String
  /// Set while things are taken down, which a signal must not end.
  var ignoresSignals = false

  /// Connects within `timeout`.
  ///
  /// `redact` takes what must not be printed out of libpq's and the server's messages.
  ///
  /// - Throws: `DatabaseError`.
  init(
    library: LibPQ,
    parameters: [(keyword: String, value: String)],
    timeout: Duration = .seconds(15),
    redact: @escaping (String) -> String = { $0 }
  ) throws(DatabaseError) {
    self.library = library
    self.redact = redact
    pointer = CStrings(parameters.map(\.keyword)).withPointers { keywords in
      CStrings(parameters.map(\.value)).withPointers { values in
        library.connectStart(keywords, values, 0)
      }
    }
    // Printing notices on standard error is libpq's default.
    _ = library.setNoticeProcessor(pointer, { _, _ in }, nil)
    do throws(DatabaseError) {
      try finishConnecting(until: ContinuousClock.now + timeout)
    } catch {
      close()
      throw error
    }
  }

  deinit {
    close()
  }

  func close() {
    if let pointer { library.finish(pointer) }
    pointer = nil
  }

  var isOpen: Bool { pointer.map { library.status($0) == CONNECTION_OK } ?? false }

  /// Major version times 10,000 plus minor: 150004.
  var serverVersion: Int { Int(library.serverVersion(pointer)) }

  /// As the server prints it: `15.4 (Debian 15.4-1)`.
  var serverVersionText: String {
    library.parameterStatus(pointer, "server_version").map { String(cString: $0) } ?? "unknown"
  }

  var transactionState: TransactionState {
    switch library.transactionStatus(pointer) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_INTRANS: .open
    case PQTRANS_INERROR: .failed
    default: .unknown
    }
  }

  /// Runs statements, and gives the rows of the last one that has some.
  ///
  /// Several statements are possible without parameters.
  @discardableResult
  func run(
    _ sql: String,
    _ parameters: [String?] = [],
    timeout: Duration = .seconds(60)
  ) throws(DatabaseError) -> Rows {
    try run(bytes: Array(sql.utf8), parameters, timeout: timeout)
  }

  /// Runs statements that are given as the bytes of a file.
  @discardableResult
  func run(
    bytes: [UInt8],
    _ parameters: [String?] = [],
    timeout: Duration
  ) throws(DatabaseError) -> Rows {
    if let nul = bytes.firstIndex(of: 0) {
      var error = DatabaseError(.refused, "a NUL byte, which SQL cannot hold")
      error.position = String(decoding: bytes[..<nul], as: UTF8.self).unicodeScalars.count + 1
      throw error
    }
    let isSent = (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        if parameters.isEmpty { return library.sendQuery(pointer, text.baseAddress) }
        return CStrings(parameters).withPointers { values in
          library.sendQueryParams(
            pointer,
            text.baseAddress,
            CInt(parameters.count),
            nil,
            values,
            nil,
            nil,
            0
          )
        }
      }
    }
    guard isSent == 1 else { throw lost() }
    return try results(until: ContinuousClock.now + timeout)
  }

  // MARK: Waiting

  private func finishConnecting(until deadline: ContinuousClock.Instant) throws(DatabaseError) {
    guard pointer != nil, library.status(pointer) != CONNECTION_BAD else { throw lost() }
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      guard state != PGRES_POLLING_FAILED else { throw lost() }
      guard ContinuousClock.now < deadline else {
        throw DatabaseError(.timedOut, "no answer from the server in time")
      }
      if Interruption.cameIn { throw .interrupted }
      if wait(writing: state == PGRES_POLLING_WRITING) { state = library.connectPoll(pointer) }
    }
  }

  /// Waits a moment for the socket; true when it is ready.
  private func wait(writing: Bool) -> Bool {
    let events = Int16(writing ? POLLOUT : POLLIN)
    var descriptor = pollfd(fd: library.socket(pointer), events: events, revents: 0)
    // A signal may reach another thread: look at its flag now and then.
    return poll(&descriptor, 1, 100) > 0
  }

  private func results(until deadline: ContinuousClock.Instant) throws(DatabaseError) -> Rows {
    var rows: Rows = []
    var failure: DatabaseError?
    var deadline = deadline
    var ending: DatabaseError?
    while true {
      while library.isBusy(pointer) == 1 {
        let isInterrupted = Interruption.cameIn && !ignoresSignals
        if ending == nil, isInterrupted || ContinuousClock.now >= deadline {
          ending =
            isInterrupted
            ? .interrupted : DatabaseError(.timedOut, "longer than a statement may take")
          cancel()
          deadline = ContinuousClock.now + .seconds(5)
        } else if ContinuousClock.now >= deadline, let ending {
          close()
          throw ending
        }
        if wait(writing: false), library.consumeInput(pointer) == 0 { throw lost() }
      }
      guard let result = library.getResult(pointer) else { break }
      defer { library.clear(result) }
      switch library.resultStatus(result) {
      case PGRES_TUPLES_OK: rows = self.rows(result)
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_COPY_OUT: break
      case PGRES_COPY_IN: _ = library.putCopyEnd(pointer, "no data: it stands in the file for psql")
      default: failure = failure ?? error(of: result)
      }
      if library.resultStatus(result) == PGRES_COPY_OUT {
        // Nobody asked for the data, and reading it could take for ever.
        cancel()
        failure = DatabaseError(.refused, "COPY TO STDOUT has nobody to read it")
        close()
        break
      }
    }
    if let ending { throw ending }
    if let failure { throw isOpen ? failure : lost(failure) }
    return rows
  }

  private func cancel() {
    guard let request = library.getCancel(pointer) else { return }
    defer { library.freeCancel(request) }
    var buffer = [CChar](repeating: 0, count: 256)
    _ = library.cancel(request, &buffer, CInt(buffer.count))
  }

  // MARK: Reading

  private func rows(_ result: OpaquePointer) -> Rows {
    let columns = library.fieldCount(result)
    return (0..<library.tupleCount(result)).map { row in
      (0..<columns).map { column in
        guard library.isNull(result, row, column) == 0 else { return nil }
        return library.value(result, row, column).map { String(cString: $0) }
      }
    }
  }

  private func error(of result: OpaquePointer) -> DatabaseError {
    func field(_ code: Character) -> String? {
      code.asciiValue.flatMap { library.resultErrorField(result, CInt($0)) }
        .map { String(cString: $0) }
    }
    let whole = library.resultErrorMessage(result).map { String(cString: $0) } ?? ""
    var error = DatabaseError(.refused, redact(field("M") ?? trimmed(whole)))
    error.sqlState = field("C")
    error.detail = field("D").map(redact)
    error.position = field("P").flatMap { Int($0) }
    error.context = field("W")
    return error
  }

  private func lost(_ earlier: DatabaseError? = nil) -> DatabaseError {
    if var earlier {
      earlier.kind = .lost
      return earlier
    }
    let message = library.errorMessage(pointer).map { trimmed(String(cString: $0)) } ?? ""
    return DatabaseError(.lost, message.isEmpty ? "the connection is gone" : redact(message))
  }

  private func trimmed(_ text: String) -> String {
    text.split { $0 == "\n" || $0 == "\t" }.joined(separator: " ")
  }
}

/// Swift strings as an array of C strings.
private struct CStrings {
  private let texts: [ContiguousArray<CChar>?]

  init(_ texts: [String?]) {
    self.texts = texts.map { $0.map { ContiguousArray($0.utf8CString) } }
  }

  /// A NULL stands behind the last.
  func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
    let copies = texts.map { text -> UnsafeMutablePointer<CChar>? in
      guard let text else { return nil }
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
      for (index, byte) in text.enumerated() { copy[index] = byte }
      return copy
    }
    defer { for copy in copies { copy?.deallocate() } }
    let pointers = copies.map { $0.map { UnsafePointer($0) } } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
