import Foundation
import Testing

@testable import Rules

@Suite struct RuleBookTests {
  /// A waiver may name every finding that the tool makes, and nothing else.
  @Test func everyFindingOfTheSourcesIsKnown() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let paths = try #require(FileManager.default.enumerator(atPath: sources.path))
    var found: Set<String> = []
    for case let path as String in paths where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for part in text.split(separator: "rule: \"", omittingEmptySubsequences: false).dropFirst() {
        found.insert(String(part.prefix { $0 != "\"" }))
      }
    }
    #expect(found.count >= 8)
    let known = Set(RuleBook.ids + RuleBook.otherFindings)
    #expect(found.subtracting(known).filter { !$0.isEmpty && !$0.contains("\\") } == [])
  }
}
