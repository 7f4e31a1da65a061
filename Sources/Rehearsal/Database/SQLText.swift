/// Quoting for statements that take no parameters.
enum SQLText {
  static func identifier(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  static func identifier(_ schema: String, _ name: String) -> String {
    "\(identifier(schema)).\(identifier(name))"
  }

  /// A string constant; independent of `standard_conforming_strings`.
  static func literal(_ text: String) -> String {
    let quoted = text.replacing("'", with: "''")
    return quoted.utf8.contains(UInt8(ascii: "\\"))
      ? " E'" + quoted.replacing("\\", with: "\\\\") + "'" : "'\(quoted)'"
  }
}
