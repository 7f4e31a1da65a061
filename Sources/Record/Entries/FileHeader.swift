import Facts
import MarkdownTree

/// What a file says about itself: in its name, its title, its front matter and the labels at its top.
struct FileHeader {
  /// The date in the file's name.
  var nameDate: CalendarDate?
  /// Index of the title among the headings: a level-1 heading that nothing but labels stands before.
  var title: Int?
  /// Of the title, else of a date label at the top.
  var stamp: Stamp?
  /// Of a time label at the top.
  private var time: Stamp?
  private(set) var isDatedByTitle = false
  /// What dates the file as a whole: title, label, name.
  var timestamp: Timestamp?
  var date: CalendarDate?
  /// A year named in the title or the name, where there is no date.
  var year: Int?
  /// A date such as `21/12/2026` stands in the file: the day comes first in all of them.
  private(set) var isDayFirst = false
  /// The value of an agent label at the top.
  var agent: String?
  /// The value of a label that says who wrote the file, which its owner need not have done.
  private(set) var author: String?
  /// Of the front matter.
  private(set) var frontMatterTitle: String?
  /// Last line of the front matter; 0 when there is none.
  var frontMatterEnd = 0
  /// The first line with text behind the front matter.
  var firstLine = 1

  init(_ document: MarkdownDocument, headings: [Heading], frontMatterEnd: Int) {
    let source = document.source
    self.frontMatterEnd = frontMatterEnd
    nameDate = Self.nameDate(of: source.path)
    firstLine = frontMatterEnd + 1
    while firstLine < source.lineCount, document.isBlankOrBreak(line: firstLine) { firstLine += 1 }
    title = headings.indices.first.flatMap { headings[$0].level == 1 ? $0 : nil }
    if let title, headings[title].stamp?.hasDate ?? false {
      stamp = headings[title].stamp
      isDatedByTitle = true
    }
    readLabels(document, headings)
    // Most files write dates that tell it themselves, and are not looked through for others.
    let isStamped = headings.contains { $0.stamp != nil }
    if !isStamped || stamp?.isAmbiguous == true
      || headings.contains(where: { $0.stamp?.isAmbiguous == true })
    {
      isDayFirst = Self.writesDayFirst(source.bytes)
    }
    stamp = isDayFirst ? stamp?.dayFirst : stamp
    if var dated = stamp, dated.hasDate {
      // The date in the title, the time in a label below it.
      if let time, !dated.hasTime {
        dated.secondOfDay = time.secondOfDay
        dated.zone = time.zone
        dated.offset = time.offset
        stamp = dated
      }
      date = dated.date(year: nameDate?.components.year)
      timestamp = dated.timestamp(date: date ?? nameDate)
    }
    if timestamp == nil {
      timestamp = nameDate.map { Timestamp(secondsSinceEpoch: $0.daysSinceEpoch * 86_400) }
    }
    year = date?.components.year ?? nameDate?.components.year ?? titleYear(document, headings)
  }

  /// Whether some date with slashes has a day above 12 in front, and none behind.
  private static func writesDayFirst(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var found = false
      var index = 2
      // `dd/dd/dddd`: looked for by its first slash.
      while index + 7 < bytes.count {
        defer { index += 1 }
        guard bytes[index] == 0x2F, bytes[index + 3] == 0x2F,
          let year = number(bytes, index + 4, 4),
          (1970...2199).contains(year), let first = number(bytes, index - 2, 2),
          let second = number(bytes, index + 1, 2)
        else { continue }
        if second > 12 { return false }
        if first > 12, first < 32 { found = true }
      }
      return found
    }
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int)
    -> Int?
  {
    var value = 0
    for index in start..<start + count {
      guard index < bytes.count, isDigit(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }

  /// Whether a file has at least one label or section of a report.
  static func reportsSomething(_ document: MarkdownDocument, _ headings: [Heading], from line: Int)
    -> Bool
  {
    func isReport(_ label: some StringProtocol) -> Bool {
      isOfReport(FieldNames.role(of: String(label)))
    }
    // "1.6 What's left (for the operator)", "Blockers / Deferred": the number and the second part say nothing.
    func isReport(_ heading: Heading) -> Bool {
      if let isReport = reportsSomething(heading.range, document.source) { return isReport }
      let text = document.source.string(heading.range).drop { !$0.isLetter }
      if isReport(text) || isReport(Self.firstPart(of: text)) { return true }
      // "Implementation status"
      return text.split(separator: " ").last.map { $0.lowercased() == "status" } ?? false
    }
    let source = document.source
    if headings.contains(where: { isReport($0) }) { return true }
    let end = min(source.lineCount, line + 400)
    guard line <= end else { return false }
    return FieldReader(document, wanted: []).fields(from: line, through: end).contains {
      isReport($0.label)
    }
  }

  /// The same for a heading of ASCII alone, without making strings; nil for another one.
  private static func reportsSomething(_ range: Range<Int>, _ source: SourceText) -> Bool? {
    source.bytes.withUnsafeBufferPointer { bytes in
      let heading = bytes[range]
      guard heading.allSatisfy({ $0 < 0x80 }) else { return nil }
      let words = heading.drop { !isLetter($0) }
      let part = words.prefix {
        switch $0 {
        case 0x2F, 0x26, 0x2C, 0x3A, 0x3B, 0x2B: false
        default: true
        }
      }
      if isOfReport(FieldNames.role(of: UnsafeBufferPointer(rebasing: words)))
        || isOfReport(FieldNames.role(of: UnsafeBufferPointer(rebasing: part)))
      {
        return true
      }
      let end = words.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? words.endIndex
      var last = end
      while last > words.startIndex, words[last - 1] != 0x20 { last -= 1 }
      let status: StaticString = "status"
      return end - last == status.utf8CodeUnitCount
        && (last..<end).allSatisfy { words[$0] | 0x20 == status.utf8Start[$0 - last] }
    }
  }

  private static func isOfReport(_ role: FieldRole?) -> Bool {
    switch role {
    case .workingOn, .progress, .next, .blockers, .blockedOn, .status, .evidence: true
    default: false
    }
  }

  /// What stands before `/`, `&`, a comma, a colon, a semicolon, `+` or a dash.
  private static func firstPart(of text: Substring) -> Substring {
    let bytes = text.utf8
    let end = bytes.indices.first { index in
      switch bytes[index] {
      case 0x2F, 0x26, 0x2C, 0x3A, 0x3B, 0x2B: true
      case 0xE2: bytes[index...].starts(with: "—".utf8) || bytes[index...].starts(with: "–".utf8)
      default: false
      }
    }
    return text[..<(end ?? text.endIndex)]
  }

  /// Labels between the top and the second heading, of which dates and agents are taken.
  private mutating func readLabels(_ document: MarkdownDocument, _ headings: [Heading]) {
    let source = document.source
    let next = headings.first { $0.level > 1 || $0.line > firstLine + 2 }?.line
    let end = min((next ?? source.lineCount + 1) - 1, firstLine + 40, source.lineCount)
    let start = title.map { headings[$0].lastLine + 1 } ?? firstLine
    var fields = start <= end ? FieldReader(document).fields(from: start, through: end) : []
    if frontMatterEnd > 2 { fields = frontMatter(source) + fields }
    for field in fields {
      switch FieldNames.role(of: field.label) {
      case .agent, .author:
        let name = Self.name(field.text)
        if agent == nil { agent = name }
        if author == nil, FieldNames.namesAuthor(field.label) { author = name }
      case .title where field.line < frontMatterEnd:
        frontMatterTitle = frontMatterTitle ?? Self.unquoted(field.text)
      case .date:
        guard let found = StampScanner.first(in: source.bytes, source.lineRange(field.line)) else {
          continue
        }
        if stamp == nil, found.hasDate {
          stamp = found
        } else if time == nil, found.hasTime, !found.hasDate || isDay(found, of: stamp) {
          time = found
        }
      default: break
      }
    }
    if stamp == nil, nameDate == nil {
      stamp = Self.unlabelledDate(source, start...max(start, end))
    }
  }

  /// "Updated 2026-05-02", "_As of May 2, 2026_": a line at the top that says no more than that.
  private static func unlabelledDate(_ source: SourceText, _ lines: ClosedRange<Int>) -> Stamp? {
    for line in lines.prefix(6) where line <= source.lineCount {
      let range = source.lineRange(line)
      guard let found = StampScanner.first(in: source.bytes, range), found.hasDate else { continue }
      let before = source.string(range.lowerBound..<found.range.lowerBound)
      if FieldNames.role(of: before) == .date { return found }
    }
    return nil
  }

  private static func unquoted(_ text: String) -> String? {
    let inner = text.prefix { $0 != "\n" }.drop { "\"' ".contains($0) }
    let end = inner.lastIndex { !"\"' \r".contains($0) }
    return end.map { String(inner[...$0]) }
  }

  private func isDay(_ found: Stamp, of stamp: Stamp?) -> Bool {
    (found.year, found.month, found.day) == (stamp?.year, stamp?.month, stamp?.day)
  }

  private func frontMatter(_ source: SourceText) -> [Entry.Field] {
    (2..<frontMatterEnd).compactMap { line in
      let text = source.text(ofLine: line)
      guard let colon = text.firstIndex(of: ":") else { return nil }
      return Entry.Field(
        label: String(text[..<colon]),
        line: line,
        endLine: line,
        text: String(text[text.index(after: colon)...].drop { $0 == " " })
      )
    }
  }

  private func titleYear(_ document: MarkdownDocument, _ headings: [Heading]) -> Int? {
    guard let title else { return nil }
    let text = document.source.string(headings[title].range)
    return text.split { !$0.isNumber }.compactMap { Int($0) }.first { (1990...2199).contains($0) }
  }

  /// A name as a label gives it: short, no placeholder, without marks.
  static func name(_ text: String) -> String? {
    var line = text.prefix { $0 != "\n" && $0 != "(" && $0 != "|" }
    while let last = line.last, " *_`.,".contains(last) { line.removeLast() }
    while let first = line.first, " *_`@".contains(first) { line.removeFirst() }
    guard !line.isEmpty, line.utf8.count <= 40, line.split(separator: " ").count <= 4,
      !line.contains(where: { "[{<".contains($0) }), line.contains(where: \.isLetter)
    else { return nil }
    return String(line)
  }

  /// Source: the front matter of static site generators: YAML between two lines `---` at the very top.
  static func frontMatterEnd(of source: SourceText) -> Int {
    guard source.lineCount > 2, source.text(ofLine: 1).drop(while: { $0 == "\u{FEFF}" }) == "---"
    else { return 0 }
    for line in 2...min(source.lineCount, 60) {
      let text = source.text(ofLine: line)
      if text == "---" || text == "..." { return line }
      if text.isEmpty { return 0 }
    }
    return 0
  }

  /// The first date in the last two parts of a path.
  static func nameDate(of path: String) -> CalendarDate? {
    let bytes = Array(path.utf8)
    let slashes = bytes.indices.filter { bytes[$0] == 0x2F }
    let start = slashes.count > 1 ? slashes[slashes.count - 2] : 0
    var index = start
    var found: CalendarDate?
    while index < bytes.count {
      let isStart = isDigit(bytes[index]) && (index == 0 || !isDigit(bytes[index - 1]))
      if isStart, let date = date(at: index, bytes) { found = date }
      index += 1
    }
    return found
  }

  private static func date(at index: Int, _ bytes: [UInt8]) -> CalendarDate? {
    var cursor = ByteCursor(bytes, index..<bytes.count)
    if let compact = cursor.number(digits: 8...8) {
      return (1970...2199).contains(compact / 10_000)
        ? CalendarDate(
          year: compact / 10_000,
          month: compact / 100 % 100,
          day: compact % 100
        ) : nil
    }
    guard let year = cursor.number(digits: 4...4), (1970...2199).contains(year),
      let separator = cursor.current, separator == 0x2D || separator == 0x5F || separator == 0x2E
    else { return nil }
    cursor.index += 1
    guard let month = cursor.number(digits: 1...2), cursor.current == separator else { return nil }
    cursor.index += 1
    guard let day = cursor.number(digits: 1...2) else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }
}
