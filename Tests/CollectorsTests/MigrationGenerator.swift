/// Makes migration folders out of a seed: the same seed gives the same folder on every machine.
struct MigrationGenerator {
  private struct TableModel {
    var name: String
    var columns: [String]
    var policies: [String] = []
    var indexes: [String] = []
    var keyed = false
    var isPartitioned = false
  }

  private var state: UInt64
  private var tables: [TableModel] = []
  private var types: [String] = []
  private var number = 0

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// One folder of two to six files.
  static func folder(seed: UInt64) -> MigrationCase {
    var generator = MigrationGenerator(seed: seed)
    var folder = MigrationCase("seed \(seed)")
    for _ in 0..<(2 + generator.pick(5)) {
      var statements: [String] = []
      for _ in 0..<(3 + generator.pick(12)) { statements.append(generator.statement()) }
      folder.files.append(statements.joined(separator: "\n"))
    }
    return folder
  }

  private mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  private mutating func pick(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }

  private mutating func chance(_ percent: Int) -> Bool { pick(100) < percent }

  private mutating func any(_ items: [String]) -> String { items[pick(items.count)] }

  private mutating func fresh(_ stem: String) -> String {
    number += 1
    let name =
      chance(15)
      ? "\(stem)_\(number)_\(String(repeating: "long", count: 10 + pick(8)))" : "\(stem)_\(number)"
    return chance(20) ? "\"\(stem.uppercased()) \(name)\"" : name
  }

  private mutating func type() -> String {
    let plain = [
      "int", "bigint", "text", "varchar(\(1 + pick(200)))", "numeric(\(5 + pick(5)),\(pick(5)))",
      "timestamptz", "timestamp(3)", "date", "boolean", "uuid", "jsonb", "text[]", "real",
      "double precision", "char(4)", "interval", "bytea", "int[]", "inet", "decimal(9)",
    ]
    return !types.isEmpty && chance(15) ? any(types) : any(plain)
  }

  private mutating func column(_ name: String) -> String {
    switch pick(8) {
    case 0: return "\(name) serial"
    case 1: return "\(name) bigint GENERATED ALWAYS AS IDENTITY"
    case 2: return "\(name) int NOT NULL DEFAULT \(pick(9)) CHECK (\(name) >= 0)"
    case 3: return "\(name) timestamptz DEFAULT now() NOT NULL"
    case 4: return "\(name) text UNIQUE"
    case 5: return "\(name) text DEFAULT 'a, (b' NOT NULL"
    default: return "\(name) \(type())\(chance(30) ? " NOT NULL" : "")"
    }
  }

  private mutating func createTable() -> String {
    var model = TableModel(name: fresh("t"), columns: [])
    var parts: [String] = []
    for _ in 0..<(1 + pick(5)) {
      let name = fresh("c")
      model.columns.append(name)
      parts.append(column(name))
    }
    let id = fresh("id")
    model.columns.append(id)
    if chance(70) {
      model.keyed = true
      parts.append(chance(50) ? "\(id) int PRIMARY KEY" : "\(id) int, PRIMARY KEY (\(id))")
    } else {
      parts.append("\(id) int")
    }
    if chance(30) { parts.append("UNIQUE (\(id), \(model.columns[0]))") }
    if chance(40), let target = tables.filter(\.keyed).last {
      let name = fresh("ref")
      model.columns.append(name)
      parts.append(
        "\(name) int REFERENCES \(target.name) ON DELETE \(any(["CASCADE", "SET NULL", "RESTRICT", "NO ACTION"]))"
      )
    }
    tables.append(model)
    return
      "CREATE TABLE \(chance(30) ? "IF NOT EXISTS " : "")\(model.name) (\n  \(parts.joined(separator: ",\n  "))\n);"
  }

  private mutating func statement() -> String {
    guard !tables.isEmpty, !chance(20) else {
      if chance(15) {
        let name = fresh("kind")
        types.append(name)
        return "CREATE TYPE \(name) AS ENUM ('a', 'b');"
      }
      return createTable()
    }
    let index = pick(tables.count)
    let table = tables[index].name
    let column = any(tables[index].columns)
    switch pick(16) {
    case 0:
      let name = fresh("c")
      tables[index].columns.append(name)
      return
        "ALTER TABLE \(table) ADD COLUMN \(chance(40) ? "IF NOT EXISTS " : "")\(self.column(name));"
    case 1 where tables[index].columns.count > 2:
      tables[index].columns.removeAll { $0 == column }
      tables[index].keyed = false
      return "ALTER TABLE \(table) DROP COLUMN \(column) CASCADE;"
    case 2, 3: return "CREATE INDEX ON \(table) (\(column)\(chance(30) ? " DESC" : ""));"
    case 4:
      let other = any(tables[index].columns)
      return
        "CREATE INDEX \(fresh("i")) ON \(table) (\(column) NULLS FIRST, \(other)) WHERE \(column) IS NOT NULL;"
    case 5: return "ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY;"
    case 6, 7:
      let name = fresh("p")
      tables[index].policies.append(name)
      let command = any(["SELECT", "DELETE", "ALL", "UPDATE"])
      return
        "CREATE POLICY \(name) ON \(table) FOR \(command) TO \(any(["public", "anon", "authenticated"])) USING (\(column) IS NOT NULL);"
    case 8 where !tables[index].policies.isEmpty:
      let name = tables[index].policies.removeLast()
      return "DROP POLICY IF EXISTS \(name) ON \(table);"
    case 9:
      let name = fresh("r")
      tables[index].columns.removeAll { $0 == column }
      tables[index].columns.append(name)
      return "ALTER TABLE \(table) RENAME COLUMN \(column) TO \(name);"
    case 10:
      let name = fresh("t")
      tables[index].name = name
      return "ALTER TABLE \(table) RENAME TO \(name);"
    case 11:
      tables.remove(at: index)
      return "DROP TABLE \(table) CASCADE;"
    case 12: return "ALTER TABLE \(table) ALTER \(column) SET NOT NULL;"
    case 13: return "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY;"
    case 14: return "CREATE UNIQUE INDEX ON \(table) ((\(column) IS NULL), \(column));"
    default:
      let copy = TableModel(
        name: fresh("copy"),
        columns: tables[index].columns,
        keyed: tables[index].keyed
      )
      tables.append(copy)
      return "CREATE TABLE \(copy.name) (LIKE \(table) INCLUDING ALL);"
    }
  }
}
