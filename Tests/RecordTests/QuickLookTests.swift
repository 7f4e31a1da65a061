@testable import Record
import Testing

/// Quick looks may let through what is nothing; they may not keep out what is something.
struct QuickLookTests {
  @Test(arguments: [
    "Status: done", "  - Next steps: a", "Blocked by: x", "By: Ada", "Now (doing): x", "次: x",
    "Próximo: x",
    "What's next: x", "- To-do: x", "W toku: x", "**Done** (note): x",
  ])
  func everyLabelThatMeansSomethingMayBeginALine(line: String) throws {
    let label = try #require(line.split(separator: ":").first)
    var (line, text) = (line, String(label))
    #expect(FieldNames.role(of: text) != nil)
    #expect(line.withUTF8 { FieldNames.mayBeginWithLabel($0) })
    #expect(text.withUTF8 { FieldNames.mayBeginWithLabel($0) })
  }

  @Test func bytesAreFoundWhereverTheyStand() {
    for length in 0..<80 {
      var bytes = [UInt8](repeating: UInt8(ascii: "l"), count: length) + Array("line".utf8)
      bytes += [UInt8](repeating: UInt8(ascii: "i"), count: length)
      let found = bytes.withUnsafeBufferPointer { ByteSearch.offsets(of: "line", in: $0) }
      #expect(found == [length])
      let twice = (bytes + bytes).withUnsafeBufferPointer {
        ByteSearch.offsets(of: "line", in: $0)
      }
      #expect(twice == [length, bytes.count + length])
    }
  }

  @Test func wordsAreToldInNormalizedText() {
    let text = NormalizedText("**BLOCKED** by: Work [not this] Complete — ready_for")
    #expect(text.begins("blocked by"))
    #expect(text.hasWord("work complete"))
    #expect(text.ends("for"))
    #expect(!text.hasWord("read"))
    #expect(!text.hasWord("this"))
    #expect(!NormalizedText("").hasWord("a"))
  }
}
