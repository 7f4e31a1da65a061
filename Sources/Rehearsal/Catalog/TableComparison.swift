internal import Facts

/// Holds a table of the folded migrations against the same table of a catalog.
struct TableComparison {
  private(set) var differences: [TableDifference] = []
  /// What could not be compared, each with the reason.
  private(set) var notCompared: [String] = []

  private let comparesText: Bool

  /// Compares everything; expressions are only looked for when `comparesText` is false.
  init(stated: Table, actual: Table, comparesText: Bool) {
    self.comparesText = comparesText
    compareSecurity(stated, actual)
    compareColumns(stated.columns, actual.columns)
    comparePolicies(stated.policies, actual.policies)
    compareIndexes(stated.indexes, actual.indexes)
    let keys = pairs(stated.foreignKeys, actual.foreignKeys, .foreignKey, \.name, Self.text)
    for (mine, theirs) in keys {
      compare(Self.text(mine), Self.text(theirs), .foreignKey, mine.name)
    }
  }

  private mutating func compareSecurity(_ stated: Table, _ actual: Table) {
    for (name, mine, theirs) in [
      ("row security", stated.rowSecurity, actual.rowSecurity),
      ("forced row security", stated.forceRowSecurity, actual.forceRowSecurity),
    ] {
      guard let mine else {
        notCompared.append("\(name): \(stated.rowSecurityReason ?? "the migrations do not tell")")
        continue
      }
      compare(mine ? "on" : "off", theirs == true ? "on" : "off", .rowSecurity, name)
    }
  }

  private mutating func compareColumns(_ stated: [Column], _ actual: [Column]) {
    let columns = pairs(stated, actual, .column, \.name) { $0.type ?? "of an unknown type" }
    for (mine, theirs) in columns {
      if let type = mine.type, let real = theirs.type {
        if !Self.isSameType(type, real) { compare(type, real, .type, mine.name) }
      } else {
        notCompared.append("type of \(mine.name): \(mine.typeReason ?? "no file states it")")
      }
      if let nullable = mine.nullable {
        let words = [true: "nullable", false: "NOT NULL"]
        compare(words[nullable], words[theirs.nullable ?? true], .nullable, mine.name)
      } else {
        notCompared.append(
          "NOT NULL of \(mine.name): \(mine.nullableReason ?? "no file states it")"
        )
      }
      compareText(mine.default, theirs.default, .default, mine.name, "default of \(mine.name)")
    }
  }

  private mutating func comparePolicies(_ stated: [Policy], _ actual: [Policy]) {
    for (mine, theirs) in pairs(stated, actual, .policy, \.name, Self.text) {
      compare(Self.text(mine), Self.text(theirs), .policy, mine.name)
      compareText(mine.using, theirs.using, .policy, mine.name, "USING of policy \(mine.name)")
      compareText(
        mine.withCheck,
        theirs.withCheck,
        .policy,
        mine.name,
        "WITH CHECK of policy \(mine.name)"
      )
    }
  }

  private mutating func compareIndexes(_ stated: [Index], _ actual: [Index]) {
    for (mine, theirs) in pairs(stated, actual, .index, \.name, Self.text) {
      compare(Self.text(mine), Self.text(theirs), .index, mine.name)
      compareText(
        mine.predicate,
        theirs.predicate,
        .index,
        mine.name,
        "WHERE of index \(mine.name)"
      )
      for (left, right) in zip(mine.columns, theirs.columns) where left.expression != nil {
        compareText(
          left.expression,
          right.expression,
          .index,
          mine.name,
          "an expression of index \(mine.name)"
        )
      }
    }
  }

  // MARK: Parts

  /// Things of one name on both sides; what one side lacks is a difference.
  private mutating func pairs<Thing>(
    _ stated: [Thing],
    _ actual: [Thing],
    _ kind: TableDifference.Kind,
    _ name: (Thing) -> String,
    _ text: (Thing) -> String
  ) -> [(Thing, Thing)] {
    var left = Dictionary(actual.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    var result: [(Thing, Thing)] = []
    for mine in stated {
      if let theirs = left.removeValue(forKey: name(mine)) {
        result.append((mine, theirs))
      } else {
        compare(text(mine), nil, kind, name(mine))
      }
    }
    for theirs in actual where left[name(theirs)] != nil {
      compare(nil, text(theirs), kind, name(theirs))
    }
    return result
  }

  private mutating func compare(
    _ stated: String?,
    _ actual: String?,
    _ kind: TableDifference.Kind,
    _ object: String
  ) {
    guard stated != actual else { return }
    differences.append(
      TableDifference(kind: kind, object: object, stated: stated, actual: actual)
    )
  }

  private mutating func compareText(
    _ stated: String?,
    _ actual: String?,
    _ kind: TableDifference.Kind,
    _ object: String,
    _ what: String
  ) {
    guard comparesText else {
      compare(stated.map { _ in "there" }, actual.map { _ in "there" }, kind, what)
      return
    }
    switch ExpressionComparison(stated: stated, actual: actual) {
    case .same: break
    case .different: compare(stated ?? "none", actual ?? "none", kind, what)
    case .unknown:
      notCompared.append(
        "\(what): \(stated ?? "none") in the migrations and \(actual ?? "none") in the database may mean the same"
      )
    }
  }

  /// The catalog qualifies the types of other schemas than its own.
  private static func isSameType(_ left: String, _ right: String) -> Bool {
    left == right || right.hasSuffix(".\(left)") || left.hasSuffix(".\(right)")
  }

  // MARK: Texts without expressions

  private static func text(_ policy: Policy) -> String {
    "\(policy.permissive ? "permissive" : "restrictive") for \(policy.command.rawValue) to "
      + sorted(policy.roles).joined(separator: ", ")
  }

  private static func text(_ index: Index) -> String {
    let keys = index.columns.map { key in
      var text = key.name ?? "(expression)"
      if let operatorClass = key.operatorClass { text += " \(operatorClass)" }
      if key.order == .desc { text += " DESC" }
      if (key.order == .desc) != (key.nulls == .first) {
        text += " NULLS \(key.nulls.rawValue.uppercased())"
      }
      return text
    }
    let unique = index.primary ? "PRIMARY KEY " : index.unique ? "UNIQUE " : ""
    let include =
      index.include.isEmpty ? "" : " INCLUDE (\(index.include.joined(separator: ", ")))"
    return "\(unique)\(index.method) (\(keys.joined(separator: ", ")))\(include)"
  }

  private static func text(_ key: ForeignKey) -> String {
    let target = key.references
    return "(\(key.columns.joined(separator: ", "))) to \(target.schema).\(target.table) "
      + "(\(target.columns.joined(separator: ", "))) on delete \(key.onDelete), on update \(key.onUpdate)"
  }

  private static func sorted(_ names: [String]) -> [String] {
    names.sorted { $0.precedesInBytes($1) }
  }
}
