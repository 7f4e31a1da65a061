import Facts

/// What is said at the end: entries from the future, and what could not be read, counted and named.
enum StatusRemarks {
  struct Remark {
    var title: String
    var lines: [String]
  }

  /// Places named of each kind; the others are counted.
  private static let limit = 5

  static func lines(_ call: RollCall) -> [Remark] {
    var remarks: [Remark] = []
    if !call.laterEntries.isEmpty {
      let count = StatusWords.counted(call.laterEntries.count, "entry is", "entries are")
      remarks.append(
        Remark(
          title: "\(count) stamped after \(StatusWords.moment(call.now)) and left out:",
          lines: limited(call.laterEntries.map { "\($0.path):\($0.line)" }, to: 2)
        )
      )
    }
    var order: [String] = []
    var bySubject: [String: [NotChecked]] = [:]
    for item in call.notChecked {
      if bySubject[item.subject] == nil { order.append(item.subject) }
      bySubject[item.subject, default: []].append(item)
    }
    for subject in order {
      let items = bySubject[subject] ?? []
      let reason = items.first?.reason ?? ""
      let isSame = items.allSatisfy { $0.reason == reason }
      remarks.append(
        Remark(
          title: title(subject, items.count) + (isSame ? ": \(reason)" : ":"),
          lines: limited(
            items.map { item in
              let place = item.path ?? item.subject
              return DisplayText.line(isSame ? place : "\(place): \(item.reason)")
            }
          )
        )
      )
    }
    return remarks
  }

  /// A file without a date is read; only nothing in it is an entry.
  private static func title(_ subject: String, _ count: Int) -> String {
    subject == "no-stamp" ? "without a date (\(count))" : "not read (\(subject), \(count))"
  }

  private static func limited(_ lines: [String], to limit: Int = limit) -> [String] {
    guard lines.count > limit else { return lines }
    return Array(lines.prefix(limit)) + ["and \(lines.count - limit) more (all in --format json)"]
  }
}
