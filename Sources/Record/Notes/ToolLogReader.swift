internal import Foundation
package import Facts

/// Documentation notes from the logs of tool calls: `artifacts/<agent>/<date>/mcp/*.jsonl`, one JSON object a line.
///
/// No two servers log alike, so keys are looked for under the names that are in use. A line that is no object, or that
/// is about no documentation, is no note; lines that are no JSON are named.
package enum ToolLogReader {
  package struct Reading: Sendable {
    package var notes: [DocumentationNote] = []
    package var problems: [RecordProblem] = []
  }

  /// Reads one log; `agent` is the one in whose folder it stands.
  package static func read(_ file: SourceFile, agent: String?) -> Reading {
    var reading = Reading()
    switch file.content {
    case .text(let source): read(source, agent: agent, into: &reading)
    case .tooLarge(let bytes, _):
      reading.problems.append(
        RecordProblem(
          kind: .tooLarge,
          path: file.path,
          line: nil,
          message: "not read: \(bytes) bytes are more than is analysed"
        )
      )
    case .unreadable(let reason):
      reading.problems.append(
        RecordProblem(
          kind: .unreadable,
          path: file.path,
          line: nil,
          message: "not read: \(reason)"
        )
      )
    }
    return reading
  }

  private static func read(_ source: SourceText, agent: String?, into reading: inout Reading) {
    var broken: [Int] = []
    for line in 1...max(1, source.lineCount) {
      let bytes = source.bytes[source.lineRange(line)]
      guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
      guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
        broken.append(line)
        continue
      }
      guard let object = value as? [String: Any],
        let note = note(object, at: line, in: source, agent: agent)
      else { continue }
      reading.notes.append(note)
    }
    if let first = broken.first {
      reading.problems.append(
        RecordProblem(
          kind: .invalidText,
          path: source.path,
          line: first,
          message: broken.count == 1
            ? "one line is no JSON" : "\(broken.count) lines are no JSON"
        )
      )
    }
  }

  private static func note(
    _ object: [String: Any],
    at line: Int,
    in source: SourceText,
    agent: String?
  ) -> DocumentationNote? {
    // The arguments of the call stand beside or below its name.
    var values = object
    for key in ["args", "arguments", "params", "input", "request", "metadata"] {
      guard let inner = object[key] as? [String: Any] else { continue }
      values.merge(inner) { outer, _ in outer }
    }
    let tool =
      text(values, ["tool", "server", "source", "mcp", "name", "tool_name", "toolName"]) ?? ""
    let library = text(
      values,
      [
        "library", "libraryId", "library_id", "context7CompatibleLibraryID", "doc_ref", "docRef",
        "docs", "package", "libraryName",
      ]
    )
    let isDocumentation =
      tool.lowercased().contains("context7") || tool.lowercased().contains("docs")
    guard isDocumentation || library != nil && values["topic"] != nil else { return nil }
    return DocumentationNote(
      source: tool.lowercased().contains("context7") ? "Context7" : tool,
      library: library ?? "",
      topic: text(values, ["topic", "query", "purpose", "question"]),
      keyLearnings: texts(
        values,
        ["keyLearnings", "key_learnings", "keyLearning", "learnings", "summary", "result"]
      ),
      appliedTo: texts(values, ["appliedTo", "applied_to", "files", "applied"]),
      timestamp: text(values, ["timestamp", "ts", "time", "date", "at"]).flatMap(moment),
      path: source.path,
      line: line,
      agent: text(values, ["agent"]) ?? agent
    )
  }

  private static func text(_ values: [String: Any], _ keys: [String]) -> String? {
    for key in keys {
      if let text = values[key] as? String, !text.isEmpty { return text }
    }
    return nil
  }

  private static func texts(_ values: [String: Any], _ keys: [String]) -> [String] {
    for key in keys {
      if let list = values[key] as? [Any] {
        let texts = list.compactMap { $0 as? String }
        if !texts.isEmpty { return texts }
      }
      if let text = values[key] as? String, !text.isEmpty { return [text] }
    }
    return []
  }

  private static func moment(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    return StampScanner.first(in: bytes, bytes.indices, leading: true)?.timestamp(date: nil)
  }
}
