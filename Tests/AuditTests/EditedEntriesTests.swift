import Audit
import Facts
import TestSupport
import Testing

@Suite struct EditedEntriesTests {
  private let path = "feedback/bakery/2026-01-05.md"
  private let first = """
    # Bakery

    ## 2026-01-05T07:00:00Z — Bakery: Bread

    **Progress**: 40 loaves in the oven
    - [ ] count the rolls
    - [x] feed the starter

    """
  private let second = """

    ## 2026-01-05T08:00:00Z — Bakery: Rolls

    **Progress**: 120 rolls shaped

    """

  /// Commits the versions one after the other, and gives what was edited.
  private func edited(_ versions: String...) throws -> [EditedEntry] {
    let repository = try TestRepository()
    for (index, version) in versions.enumerated() {
      try repository.write(version, to: path)
      try repository.commit("version \(index)", at: .day(9 + index))
    }
    return try RecordHistory.reading(repository).edited
  }

  @Test func aChangedSentenceIsNamedWithItsCommits() throws {
    let repository = try TestRepository()
    try repository.write(first, to: path)
    let one = try repository.commit("one", at: .day(8))
    try repository.write(first + second, to: path)
    try repository.commit("two", at: .day(9))
    let changed = first.replacing("40 loaves", with: "60 loaves")
    try repository.write(changed + second, to: path)
    let three = try repository.commit("three", at: .day(10))
    let edited = try RecordHistory.reading(repository).edited
    #expect(edited.count == 1)
    #expect(edited.first?.line == 3)
    #expect(edited.first?.firstIn == one)
    #expect(edited.first?.changedIn == three)
    let command = try #require(edited.first?.command)
    #expect(command == "git diff \(one.prefix(10)) \(three.prefix(10)) -- \(path)")
    let shown = try repository.git("diff", one, three, "--", path)
    #expect(shown.contains("-**Progress**: 40 loaves in the oven"))
  }

  @Test func whatFollowsIsNoEdit() throws {
    #expect(try edited(first, first + second, first + second + "\nMore rolls.\n").isEmpty)
    // The newest on top.
    let title = "# Bakery\n"
    let older = first.dropFirst(title.count)
    #expect(try edited(first, title + second + older).isEmpty)
  }

  @Test func whiteSpaceAndLineEndsAreNoEdit() throws {
    #expect(try edited(first + second, (first + second).replacing("\n", with: "\r\n")).isEmpty)
    #expect(try edited(first + second, first.replacing("oven", with: "oven  ") + second).isEmpty)
    #expect(try edited(first, first.replacing("\n- [x]", with: "\n\n- [x]") + second).isEmpty)
  }

  @Test func aTickIsNoEditAndATickTakenBackIsOne() throws {
    let ticked = first.replacing("[ ]", with: "[x]")
    #expect(try edited(first, ticked + second).isEmpty)
    let reopened = first.replacing("[x]", with: "[ ]")
    #expect(try edited(first, reopened + second).map(\.line) == [3])
  }

  @Test func anEntryPutInTheMidstOfAnotherIsNoEdit() throws {
    let section = "\n## Standing orders\n\n- flour on Mondays\n- yeast on Fridays\n"
    #expect(try edited(first + section, first + second + section).isEmpty)
    let rewritten = section.replacing("Mondays", with: "Tuesdays")
    #expect(try edited(first + section, first + second + rewritten).map(\.line) == [3])
  }

  @Test func aRewrittenHeadingIsAnEditAndNoLoss() throws {
    let repository = try TestRepository()
    try repository.write(first + second, to: path)
    try repository.commit("one", at: .day(9))
    try repository.write(
      first.replacing("Bakery: Bread", with: "Bakery: Bread DONE") + second,
      to: path
    )
    try repository.commit("two", at: .day(10))
    let history = try RecordHistory.reading(repository)
    #expect(history.edited.map(\.heading) == ["2026-01-05T07:00:00Z — Bakery: Bread DONE"])
    #expect(history.lostEntries.isEmpty)
  }

  @Test func changedAndChangedBackIsNoEdit() throws {
    let changed = first.replacing("40 loaves", with: "60 loaves")
    #expect(try edited(first, changed, first).isEmpty)
    #expect(try edited(first, changed, first, changed).count == 1)
  }

  @Test func aMergeIsNoEditOfWhatABranchChanged() throws {
    let repository = try TestRepository()
    try repository.write(first, to: path)
    let base = try repository.commit("base", at: .day(8))
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.write(first.replacing("40 loaves", with: "60 loaves"), to: path)
    let changed = try repository.commit("side", at: .day(9))
    try repository.git("checkout", "--quiet", "main")
    try repository.write("Opening hours\n", to: "hours.txt")
    try repository.commit("main", at: .day(10))
    try repository.git("merge", "--quiet", "--no-edit", "side", at: .day(11))
    let edited = try RecordHistory.reading(repository).edited
    #expect(edited.map(\.firstIn) == [base])
    #expect(edited.map(\.changedIn) == [changed])
  }

  @Test func ofEntriesWithOneHeadingNothingIsTold() throws {
    let twice = first + first
    #expect(try edited(twice, first + first.replacing("40", with: "60")).isEmpty)
  }
}
