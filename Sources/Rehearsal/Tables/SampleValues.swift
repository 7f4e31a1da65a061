/// Values that stand for anything: one text wherever text or a UUID goes, so that what a policy compares is equal.
enum SampleValues {
  /// The user of the made-up session; also the value of every setting, and of every text column.
  static let subject = "5a3d1c7e-0b42-4f6a-9c11-d0c0ffee0001"

  /// A value of a column's type, as the text of a literal; nil for a type that none is known for.
  static func value(for column: TableShape.Column) -> String? {
    if let label = column.firstLabel { return label }
    let type = column.baseType
    if type.hasPrefix("_") { return "{}" }
    return switch type {
    case "text", "citext", "name", "varchar", "bpchar":
      // A modifier counts four bytes more than the characters.
      column.modifier >= 4 ? String(subject.prefix(column.modifier - 4)) : subject
    case "char": "s"
    case "uuid": subject
    case "numeric": numeric(modifier: column.modifier)
    case "int2", "int4", "int8", "float4", "float8", "oid", "money": "1"
    case "bool": "true"
    case "date", "timestamp", "timestamptz": "2024-01-01"
    case "time", "timetz": "12:00"
    case "interval": "1 day"
    case "json", "jsonb": "{}"
    case "xml": "<a/>"
    case "bytea", "tsvector", "tsquery", "hstore", "ltree": ""
    case "inet": "192.0.2.1"
    case "cidr": "192.0.2.0/24"
    case "macaddr": "00:00:5e:00:53:01"
    case "macaddr8": "00:00:5e:ff:fe:00:53:01"
    case "point": "(0,0)"
    case "line": "{1,1,1}"
    case "lseg", "box", "path": "((0,0),(1,1))"
    case "polygon": "((0,0),(1,1),(1,0))"
    case "circle": "<(0,0),1>"
    case "bit": String(repeating: "0", count: max(1, min(column.modifier, 10_000)))
    case "varbit": "0"
    case "pg_lsn": "0/0"
    case "vector", "halfvec":
      "[" + repeatElement("1", count: max(1, min(column.modifier, 16_000))).joined(separator: ",")
        + "]"
    default: type.hasSuffix("range") ? "empty" : nil
    }
  }

  /// 1, or less where the precision leaves no digit before the point.
  private static func numeric(modifier: Int) -> String {
    guard modifier >= 4 else { return "1" }
    let precision = ((modifier - 4) >> 16) & 0xFFFF
    let scale = (modifier - 4) & 0x7FF
    return precision > scale ? "1" : "0"
  }

  /// Other values to try: constants of the conditions that a column is in, and numbers around them.
  static func candidates(in conditions: [String]) -> [String] {
    var result: [String] = []
    for condition in conditions {
      for constant in constants(in: condition) {
        result.append(constant)
        if let number = Int(constant), abs(number) < 1_000_000_000 {
          result += ["\(number + 1)", "\(number - 1)"]
          // A length that is asked for.
          if (1...1_000).contains(number) {
            result.append(String(repeating: "a", count: number + 1))
          }
        }
      }
    }
    result += [
      "a@example.com", "https://example.com/", "a", "A", "0", "100", "aaaaaaaa", "2030-01-01",
    ]
    var seen: Set<String> = []
    return result.filter { seen.insert($0).inserted }
  }

  /// String constants, and numbers that stand alone.
  static func constants(in condition: String) -> [String] {
    let bytes = Array(condition.utf8)
    var result: [String] = []
    var index = 0
    let quote = UInt8(ascii: "'")
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote {
        var text: [UInt8] = []
        index += 1
        while index < bytes.count {
          if bytes[index] == quote {
            guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
            index += 1
          }
          text.append(bytes[index])
          index += 1
        }
        index += 1
        result.append(String(decoding: text, as: UTF8.self))
      } else if (0x30...0x39).contains(byte) {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) || bytes[index] == 0x2E {
          index += 1
        }
        let isPartOfWord = start > 0 && isWord(bytes[start - 1])
        if !isPartOfWord { result.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
      } else {
        index += 1
      }
    }
    return result
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
      || byte >= 0x80
  }
}
