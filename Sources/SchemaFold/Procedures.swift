import Facts
import PostgresSyntax

// DO blocks and functions: looked into where they run plain SQL; what they make up at run time
// takes certainty from the tables it may touch.

extension SchemaFold {
  private static let callDepthLimit = 8
  private static let stepLimit = 20_000

  func run(_ body: Body, at offset: Int) {
    run(body, variables: [:], at: offset, what: "a DO block")
  }

  func call(_ call: FunctionCall, at offset: Int) {
    if call.name.name == "set_config", call.name.schema == nil || call.name.schema == "pg_catalog",
      call.arguments.count >= 2, call.arguments[0]?.lowercased() == "search_path"
    {
      setSearchPath(
        (call.arguments[1] ?? "").split(separator: ",").map { parseQualifiedName(String($0)).name }
      )
      return
    }
    let candidates = catalog.functions(call.name).filter { $0.body != nil }
    let matching = candidates.filter {
      $0.requiredCount <= call.arguments.count && call.arguments.count <= $0.parameterNames.count
    }
    for function in matching {
      guard let body = function.body, Self.mayChangeSchema(body.text) else { continue }
      var variables: [String: CodeValue] = [:]
      for (index, name) in function.parameterNames.enumerated() {
        let value = index < call.arguments.count ? call.arguments[index] : nil
        variables[name.isEmpty ? "$\(index + 1)" : name] = value.map { .text([$0]) } ?? .unknown
      }
      let what = "function \(function.name)"
      if matching.count > 1 {
        uncertainly(
          "\(context.source.path):\(line(offset)): one of several functions \(function.name) runs"
        ) {
          run(body, variables: variables, at: offset, what: what)
        }
      } else {
        run(body, variables: variables, at: offset, what: what)
      }
    }
  }

  private func run(_ body: Body, variables: [String: CodeValue], at offset: Int, what: String) {
    guard procedureDepth < Self.callDepthLimit else {
      notAnalysed("\(what): calls are nested too deeply", at: offset)
      return
    }
    procedureDepth += 1
    defer { procedureDepth -= 1 }
    // A function's body stands in another place of the folder: its statements keep the call's line.
    let base: Int? = what == "a DO block" && body.offset > offset ? body.offset : nil
    switch body.language {
    case "plpgsql":
      guard let block = ProcedureCode(body.text).block else {
        notAnalysed("\(what) could not be read", at: offset)
        doubtEverything(
          because: "\(context.source.path):\(line(offset)): \(what) could not be read"
        )
        return
      }
      var runner = ProcedureRunner(
        fold: self,
        text: Array(body.text.utf8),
        base: base,
        callOffset: offset,
        variables: variables
      )
      _ = runner.run(block)
    case "sql":
      for statement in SQLFile.statements(in: body.text, at: offset, path: context.source.path) {
        apply(statement)
      }
    default:
      notAnalysed("\(what) in \(body.language)", at: offset)
      doubtEverything(
        because:
          "\(context.source.path):\(line(offset)): \(what) in \(body.language) is not analysed"
      )
    }
  }

  /// Counts what code runs; false when a file runs more than is followed.
  func step() -> Bool {
    context.procedureSteps += 1
    if context.procedureSteps == Self.stepLimit {
      context.addPartialReason("code that runs more than \(Self.stepLimit) statements")
      doubtEverything(
        because: "\(context.source.path): code that runs too many statements to follow"
      )
    }
    return context.procedureSteps < Self.stepLimit
  }

  func notAnalysed(_ what: String, at offset: Int) {
    let reason = "line \(line(offset)): not analysed: \(what)"
    context.addPartialReason(reason)
    context.ledger.doubt(reason)
  }

  func uncertainly(_ reason: String, _ body: () -> Void) {
    let outer = uncertainty
    uncertainty = outer ?? reason
    body()
    uncertainty = outer
  }

  /// Whether code holds a word that could change the schema.
  static func mayChangeSchema(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let start = index
        while index < bytes.count, bytes[index] | 0x20 >= 0x61, bytes[index] | 0x20 <= 0x7A {
          index += 1
        }
        if index > start {
          let word = String(decoding: bytes[start..<index], as: UTF8.self).uppercased()
          if ["CREATE", "ALTER", "DROP", "EXECUTE", "TRUNCATE", "REVOKE", "DELETE"].contains(word) {
            return true
          }
        }
        index += 1
      }
      return false
    }
  }
}
