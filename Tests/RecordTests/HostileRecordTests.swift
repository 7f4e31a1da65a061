import Facts
import Record
import TestSupport
import Testing

struct HostileRecordTests {
  private func read(_ bytes: [UInt8]) -> FeedbackDocument {
    let source = SourceText(path: "feedback/data/2026-03-04.md", bytes: bytes)
    let file = SourceFile(path: source.path, content: .text(source))
    return RecordReader(agents: ["data"]).read(files: [file]).documents[0]
  }

  @Test func bytesThatAreNoText() {
    let text = Array("## 2026-03-04T10:00:00Z — Data: a\n\n**Next**: \u{7}".utf8)
    let document = read(text + [0xFF, 0xFE, 0x0A, 0x00])
    #expect(document.entries.count == 1)
    #expect(document.problems.map(\.kind) == [.invalidText])
    #expect(document.problems.first?.line == 3)
  }

  @Test func markAndCarriageReturns() throws {
    let text = "\u{FEFF}## 2026-03-04T10:00:00Z — Data: a\r\n\r\n**Evidence**:\r\n- b\r\n- c\r\n"
    let document = read(Array(text.utf8))
    let entry = try #require(document.entries.first)
    #expect(entry.title == "a" && entry.heading == "2026-03-04T10:00:00Z — Data: a")
    #expect(entry.fields.map(\.text) == ["- b\n- c"])
    #expect(document.problems.isEmpty)
  }

  @Test func filesThatCannotBeRead() {
    let files = [
      SourceFile(path: "a.md", content: .unreadable(reason: "no permission")),
      SourceFile(path: "b.md", content: .tooLarge(bytes: 9, lines: 1)),
      SourceFile(path: "c.md", text: ""),
    ]
    let record = RecordReader(agents: []).read(files: files)
    #expect(record.documents.map(\.path) == ["a.md", "b.md", "c.md"])
    #expect(record.problems.map(\.kind) == [.unreadable, .tooLarge])
  }

  /// Cut anywhere, bytes flipped anywhere: read without a crash, with lines inside of the file.
  @Test func truncatedAndDamagedFiles() {
    let text = """
      # Data Feedback — 2026-03-04

      ## 2026-03-04T10:00:00Z — Data: LEND-001, 002 to 005 done

      **Working On**: it **Progress** (all): 3/3
      **Evidence**:
      - [x] a → N/A
      > - [ ] b
      **Blockers**: None (awaiting CEO)

      ```md sitrep
      ## 10:05 - Context7: Prisma
      ```
      | Date | Agent |
      |---|---|
      | 2026-03-04 14:00 JST | qa |

      ### 2:00–3:30 PM PST — 下午4:15 $(date -u
      5 de enero de 2026, Jan 5th – 7, 2026年3月4日
      """
    let bytes = Array(text.utf8)
    var random = Generator(state: 5)
    for _ in 0..<400 {
      var damaged = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1))))
      for _ in 0..<Int(random.next() % 6) where !damaged.isEmpty {
        damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(
          truncatingIfNeeded: random.next()
        )
      }
      let document = read(damaged)
      let lines = damaged.count { $0 == 0x0A } + 1
      for entry in document.entries {
        #expect(entry.line >= 1 && entry.endLine >= entry.line && entry.endLine <= lines)
        for field in entry.fields {
          #expect(field.line >= entry.line && field.endLine >= field.line && field.endLine <= lines)
        }
      }
    }
  }

  /// Four times the input may take little more than four times as long.
  @Test(arguments: [
    "## 2026-03-04 10:00 a\n", "**a**: b ", "**a**: b\n", "- **a**: b\n", "## a\n", "- [x] a\n",
    "(", "[", "2026-03-04 ", "10:00 - ", "DATA-001, ", "# 2026-03-04\n## 10:00 a\n",
    "| 2026-03-04 | a |\n",
    "Status: a\n", "→ ", "## Blocked ", "## Claude\n\n- 2026-03-04: a\n- 2026-03-05: b\n\n",
    "```\n## 10:00 - A: b\n- Topic: c\n```\n",
  ])
  func staysLinear(unit: String) {
    func seconds(_ size: Int) -> Double {
      let bytes = Array(String(repeating: unit, count: size / unit.utf8.count).utf8)
      return (0..<2).map { _ in
        ProcessorTime.seconds { #expect(read(bytes).bytes == bytes.count) }
      }.min() ?? 0
    }
    let small = seconds(25_000)
    let large = seconds(100_000)
    #expect(large < small * 9 + 0.8, "\(small) s, then \(large) s")
  }
}
