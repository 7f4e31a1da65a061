import Facts

/// Which way the entries of a file run.
///
/// Stamps are typed by hand and may be wrong; what stands above in a file that grows at its end was written earlier.
enum FileOrder: Sendable {
  case oldestFirst, newestFirst
  /// Both ways as often, or a single entry.
  case unknown

  init(of entries: [Entry]) {
    var forward = 0
    var backward = 0
    var last: Timestamp?
    for entry in entries {
      guard let time = entry.timestamp else { continue }
      if let last, last < time { forward += 1 }
      if let last, time < last { backward += 1 }
      last = time
    }
    self = forward > backward ? .oldestFirst : backward > forward ? .newestFirst : .unknown
  }

  /// Whether a line was certainly written before another one.
  func isBefore(_ line: Int, _ other: Int) -> Bool {
    switch self {
    case .oldestFirst: line < other
    case .newestFirst: line > other
    case .unknown: false
    }
  }
}
