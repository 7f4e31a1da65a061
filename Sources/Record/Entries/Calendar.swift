/// Names of months, weekdays and zones, in lower case.
///
/// Source for the names: Unicode CLDR, formatted and abbreviated forms of the languages that records are
/// written in most; source for the offsets: IANA time zone database.
enum Calendar {
  /// 1...12; nil for a word that names no month.
  static func month(_ word: String) -> Int? {
    months[word]
  }

  static func isWeekday(_ word: String) -> Bool {
    weekdays.contains(word)
  }

  /// A quick look by the first two bytes of a word in whatever case; beyond ASCII any may be one.
  static func mayBeWeekday(_ first: UInt8, _ second: UInt8) -> Bool {
    first >= 0x80 || second >= 0x80 || weekdayBeginnings[beginning(first, second)]
  }

  /// The same by the first letter and the length.
  static func mayBeWeekday(_ first: UInt8, length: Int) -> Bool {
    weekdayShapes.mayHold(first | 0x20, length)
  }

  private static let weekdayShapes = WordShapes(weekdays)

  /// A quick look by the first two bytes of a word in whatever case; beyond ASCII any may be one.
  static func mayBeMonth(_ first: UInt8, _ second: UInt8) -> Bool {
    first >= 0x80 || second >= 0x80 || monthBeginnings[beginning(first, second)]
  }

  private static let weekdayBeginnings = beginnings(of: weekdays)
  private static let monthBeginnings = beginnings(of: months.keys)

  private static func beginnings(of names: some Sequence<String>) -> [Bool] {
    var beginnings = [Bool](repeating: false, count: 1_024)
    for name in names {
      var bytes = name.utf8.makeIterator()
      beginnings[beginning(bytes.next() ?? 0, bytes.next() ?? 0)] = true
    }
    return beginnings
  }

  private static func beginning(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first & 0x1F) << 5 | Int(second & 0x1F)
  }

  /// Seconds east of UTC for an abbreviation that means one offset; nil for one that does not tell.
  static func offset(_ zone: String) -> Int?? {
    zones[zone]
  }

  private static let months: [String: Int] = {
    let names: [[String]] = [
      [
        "january", "jan", "januar", "styczeń", "stycznia", "sty", "enero", "ene", "janvier", "janv",
        "janeiro", "gennaio",
      ],
      [
        "february", "feb", "februar", "luty", "lutego", "lut", "febrero", "février", "févr",
        "fevereiro", "febbraio",
      ],
      ["march", "mar", "märz", "marzec", "marca", "marzo", "mars", "março"],
      ["april", "apr", "kwiecień", "kwietnia", "kwi", "abril", "abr", "avril", "avr", "aprile"],
      ["may", "mai", "maj", "maja", "mayo", "maio", "maggio"],
      ["june", "jun", "juni", "czerwiec", "czerwca", "cze", "junio", "juin", "junho", "giugno"],
      ["july", "jul", "juli", "lipiec", "lipca", "lip", "julio", "juillet", "julho", "luglio"],
      ["august", "aug", "sierpień", "sierpnia", "sie", "agosto", "ago", "août"],
      [
        "september", "sep", "sept", "wrzesień", "września", "wrz", "septiembre", "septembre",
        "setembro", "settembre",
      ],
      [
        "october", "oct", "oktober", "okt", "październik", "października", "paź", "octubre",
        "octobre", "outubro", "ottobre",
      ],
      ["november", "nov", "listopad", "listopada", "lis", "noviembre", "novembre", "novembro"],
      [
        "december", "dec", "dezember", "dez", "grudzień", "grudnia", "gru", "diciembre", "dic",
        "décembre", "déc", "dezembro", "dicembre",
      ],
    ]
    var months: [String: Int] = [:]
    for (index, forms) in names.enumerated() {
      for form in forms { months[form] = index + 1 }
    }
    return months
  }()

  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag", "poniedziałek", "wtorek", "środa", "czwartek",
    "piątek", "sobota", "niedziela", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado",
    "domingo", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
  ]

  /// nil inside: the abbreviation is a zone, but its offset depends on the date or on the country.
  private static let zones: [String: Int?] = {
    var zones: [String: Int?] = [:]
    let hours: [String: Double] = [
      "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9,
      "akdt": -8, "hst": -10, "brt": -3, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2,
      "eest": 3, "msk": 3, "pkt": 5, "wib": 7, "hkt": 8, "sgt": 8, "awst": 8, "jst": 9, "kst": 9,
      "acst": 9.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    ]
    for (name, offset) in hours { zones[name] = .some(Int(offset * 3_600)) }
    for name in ["cst", "ist", "bst", "et", "ct", "mt", "pt", "gst", "local"] {
      zones[name] = .some(nil)
    }
    return zones
  }()
}
