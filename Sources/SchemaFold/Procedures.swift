import PostgresSyntax

extension SchemaFold {
  func run(_ body: Body, at offset: Int) {
    context.partialReasons.append("line \(line(offset)): a DO block is not analysed")
  }

  func call(_ call: FunctionCall, at offset: Int) {
    if call.name.name == "set_config", call.name.schema == nil || call.name.schema == "pg_catalog",
      call.arguments.count >= 2, call.arguments[0]?.lowercased() == "search_path"
    {
      setSearchPath(
        (call.arguments[1] ?? "").split(separator: ",").map { part in
          parseQualifiedName(String(part)).name
        }
      )
    }
  }
}
