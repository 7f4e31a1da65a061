import PostgresSyntax

/// The names that PostgreSQL makes up for indexes, constraints and sequences.
///
/// Source: PostgreSQL 15, `makeObjectName` and `ChooseRelationName` in indexcmds.c.
enum ObjectNames {
  /// Longest name in bytes.
  static let limit = 63

  /// A name as stored: cut to 63 bytes without splitting a character.
  static func truncated(_ name: String) -> String {
    clipped(name, limit)
  }

  private static func clipped(_ name: String, _ count: Int) -> String {
    let bytes = name.utf8
    guard bytes.count > count else { return name }
    var end = bytes.index(bytes.startIndex, offsetBy: count)
    while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
    return String(name[..<end])
  }

  /// `name1_name2_label`, the longer of the two names shortened until it fits.
  static func make(_ first: String, _ second: String?, _ label: String?) -> String {
    var overhead = 0
    var firstCount = first.utf8.count
    var secondCount = 0
    if let second {
      secondCount = second.utf8.count
      overhead += 1
    }
    if let label { overhead += label.utf8.count + 1 }
    let available = limit - overhead
    while firstCount + secondCount > available {
      if firstCount > secondCount { firstCount -= 1 } else { secondCount -= 1 }
    }
    var name = clipped(first, firstCount)
    if let second { name += "_" + clipped(second, secondCount) }
    if let label { name += "_" + label }
    return name
  }

  /// The first free name: with the label, then with the label and a number.
  static func choose(
    _ first: String,
    _ second: String?,
    _ label: String,
    from start: Int = 0,
    isTaken: (String) -> Bool
  ) -> (name: String, pass: Int) {
    var pass = start
    while true {
      let name = make(first, second, pass == 0 ? label : "\(label)\(pass)")
      if !isTaken(name) { return (name, pass) }
      pass += 1
    }
  }

  /// Names of the keys of an index joined by `_`, as far as they fit.
  static func addition(_ names: [String]) -> String {
    var result: [UInt8] = []
    for name in names {
      if !result.isEmpty { result.append(UInt8(ascii: "_")) }
      result.append(contentsOf: name.utf8)
      if result.count > limit { break }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Names of the keys made unique among themselves: `lower`, `lower1`.
  static func distinct(_ names: [String]) -> [String] {
    var result: [String] = []
    for name in names {
      var candidate = name
      var number = 1
      while result.contains(candidate) {
        let suffix = String(number)
        candidate = clipped(name, limit - suffix.utf8.count) + suffix
        number += 1
      }
      result.append(candidate)
    }
    return result
  }
}

extension Catalog {
  func chooseRelationName(
    _ first: String,
    _ second: String?,
    _ label: String,
    schema: String,
    isConstraint: Bool
  ) -> String {
    choose(first, second, label, schema, isConstraint ? "c" : "r") { name in
      let qualified = QualifiedName(schema: schema, name: name)
      return isTaken(qualified) || (isConstraint && constraintNames[qualified] != nil)
    }
  }

  func chooseConstraintName(
    _ first: String,
    _ second: String?,
    _ label: String,
    schema: String
  ) -> String {
    choose(first, second, label, schema, "k") { name in
      constraintNames[QualifiedName(schema: schema, name: name)] != nil
    }
  }

  /// Names below the last number chosen are taken until one is given up.
  private func choose(
    _ first: String,
    _ second: String?,
    _ label: String,
    _ schema: String,
    _ use: String,
    isTaken: (String) -> Bool
  ) -> String {
    let key = "\(use) \(schema).\(first).\(second ?? "").\(label)"
    let (name, pass) = ObjectNames.choose(
      first,
      second,
      label,
      from: numbersTaken[key] ?? 0,
      isTaken: isTaken
    )
    if pass > 8 { numbersTaken[key] = pass }
    return name
  }
}
