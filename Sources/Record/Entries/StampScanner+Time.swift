import Facts

/// Times of day: `14:30`, `14:30:05Z`, `2:30 PM EDT`, `T1430Z`, `14h30`, `14時30分`, `16:20-16:35 UTC`.
extension StampScanner {
  /// Reads a time, the end of a range and a zone.
  mutating func readTime(into stamp: inout Stamp, afterT: Bool) -> Bool {
    let start = cursor.index
    guard var first = clock(afterT: afterT) else {
      cursor.index = start
      return false
    }
    if readOffset(into: &stamp, hasSeconds: first.hasSeconds, afterT: afterT) {
      stamp.secondOfDay = first.seconds
      return true
    }
    if !readZone(into: &stamp) {
      let end = cursor.index
      if skipRangeMark(), let second = rangeEnd() {
        // `2:00–3:30 PM`: the half of the day is stated once.
        if !first.hasHalf, second.hasHalf, first.seconds + 43_200 <= second.seconds {
          first.seconds += 43_200
        }
        readZone(into: &stamp)
      } else {
        cursor.index = end
      }
    } else {
      let end = cursor.index
      if skipRangeMark(), rangeEnd() != nil { readZone(into: &stamp) } else { cursor.index = end }
    }
    stamp.secondOfDay = first.seconds
    return true
  }

  struct Clock {
    var seconds: Int
    var hasSeconds = false
    var hasHalf = false
  }

  private mutating func rangeEnd() -> Clock? {
    let start = cursor.index
    var ignored = Stamp(range: start..<start)
    if readDate(into: &ignored) {
      if cursor.current == 0x54 { cursor.index += 1 } else { cursor.skipBlanks() }
      if let time = clock(afterT: true) { return time }
    }
    cursor.index = start
    return clock(afterT: false)
  }

  private mutating func clock(afterT: Bool) -> Clock? {
    let start = cursor.index
    if afterT, let compact = cursor.number(digits: 4...4), compact / 100 < 24, compact % 100 < 60 {
      return Clock(seconds: compact / 100 * 3_600 + compact % 100 * 60)
    }
    cursor.index = start
    if let compact = cursor.number(digits: 4...4), compact / 100 < 24, compact % 100 < 60 {
      // `1430Z`, `1430 UTC`: without the zone it might be any number.
      let end = cursor.index
      cursor.skipBlanks()
      if cursor.starts(with: "Z") || cursor.starts(with: "UTC") || cursor.starts(with: "GMT") {
        cursor.index = end
        return Clock(seconds: compact / 100 * 3_600 + compact % 100 * 60)
      }
    }
    cursor.index = start
    guard let hour = cursor.number(digits: 1...2), hour <= 24 else { return nil }
    var time = Clock(seconds: hour * 3_600)
    let isMinute = cursor.skip(":") || cursor.skip("：") || cursor.skip("時") || cursor.skip("时")
    if isMinute || (cursor.current == 0x68 && cursor.peek(1).map(isDigit) ?? false && skipOne()) {
      guard let minute = cursor.number(digits: 2...2), minute < 60 else { return nil }
      _ = cursor.skip("分")
      time.seconds += minute * 60
      if cursor.current == 0x3A, cursor.peek(1).map(isDigit) ?? false {
        cursor.index += 1
        guard let second = cursor.number(digits: 2...2), second < 61 else { return nil }
        time.seconds += second
        time.hasSeconds = true
        if cursor.current == 0x2E, cursor.peek(1).map(isDigit) ?? false {
          cursor.index += 1
          while let byte = cursor.current, isDigit(byte) { cursor.index += 1 }
        }
      }
    } else if !isHalfAhead {
      return nil
    }
    readHalf(into: &time)
    if let byte = cursor.current,
      isDigit(byte) || byte == 0x3A && cursor.peek(1).map(isDigit) ?? false
    {
      return nil
    }
    if let byte = cursor.current, isLetter(byte), byte != 0x5A, byte != 0x7A,
      cursor.peek(-1) != 0x6D,
      cursor.peek(-1) != 0x4D
    {
      let word = cursor.word ?? ""
      guard word == "utc" || word == "gmt" || word == "h" || Calendar.offset(word) != nil else {
        return nil
      }
    }
    return time.seconds <= 86_400 ? time : nil
  }

  private mutating func skipOne() -> Bool {
    cursor.index += 1
    return true
  }

  private var isHalfAhead: Bool {
    var ahead = cursor
    ahead.skipBlanks()
    guard let letter = ahead.current.map({ $0 | 0x20 }), letter == 0x61 || letter == 0x70 else {
      return false
    }
    return ahead.word == "am" || ahead.word == "pm" || ahead.word == "a" && ahead.peek(1) == 0x2E
      || ahead.word == "p" && ahead.peek(1) == 0x2E
  }

  private mutating func readHalf(into time: inout Clock) {
    guard isHalfAhead, time.seconds < 46_800 else { return }
    cursor.skipBlanks()
    let isAfternoon = cursor.current.map { $0 | 0x20 } == 0x70
    cursor.index += 1
    _ = cursor.skip(".")
    cursor.index += 1
    _ = cursor.skip(".")
    time.hasHalf = true
    let isTwelve = time.seconds / 3_600 == 12
    if isAfternoon, !isTwelve { time.seconds += 43_200 }
    if !isAfternoon, isTwelve { time.seconds -= 43_200 }
  }

  /// `午後3:20`, `下午 3:20`, `上午9时30分`.
  mutating func readDayHalfTime(into stamp: inout Stamp) -> Bool {
    let start = cursor.index
    let isAfternoon = cursor.skip("午後") || cursor.skip("下午") || cursor.skip("晚上")
    guard isAfternoon || cursor.skip("午前") || cursor.skip("上午") || cursor.skip("早上") else {
      return false
    }
    cursor.skipBlanks()
    guard readTime(into: &stamp, afterT: false), let seconds = stamp.secondOfDay else {
      cursor.index = start
      return false
    }
    if isAfternoon, seconds < 43_200 { stamp.secondOfDay = seconds + 43_200 }
    return true
  }

  mutating func clockBehindDayHalf() -> Stamp? {
    let start = cursor.index
    var stamp = Stamp(range: start..<start)
    guard readDayHalfTime(into: &stamp) else { return nil }
    stamp.range = start..<cursor.index
    return stamp
  }

  /// `Z`, `UTC`, `GMT+2`, `JST`, `(local time)`; blanks and an opening bracket may stand before it.
  @discardableResult
  mutating func readZone(into stamp: inout Stamp) -> Bool {
    let start = cursor.index
    if cursor.current == 0x5A || cursor.current == 0x7A, cursor.peek(1).map(isLetter) != true {
      cursor.index += 1
      stamp.zone = .utc
      stamp.offset = 0
      return true
    }
    cursor.skipBlanks()
    let opened = cursor.skip("(") || cursor.skip("[")
    defer {
      if opened, cursor.index > start, cursor.current == 0x29 || cursor.current == 0x5D {
        cursor.index += 1
      }
    }
    guard let word = cursor.word else {
      cursor.index = start
      return false
    }
    let length = cursor.wordLength
    if word == "utc" || word == "gmt" || word == "z" {
      cursor.index += length
      stamp.zone = .utc
      stamp.offset = 0
      if let offset = signedOffset() {
        stamp.zone = .stated
        stamp.offset = offset
      }
      return true
    }
    // Abbreviations are written in capitals: `est` and `ist` are words of other languages.
    let isCapital = cursor.current.map { $0 & 0x20 == 0 } ?? false
    if let offset = Calendar.offset(word), isCapital || word == "local" {
      cursor.index += length
      if word == "local" { _ = cursor.skip(" time") || cursor.skip(" Time") }
      stamp.zone = .stated
      stamp.offset = offset
      return true
    }
    cursor.index = start
    return false
  }

  /// `+09:00`, `-0600`, `+9` behind a time.
  private mutating func readOffset(into stamp: inout Stamp, hasSeconds: Bool, afterT: Bool) -> Bool
  {
    let start = cursor.index
    if cursor.current == 0x20, cursor.peek(1) == 0x2B || cursor.peek(1) == 0x2D,
      cursor.peek(2).map(isDigit) ?? false
    {
      cursor.index += 1
    }
    // `16:20-16:35` is a range.
    guard cursor.current == 0x2B || (cursor.current == 0x2D && (hasSeconds || afterT)),
      let offset = signedOffset()
    else {
      cursor.index = start
      return false
    }
    stamp.zone = offset == 0 ? .utc : .stated
    stamp.offset = offset
    return true
  }

  private mutating func signedOffset() -> Int? {
    let start = cursor.index
    guard let sign = cursor.current, sign == 0x2B || sign == 0x2D else { return nil }
    cursor.index += 1
    if let compact = cursor.number(digits: 4...4), compact / 100 <= 14, compact % 100 < 60 {
      return (compact / 100 * 3_600 + compact % 100 * 60) * (sign == 0x2D ? -1 : 1)
    }
    cursor.index = start + 1
    guard let hours = cursor.number(digits: 1...2), hours <= 14 else {
      cursor.index = start
      return nil
    }
    var seconds = hours * 3_600
    if cursor.current == 0x3A, cursor.peek(1).map(isDigit) ?? false {
      cursor.index += 1
      guard let minutes = cursor.number(digits: 2...2), minutes < 60 else {
        cursor.index = start
        return nil
      }
      seconds += minutes * 60
    }
    return sign == 0x2D ? -seconds : seconds
  }

  /// A dash, an arrow, `~` or `to` between the ends of a range.
  mutating func skipRangeMark() -> Bool {
    let start = cursor.index
    cursor.skipBlanks()
    switch cursor.current {
    case 0x2D, 0x2E, 0x2F, 0x7E, 0x62, 0x64, 0x74, 0xE2, 0xE3: break
    default:
      cursor.index = start
      return false
    }
    let found =
      cursor.skip("-") || cursor.skip("–") || cursor.skip("—") || cursor.skip("→")
      || cursor.skip("~") || cursor.skip("〜") || cursor.skip("to ") || cursor.skip("/")
      || cursor.skip("..") || cursor.skip("bis ") || cursor.skip("do ")
    if found {
      _ = cursor.skip(">")
      cursor.skipBlanks()
      return true
    }
    cursor.index = start
    return false
  }

  /// What may stand between a date and its time: blanks, marks, a weekday, `at`.
  mutating func skipSeparators() {
    let limit = cursor.index + 40
    while let byte = cursor.current, cursor.index < limit {
      switch byte {
      case 0x20, 0x09, 0x2C, 0x40, 0x28, 0x29, 0x5B, 0x5D, 0x7C, 0x2D, 0x2A, 0x60, 0x5F:
        cursor.index += 1
      case 0xE2 where cursor.starts(with: "–") || cursor.starts(with: "—"):
        cursor.index += 3
      case 0xC2 where cursor.starts(with: "·") || cursor.starts(with: "\u{A0}"):
        cursor.index += 2
      case 0xEF where cursor.starts(with: "（") || cursor.starts(with: "）"):
        cursor.index += 3
      default:
        guard let word = cursor.word else { return }
        guard
          word == "at" || word == "um" || word == "kl" || word == "godz" || Calendar.isWeekday(word)
            || Self.eastAsianWeekdays.contains(word)
        else {
          return
        }
        cursor.index += cursor.wordLength
        _ = cursor.skip(".")
      }
    }
  }

  private static let eastAsianWeekdays: Set<String> = [
    "月", "火", "水", "木", "金", "土", "日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日",
    "周一", "周二", "周三", "周四", "周五", "周六", "周日", "星期一", "星期二", "星期三", "星期四", "星期五",
    "星期六", "星期日",
  ]
}
