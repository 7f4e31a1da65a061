import Foundation
import TestSupport
import Testing

/// What people leave open at the end of a file takes in no entry.
@Suite struct OpenBlockTests {
  private static let path = "feedback/data/2026-01-12.md"
  private static let now = "2026-01-12T12:05:00Z"

  private func note(_ folder: TemporaryDirectory) throws -> BuiltTool.Result {
    try BuiltTool(folder: folder.path, now: Self.now).run(
      "note",
      "--agent",
      "data",
      "--library",
      "Prisma",
      "--topic",
      "relations",
      "--learning",
      "one",
      "--applied-to",
      "schema"
    )
  }

  @Test(arguments: [
    ("```sql\nSELECT 1;\n", "```"), ("~~~~\ntext", "~~~~"), ("   `````\n```\n\n", "`````"),
    ("<!-- to do:\n\n- more\n", "-->"), ("<pre>\nlog\n", "</pre>"), ("<script>\n", "</pre>"),
    ("<?php\n\n", "?>"), ("<![CDATA[\n\n", "]]>"), ("<!DOCTYPE\n\nx\n", ">"),
    ("> quoted\n\n```\n", "```"), ("```\r\nline\r\n", "```"),
  ])
  func anOpenBlockIsClosedAndThatIsSaid(end: String, closing: String) throws {
    let folder = try TemporaryDirectory()
    let before = "# Data\n\n## 10:00 - Start\n**Working On**: one\n\n" + end
    try folder.write(before, to: Self.path)
    let result = try note(folder)
    #expect(result.status == 0)
    #expect(result.diagnostics.contains("was never closed: a line \(closing) was put"))
    let text = try folder.text(of: Self.path)
    #expect(Array(text.utf8).starts(with: Array(before.utf8)))
    let entries = try BuiltTool(folder: folder.path, now: Self.now)
      .run("list", "entries", "--format", "json")
    #expect(entries.output.contains(#""title" : "Context7: Prisma""#))
    // Once closed it is closed.
    #expect(try note(folder).diagnostics == "")
  }

  @Test(arguments: [
    "```\nx\n```\n", "- item\n  ```\n  code\n", "> ```\n> code\n", "<div>\ntext\n", "text",
    "    indented\n", "<!-- one line -->\n", "[label]: <\n", "| a |\n|---|\n| b |\n",
    "`open span\n",
  ])
  func whatEndsByItselfIsLeftAlone(end: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("# Data\n\n" + end, to: Self.path)
    let result = try note(folder)
    #expect(result.status == 0 && result.diagnostics == "")
    let entries = try BuiltTool(folder: folder.path, now: Self.now)
      .run("list", "entries", "--format", "json")
    #expect(entries.output.contains(#""title" : "Context7: Prisma""#))
  }
}
