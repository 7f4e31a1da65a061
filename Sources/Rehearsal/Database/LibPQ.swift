internal import CPostgres

#if canImport(Glibc)
internal import Glibc
#endif

/// The functions of libpq that are called, found when the library is opened.
///
/// Opened, never linked: linking costs every start of the tool 5 ms.
struct LibPQ: Sendable {
  typealias Text = UnsafePointer<CChar>
  typealias Texts = UnsafePointer<Text?>

  let connectStart: @convention(c) (Texts?, Texts?, CInt) -> OpaquePointer?
  let connectPoll: @convention(c) (OpaquePointer?) -> PostgresPollingStatusType
  let finish: @convention(c) (OpaquePointer?) -> Void
  let status: @convention(c) (OpaquePointer?) -> ConnStatusType
  let errorMessage: @convention(c) (OpaquePointer?) -> Text?
  let socket: @convention(c) (OpaquePointer?) -> CInt
  let serverVersion: @convention(c) (OpaquePointer?) -> CInt
  let parameterStatus: @convention(c) (OpaquePointer?, Text?) -> Text?
  let transactionStatus: @convention(c) (OpaquePointer?) -> PGTransactionStatusType
  let setNoticeProcessor:
    @convention(c) (
      OpaquePointer?, (@convention(c) (UnsafeMutableRawPointer?, Text?) -> Void)?,
      UnsafeMutableRawPointer?
    ) -> UnsafeMutableRawPointer?

  let sendQuery: @convention(c) (OpaquePointer?, Text?) -> CInt
  let sendQueryParams:
    @convention(c) (
      OpaquePointer?, Text?, CInt, UnsafePointer<Oid>?, Texts?, UnsafePointer<CInt>?,
      UnsafePointer<CInt>?, CInt
    ) -> CInt
  let consumeInput: @convention(c) (OpaquePointer?) -> CInt
  let isBusy: @convention(c) (OpaquePointer?) -> CInt
  let getResult: @convention(c) (OpaquePointer?) -> OpaquePointer?
  let putCopyEnd: @convention(c) (OpaquePointer?, Text?) -> CInt
  let getCancel: @convention(c) (OpaquePointer?) -> OpaquePointer?
  let cancel: @convention(c) (OpaquePointer?, UnsafeMutablePointer<CChar>?, CInt) -> CInt
  let freeCancel: @convention(c) (OpaquePointer?) -> Void

  let resultStatus: @convention(c) (OpaquePointer?) -> ExecStatusType
  let resultErrorMessage: @convention(c) (OpaquePointer?) -> Text?
  let resultErrorField: @convention(c) (OpaquePointer?, CInt) -> Text?
  let tupleCount: @convention(c) (OpaquePointer?) -> CInt
  let fieldCount: @convention(c) (OpaquePointer?) -> CInt
  let value: @convention(c) (OpaquePointer?, CInt, CInt) -> Text?
  let isNull: @convention(c) (OpaquePointer?, CInt, CInt) -> CInt
  let clear: @convention(c) (OpaquePointer?) -> Void

  let parse:
    @convention(c) (Text?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) ->
      UnsafeMutablePointer<PQconninfoOption>?
  let defaults: @convention(c) () -> UnsafeMutablePointer<PQconninfoOption>?
  let freeOptions: @convention(c) (UnsafeMutablePointer<PQconninfoOption>?) -> Void
  let freeMemory: @convention(c) (UnsafeMutableRawPointer?) -> Void

  /// The name that every distribution gives the library.
  static let fileName = "libpq.so.5"

  /// Opens the library; it stays open until the process ends.
  ///
  /// - Throws: `RehearsalError` for a library that is not there or lacks a function.
  init(opening name: String = LibPQ.fileName) throws(RehearsalError) {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) else {
      throw RehearsalError(
        "PostgreSQL's client library \(name) is not there: install it (apt-get install libpq5)"
      )
    }
    let symbols = Symbols(handle: handle, name: name)
    connectStart = try symbols.find("PQconnectStartParams")
    connectPoll = try symbols.find("PQconnectPoll")
    finish = try symbols.find("PQfinish")
    status = try symbols.find("PQstatus")
    errorMessage = try symbols.find("PQerrorMessage")
    socket = try symbols.find("PQsocket")
    serverVersion = try symbols.find("PQserverVersion")
    parameterStatus = try symbols.find("PQparameterStatus")
    transactionStatus = try symbols.find("PQtransactionStatus")
    setNoticeProcessor = try symbols.find("PQsetNoticeProcessor")
    sendQuery = try symbols.find("PQsendQuery")
    sendQueryParams = try symbols.find("PQsendQueryParams")
    consumeInput = try symbols.find("PQconsumeInput")
    isBusy = try symbols.find("PQisBusy")
    getResult = try symbols.find("PQgetResult")
    putCopyEnd = try symbols.find("PQputCopyEnd")
    getCancel = try symbols.find("PQgetCancel")
    cancel = try symbols.find("PQcancel")
    freeCancel = try symbols.find("PQfreeCancel")
    resultStatus = try symbols.find("PQresultStatus")
    resultErrorMessage = try symbols.find("PQresultErrorMessage")
    resultErrorField = try symbols.find("PQresultErrorField")
    tupleCount = try symbols.find("PQntuples")
    fieldCount = try symbols.find("PQnfields")
    value = try symbols.find("PQgetvalue")
    isNull = try symbols.find("PQgetisnull")
    clear = try symbols.find("PQclear")
    parse = try symbols.find("PQconninfoParse")
    defaults = try symbols.find("PQconndefaults")
    freeOptions = try symbols.find("PQconninfoFree")
    freeMemory = try symbols.find("PQfreemem")
  }

  private struct Symbols {
    let handle: UnsafeMutableRawPointer
    let name: String

    func find<Function>(_ symbol: String) throws(RehearsalError) -> Function {
      guard let address = dlsym(handle, symbol) else {
        throw RehearsalError("\(name) has no \(symbol): it is no libpq of version 10 or newer")
      }
      return unsafeBitCast(address, to: Function.self)
    }
  }
}

extension LibPQ {
  /// A keyword or value of a connection.
  struct Option {
    var keyword: String
    var value: String?
  }

  /// Reads a URL or a `key=value` text; nil when it is none.
  ///
  /// What libpq says about a text that it cannot read quotes it, password included: it is thrown away.
  func options(of text: String) -> [Option]? {
    var problem: UnsafeMutablePointer<CChar>?
    let options = parse(text, &problem)
    if let problem { freeMemory(problem) }
    return collected(options)
  }

  /// Every keyword that this libpq knows.
  func keywords() -> Set<String> {
    Set((collected(defaults()) ?? []).map(\.keyword))
  }

  private func collected(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [Option]? {
    guard let options else { return nil }
    defer { freeOptions(options) }
    var result: [Option] = []
    var option = options
    while let keyword = option.pointee.keyword {
      result.append(
        Option(
          keyword: String(cString: keyword),
          value: option.pointee.val.map { String(cString: $0) }
        )
      )
      option += 1
    }
    return result
  }
}

extension LibPQ {
  /// Takes libpq's own variables out of the process: a server of our own must not be looked for elsewhere.
  static func forgetEnvironment(_ environment: [String: String]) {
    for name in environment.keys where name.hasPrefix("PG") { unsetenv(name) }
  }
}
