/// A made-up row, and the rows of other tables that it refers to.
struct SampleRow {
  struct Cell {
    var column: String
    /// As the text of a literal.
    var value: String
  }

  var shape: TableShape
  var cells: [Cell]

  /// The statement that inserts it; a tolerant one lets a row with the same key be there.
  func insertion(tolerant: Bool = false, returning: String? = nil) -> String {
    let names = cells.map { SQLText.identifier($0.column) }.joined(separator: ", ")
    let values = cells.map { SQLText.literal($0.value) }.joined(separator: ", ")
    let row =
      cells.isEmpty ? "DEFAULT VALUES" : "(\(names)) OVERRIDING SYSTEM VALUE VALUES (\(values))"
    return "INSERT INTO \(shape.sqlName) \(row)" + (tolerant ? " ON CONFLICT DO NOTHING" : "")
      + (returning.map { " RETURNING \($0)" } ?? "")
  }

  /// How many rows of other tables are made for one.
  private static let maximumDepth = 8

  /// Makes a row up, inserting what it refers to.
  ///
  /// `forced` holds values of columns that another row refers to. `omitsDefaults` leaves columns of policies to their
  /// defaults, `avoiding` takes other numbers where a row may be there already.
  ///
  /// - Throws: `DatabaseError`, also when no row can be made up; the transaction is then of no more use.
  static func make(
    table: Int,
    forced: [String: String] = [:],
    omitsDefaults: Bool = false,
    avoiding: Bool = false,
    above: [Int] = [],
    _ connection: Connection
  ) throws(DatabaseError) -> SampleRow {
    let shape = try TableShape(table, connection)
    guard above.count < maximumDepth, !above.contains(table) else {
      throw DatabaseError(.refused, "its rows need rows of \(shape.schema).\(shape.name) first")
    }
    var values = forced
    for column in shape.columns where values[column.name] == nil {
      let isWanted =
        column.isInPolicy && !column.isGenerated && !column.isIdentity
        && !(omitsDefaults && column.hasDefault)
      guard column.isRequired || isWanted else { continue }
      guard let value = SampleValues.value(for: column) else {
        if !column.isRequired { continue }
        throw DatabaseError(
          .refused,
          "no value is known for column \(column.name) of type \(column.type)"
        )
      }
      values[column.name] = avoiding && value == "1" ? "32001" : value
    }
    try ValueSearch(shape: shape, connection: connection).fit(&values, forced: Set(forced.keys))
    for reference in shape.references where reference.table != table {
      var keys: [String: String] = [:]
      for (column, key) in zip(reference.columns, reference.keys) { keys[key] = values[column] }
      // A reference with a NULL in it refers to nothing.
      guard keys.count == reference.keys.count else { continue }
      let parent = try make(
        table: reference.table,
        forced: keys,
        above: above + [table],
        connection
      )
      try connection.run(parent.insertion(tolerant: true))
    }
    let cells = shape.columns.compactMap { column in
      values[column.name].map { Cell(column: column.name, value: $0) }
    }
    return SampleRow(shape: shape, cells: cells)
  }
}
