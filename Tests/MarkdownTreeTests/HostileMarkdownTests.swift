import Facts
import TestSupport
import Testing

@testable import MarkdownTree

struct HostileMarkdownTests {
  /// Doubling the input may take about twice the time, never four times.
  @Test(arguments: [
    "- ", "> ", "[", "![", "*a_ ", "**a ", "|x", "<!-- ", "a <!-- ", "1. <a ", "`", "x``y` ", "&",
    "\\",
    "  - a\n", "1 [a](", "\n", "- a\n\n", "[a]: b\n", "<a \n", "> a\n", "|a|\n|-|\n",
  ])
  func staysLinear(unit: String) {
    func seconds(_ size: Int) -> Double {
      let text = SourceText(
        path: "a.md",
        text: String(repeating: unit, count: size / unit.utf8.count)
      )
      return (0..<2).map { _ in
        ProcessorTime.seconds { #expect(!MarkdownDocument(text).nodes.isEmpty) }
      }.min() ?? 0
    }
    let small = seconds(150_000)
    let large = seconds(600_000)
    #expect(large < small * 10 + 0.5, "\(small) s, then \(large) s")
  }

  @Test func deepIndentationStaysLinear() {
    var text = ""
    for depth in 0..<1_500 { text += String(repeating: "  ", count: depth) + "- a\n" }
    text += String(repeating: "\n", count: 300_000)
    let spent = ProcessorTime.seconds {
      #expect(!MarkdownDocument(path: "a.md", text: text).nodes.isEmpty)
    }
    #expect(spent < 3)
  }

  /// The skeleton has every block where the source has it.
  @Test func theSkeletonKeepsTheBlocks() {
    var random = SplitMix(state: 20)
    let parts = [
      "# a *b*", "- [x] *c* `d`", "  - e _f_", "1. g", "> h <b>", "***", "* * *", "===", "---",
      "```sql", "```", "~~~ `", "<div a_b=\"*\">", "</div>", "<!-- i", "j -->", "", "", "    k",
      "l | m", "**n**: [o](p)", "<script>", "x </script>", "2025-10-20 *q*", "\tr", "&amp; s",
      "__t__", "_ _ _", "![u](v)", "\\# w", "<![CDATA[", "x]]>", "`` y `", "```z`y", "+ ",
      "-->", "--> - x", "3) a", "12345678901. b", "####### c", "#", "**", "> > d", "  ~~~~",
      "- - e",
      "f >", "-g", "=h", "?>", "<?php", "- ```", "  <!DOCTYPE i>", "1.", "-\tj", "k\r", "|-|",
    ]
    for _ in 0..<2_000 {
      let text = (0..<12).map { _ in parts[Int(random.next() % UInt64(parts.count))] }
        .joined(separator: "\n")
      let source = SourceText(path: "a.md", text: text)
      #expect(
        BlockParser.parse(source) == BlockParser.parse(source, reducing: false),
        "\(text)"
      )
    }
  }

  /// Items of which only the first and the last are left in the skeleton are all there, whatever stands around.
  @Test func theSkeletonKeepsTheItemsOfARun() {
    var random = SplitMix(state: 21)
    let units: [(Int) -> String] = [
      { _ in "- a" }, { _ in "  - [x] b" }, { _ in "    - c" }, { _ in "      * d" },
      { "\($0 + 1). e" }, { "\($0 + 2). f" }, { "   \($0 + 7)) g" }, { _ in "1. h" },
      { _ in "+  i" }, { _ in "-     j" }, { _ in "- k > l" }, { _ in "- - m" }, { _ in "> - n" },
      { _ in "-\to" }, { _ in "- p\r" }, { _ in "- ```" }, { _ in "```" }, { _ in "" },
      { _ in "text" }, { _ in "<div>" }, { _ in "<!-- q" }, { _ in "-->" }, { _ in "# r" },
      { _ in "---" }, { _ in "===" }, { "0\($0). s" }, { _ in "-" }, { _ in "  text" },
    ]
    for round in 0..<3_000 {
      var lines: [String] = []
      for _ in 0..<Int(1 + random.next() % 6) {
        let unit = units[Int(random.next() % UInt64(units.count))]
        for index in 0..<Int(1 + random.next() % 5) { lines.append(unit(index)) }
      }
      let mark = round % 7 == 0 ? "\u{FEFF}" : ""
      let end = round % 3 == 0 ? "" : "\n"
      let text = mark + lines.joined(separator: "\n") + end
      let source = SourceText(path: "a.md", text: text)
      #expect(
        BlockParser.parse(source) == BlockParser.parse(source, reducing: false),
        "\(text)"
      )
    }
  }

  @Test func anyBytesAreRead() {
    var random = SplitMix(state: 7)
    let alphabet = Array("#-*>`~|[]()<!x \n\r\t:.1\u{0}".utf8) + [0xFF, 0xC3, 0xF0, 0x9F]
    for _ in 0..<500 {
      let bytes = (0..<Int(random.next() % 200)).map { _ in
        alphabet[Int(random.next() % UInt64(alphabet.count))]
      }
      let document = MarkdownDocument(SourceText(path: "a.md", bytes: bytes))
      for (index, node) in document.nodes.enumerated() {
        #expect(node.firstLine >= 1 && Int(node.lastLine) <= document.source.lineStarts.count)
        #expect(Int(node.subtreeEnd) <= document.nodes.count && Int(node.parent) <= index)
        switch node.kind {
        case .heading: _ = document.headingText(index)
        case .item: _ = (document.itemText(index), document.marker(ofItem: index))
        case .codeFence, .indentedCode: _ = document.codeText(index)
        case .table: _ = MarkdownTable.rows(of: node, in: document.source)
        default: break
        }
      }
    }
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
