import Facts

/// The date that a stamp without one takes: of a heading above, of the file's name, of its header, of the entry before.
struct DateContext {
  let header: FileHeader
  /// By heading level; index 0 is not used.
  private var dates = [CalendarDate?](repeating: nil, count: 8)
  private var last: CalendarDate?

  init(header: FileHeader) {
    self.header = header
  }

  /// Takes the date of a heading; what stood at its level or deeper is left behind.
  mutating func enter(_ heading: Heading) {
    for level in heading.level..<8 { dates[level] = nil }
    if let stamp = heading.stamp.map(ordered), stamp.hasDate {
      dates[heading.level] = stamp.date(year: year(above: heading.level))
    }
  }

  mutating func remember(_ timestamp: Timestamp?) {
    if let timestamp { last = timestamp.date }
  }

  /// The moment that a stamp means in a heading of this level (7 for what stands below all headings).
  func timestamp(of stamp: Stamp, level: Int) -> Timestamp? {
    let stamp = ordered(stamp)
    if stamp.hasDate {
      if stamp.year != nil { return stamp.timestamp(date: nil) }
      guard let date = year(above: level).flatMap({ stamp.date(year: $0) }) else { return nil }
      return stamp.withDate(date)
    }
    return date(above: level).flatMap(stamp.withDate)
  }

  private func ordered(_ stamp: Stamp) -> Stamp {
    header.isDayFirst ? stamp.dayFirst : stamp
  }

  private func date(above level: Int) -> CalendarDate? {
    for above in stride(from: level - 1, through: 1, by: -1) {
      if let date = dates[above] { return date }
    }
    return header.nameDate ?? header.date ?? last
  }

  private func year(above level: Int) -> Int? {
    date(above: level)?.components.year ?? header.year
  }
}

extension Stamp {
  fileprivate func withDate(_ date: CalendarDate) -> Timestamp? {
    guard !isUnexpanded else { return nil }
    let seconds = (secondOfDay ?? 0) - (secondOfDay == nil ? 0 : offset ?? 0)
    return Timestamp(secondsSinceEpoch: date.daysSinceEpoch * 86_400 + seconds)
  }
}
