import Facts
import MarkdownTree

/// Decides which places of a file are entries.
///
/// Each file has its own way; it is learned from what the file does most: headings with a time at any level,
/// headings with a date at the level that has most of them, sections with a date field, dated list items,
/// paragraphs and table rows. What another heading merely mentions makes no entry.
struct EntryFinder {
  let document: MarkdownDocument
  let header: FileHeader
  let headings: [Heading]
  /// Of each heading the one in whose section it stands.
  private let parents: [Int?]
  private var source: SourceText { document.source }

  init(_ document: MarkdownDocument, header: FileHeader, headings: [Heading]) {
    self.document = document
    self.header = header
    self.headings = headings
    var parents: [Int?] = []
    var open: [Int] = []
    for (index, heading) in headings.enumerated() {
      while let last = open.last, headings[last].level >= heading.level { open.removeLast() }
      parents.append(open.last)
      open.append(index)
    }
    self.parents = parents
  }

  func places() -> [EntryPlace] {
    var chosen = stampedHeadings()
    let items = LoggedLines(document, header: header, headings: headings)
    if !chosen.contains(where: { headings[$0].isTimed || headings[$0].isLeading }) {
      let places = items.places()
      // A few headings that mention a date do not outweigh a log.
      if places.count >= max(1, chosen.count * 2) { return places }
    }
    // One section that mentions a date in a file that its title dates.
    if chosen.count == 1, let only = chosen.first, !headings[only].isLeading,
      !headings[only].isTimed,
      let title = header.title, headings[title].stamp?.hasDate ?? false
    {
      chosen = []
    }
    var fieldDates: [Int: Stamp] = [:]
    let isMention =
      chosen.count == 1 && !headings[chosen[0]].isLeading && !headings[chosen[0]].isTimed
    if chosen.isEmpty || isMention {
      fieldDates = headingsWithDateField()
      // One heading that mentions a date is no entry beside sections that are dated by a field.
      if isMention, fieldDates.count < 2 { return ranges(of: chosen, fieldDates: [:]) }
      // The date of the file itself is none of a record.
      let top = headings.first { $0.level > 1 }?.line ?? 0
      let lines = items.placesOfDateFields().filter { fieldDates.isEmpty || $0.line > top }
      if lines.count > max(1, fieldDates.count) { return lines }
      chosen = fieldDates.keys.sorted()
    }
    guard !chosen.isEmpty else { return fileEntry().map { [$0] } ?? [] }
    return ranges(of: chosen, fieldDates: fieldDates)
  }

  // MARK: Headings

  /// Indices of the headings that are entries by their stamp.
  private func stampedHeadings() -> [Int] {
    let timed = timedHeadings()
    let timedLevel = timed.map { headings[$0].level }.min() ?? 7
    var isChosen = [Bool](repeating: false, count: headings.count)
    for index in timed { isChosen[index] = true }
    // Deepest first, so that a heading knows whether entries stand below it.
    var isEntryBelow = [Bool](repeating: false, count: headings.count)
    let leadingLevel = mostFrequentLevel { $0.isDateOnly && $0.isLeading && $0.level > 1 }
    let trailing = headings.indices.filter {
      headings[$0].isDateOnly && !headings[$0].isLeading && headings[$0].level > 1
    }
    let plainLevel = mostFrequentLevel {
      $0.isDateOnly && !$0.isLeading && !$0.isBracketed && $0.level > 1
    }
    let anyLevel = mostFrequentLevel { $0.isDateOnly && !$0.isLeading && $0.level > 1 }
    let isTie = plainLevel < 7 && count(trailing, at: plainLevel) >= count(trailing, at: anyLevel)
    let trailingLevel = isTie ? plainLevel : anyLevel
    let trailingCount = trailing.count { headings[$0].level == trailingLevel }
    let strongCount =
      timed.count
      + headings.count { $0.isDateOnly && $0.isLeading && $0.level == leadingLevel && $0.level > 1 }
    let titles = headings.indices.filter { headings[$0].level == 1 && headings[$0].stamp != nil }
    for index in headings.indices.reversed() {
      let heading = headings[index]
      defer { if isChosen[index] { markAncestors(of: index, &isEntryBelow) } }
      guard let stamp = heading.stamp, !isChosen[index] else { continue }
      // A time that was not taken for an entry above is a mention.
      if stamp.hasTime, heading.level > 1 { continue }
      if heading.level == 1 {
        // A title; or the file's way, when it does so again and again.
        guard titles.count > 1, !isEntryBelow[index] else { continue }
        guard heading.isLeading || heading.isTimed || strongCount == 0 else { continue }
        isChosen[index] = true
      } else if heading.isLeading {
        if isEntryBelow[index], !hasOwnContent(index) { continue }
        if strongCount > 0, heading.level > min(leadingLevel, timedLevel), isInside(index) {
          continue
        }
        isChosen[index] = true
      } else {
        guard heading.level == trailingLevel else { continue }
        if isEntryBelow[index], !hasOwnContent(index) { continue }
        let isOuter = heading.level < min(timedLevel, leadingLevel) && trailingCount > 1
        guard trailingCount >= max(1, strongCount) || isOuter else { continue }
        isChosen[index] = true
      }
    }
    return headings.indices.filter { isChosen[$0] }
  }

  /// Headings with a time, but for those that only mention one in brackets: deeper than an entry around them,
  /// or alone of their kind and without a date.
  private func timedHeadings() -> [Int] {
    let timed = headings.indices.filter { headings[$0].isTimed && headings[$0].level > 1 }
    let plain = Set(timed.filter { !headings[$0].isBracketed })
    return timed.filter { index in
      let heading = headings[index]
      guard heading.isBracketed else { return true }
      var above = parents[index]
      while let parent = above {
        if plain.contains(parent) { return false }
        above = parents[parent]
      }
      let peers = timed.count { headings[$0].level == heading.level }
      return heading.stamp?.hasDate ?? false || peers > 1
    }
  }

  private func count(_ indices: [Int], at level: Int) -> Int {
    indices.count { headings[$0].level == level }
  }

  private func mostFrequentLevel(_ matches: (Heading) -> Bool) -> Int {
    var counts = [Int](repeating: 0, count: 8)
    for heading in headings where matches(heading) { counts[heading.level] += 1 }
    let most = counts.max() ?? 0
    return most == 0 ? 7 : counts.firstIndex(of: most) ?? 7
  }

  /// Marks the headings above in whose sections this one stands.
  private func markAncestors(of index: Int, _ marks: inout [Bool]) {
    var above = parents[index]
    while let parent = above, !marks[parent] {
      marks[parent] = true
      above = parents[parent]
    }
  }

  /// Whether a heading with a date of its own stands above, in whose section this one is.
  private func isInside(_ index: Int) -> Bool {
    var above = parents[index]
    while let parent = above, headings[parent].level > 1 {
      if headings[parent].stamp?.hasDate ?? false, hasOwnContent(parent) { return true }
      above = parents[parent]
    }
    return false
  }

  /// Whether anything stands between a heading and the next one.
  private func hasOwnContent(_ index: Int) -> Bool {
    let end = index + 1 < headings.count ? headings[index + 1].line : source.lineStarts.count + 1
    var line = headings[index].lastLine + 1
    while line < end {
      switch document.kind(ofLine: line) {
      case .document, .thematicBreak, .htmlComment: line += 1
      default: return true
      }
    }
    return false
  }

  /// Sections whose first lines hold a date field, at the level that has most of them.
  private func headingsWithDateField() -> [Int: Stamp] {
    var found: [Int: Stamp] = [:]
    let reader = FieldReader(document, wanted: [], keepsLabels: false)
    for index in headings.indices where headings[index].level > 1 && headings[index].stamp == nil {
      let start = headings[index].lastLine + 1
      let next = index + 1 < headings.count ? headings[index + 1].line : source.lineStarts.count + 1
      let end = min(next - 1, start + 7)
      guard end >= start else { continue }
      for line in reader.linesOfDates(from: start, through: end) {
        let range = source.lineRange(line)
        if let stamp = StampScanner.first(in: source.bytes, range), stamp.hasDate {
          found[index] = stamp
          break
        }
      }
    }
    var counts = [Int](repeating: 0, count: 8)
    for index in found.keys { counts[headings[index].level] += 1 }
    let most = counts.max() ?? 0
    return found.filter { counts[headings[$0.key].level] == most }
  }

  // MARK: Ranges

  private func ranges(of chosen: [Int], fieldDates: [Int: Stamp]) -> [EntryPlace] {
    var places: [EntryPlace] = []
    let highest = chosen.map { headings[$0].level }.max() ?? 0
    var isChosen = [Bool](repeating: false, count: headings.count)
    for index in chosen { isChosen[index] = true }
    var context = DateContext(header: header)
    var openLevel = 0
    for (index, heading) in headings.enumerated() {
      context.enter(heading)
      let before = heading.line - 1
      if isChosen[index] {
        close(&places, at: before)
        var place = place(of: heading)
        place.stamp = fieldDates[index] ?? heading.stamp
        place.stampIsInField = fieldDates[index] != nil
        place.timestamp = place.stamp.flatMap { context.timestamp(of: $0, level: heading.level) }
        context.remember(place.timestamp)
        places.append(place)
        openLevel = heading.level
      } else if heading.level <= highest, heading.level > 1, !places.isEmpty,
        Completion.isBlock(source, heading.range)
      {
        close(&places, at: before)
        var place = place(of: heading)
        place.timestamp = places.last?.timestamp
        place.isCompletion = true
        places.append(place)
        openLevel = heading.level
      } else if openLevel > 0, heading.level <= openLevel,
        heading.isTemplate || heading.level < openLevel
      {
        close(&places, at: before)
        openLevel = 0
      }
    }
    close(&places, at: source.lineCount)
    return places
  }

  private func place(of heading: Heading) -> EntryPlace {
    EntryPlace(
      line: heading.line,
      endLine: 0,
      headingEnd: heading.lastLine,
      level: heading.level,
      range: heading.range
    )
  }

  private func close(_ places: inout [EntryPlace], at line: Int) {
    guard let last = places.last, last.endLine == 0 else { return }
    var end = max(last.headingEnd, line)
    while end > last.headingEnd, document.isBlankOrBreak(line: end) { end -= 1 }
    places[places.count - 1].endLine = end
  }

  // MARK: The whole file

  /// A file without stamped entries is one entry, when something dates it and it reports something.
  private func fileEntry() -> EntryPlace? {
    guard let timestamp = header.timestamp, source.lineCount > 0,
      header.isDatedByTitle
        || FileHeader.reportsSomething(document, headings, from: header.firstLine)
    else { return nil }
    var place: EntryPlace
    if let title = header.title {
      place = self.place(of: headings[title])
    } else {
      let line = header.firstLine
      place = EntryPlace(
        line: line,
        endLine: 0,
        headingEnd: line - 1,
        level: 0,
        range: source.lineRange(line)
      )
      place.frontMatterTitle = header.frontMatterTitle
    }
    place.stamp = header.stamp
    place.timestamp = timestamp
    place.isFile = true
    var end = source.lineCount
    while end > place.line, document.isBlankOrBreak(line: end) { end -= 1 }
    place.endLine = end
    return place
  }
}

extension MarkdownDocument {
  /// Whether a line is nothing but the mark that keeps entries apart in a merge: `<!-- 5f2e9a1c -->`.
  private func isMergeMark(line: Int) -> Bool {
    let text = source.bytes[source.lineRange(line)].drop { $0 == 0x20 }
    return text.count >= 17 && text.starts(with: "<!-- ".utf8)
      && text.dropFirst(5).prefix(8).allSatisfy { isDigit($0) || (0x61...0x66).contains($0) }
      && text.dropFirst(13).starts(with: " -->".utf8)
      && text.dropFirst(17).allSatisfy { $0 <= 0x20 }
  }

  func isBlankOrBreak(line: Int) -> Bool {
    switch kind(ofLine: line) {
    case .thematicBreak: return true
    case .htmlComment: return isMergeMark(line: line)
    default: break
    }
    return source.lineRange(line).allSatisfy {
      source.bytes[$0] == 0x20 || source.bytes[$0] == 0x09
    }
  }
}
