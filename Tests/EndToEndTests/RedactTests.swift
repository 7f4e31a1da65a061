import TestSupport
import Testing

@Suite("sitrep redact")
struct RedactTests {
  private static let url = "postgres" + "://app:hunter2Secret9@db.invalid/app"

  @Test("Takes a secret out of the last line, which has no line end")
  func lastLine() throws {
    let result = try BuiltTool(folder: "/tmp").run("redact", input: "one\r\n\(Self.url)")
    #expect(result.status == 0)
    #expect(result.output == "one\r\npostgres://app:[redacted: url-password]@db.invalid/app")
  }

  @Test("Finds secrets wherever the pieces of a large input end")
  func pieces() throws {
    let line = "\(Self.url) and the rest of a line that stays as it is\n"
    let input = String(repeating: line, count: 60_000)
    let result = try BuiltTool(folder: "/tmp").run("redact", input: input)
    #expect(result.output.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 60_000)
    #expect(!result.output.contains("hunter2Secret9"))
  }

  @Test("Takes many texts, and gives their ids back as they came")
  func lines() throws {
    let input = "{\"id\": 7, \"text\": \"a\\n\(Self.url)\"}\n\n{\"text\": \"plain\", \"id\": \"x\"}"
    let result = try BuiltTool(folder: "/tmp").run("redact", "--jsonl", input: input)
    #expect(result.status == 0)
    #expect(
      result.output == """
        {"id":7,"text":"a\\npostgres://app:[redacted: url-password]@db.invalid/app"}
        {"id":"x","text":"plain"}

        """
    )
  }

  @Test("Names the line that is no JSON, and does not quote it")
  func malformed() throws {
    let input = "{\"id\": 1, \"text\": \"\"}\n\(Self.url)\n"
    let result = try BuiltTool(folder: "/tmp").run("redact", "--jsonl", input: input)
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("standard input:2: no JSON object"))
    #expect(!result.diagnostics.contains("hunter2Secret9"))
  }
}
