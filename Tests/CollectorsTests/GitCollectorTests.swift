import Collectors
import Facts
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#endif

struct GitCollectorTests {
  let repository: TestRepository
  /// When the first commit is made; the others follow by the hour.
  let start = Timestamp(secondsSinceEpoch: 1_700_000_000)

  init() throws { repository = try TestRepository() }

  private func collector(_ root: String? = nil) -> GitCollector {
    GitCollector(root: root ?? repository.path, environment: TestRepository.environment)
  }

  @Test func branchCommitAndDirt() throws {
    try repository.write("a", to: "a")
    let id = try repository.commit("one", at: start)
    #expect(collector().state == GitState(branch: "main", commit: id, dirty: false))
    try repository.write("b", to: "new/file")
    #expect(collector().state == GitState(branch: "main", commit: id, dirty: true))
    try repository.write("new/\n", to: ".gitignore")
    try repository.commit("two", at: start + 3_600)
    #expect(collector().state.dirty == false)
  }

  @Test func aDetachedHeadHasNoBranch() throws {
    let id = try repository.commit("one", at: start)
    try repository.git("checkout", "--quiet", "--detach")
    let state = collector().state
    #expect(state.branch == nil && state.branchReason?.contains("detached") == true)
    #expect(state.commit == id)
  }

  @Test func beforeTheFirstCommit() throws {
    try repository.write("a", to: "a")
    let collector = collector()
    #expect(collector.state.branch == "main" && collector.state.dirty == true)
    #expect(collector.state.commit == nil && collector.state.commitReason != nil)
    let changes = collector.changes(since: Timestamp(secondsSinceEpoch: 0))
    #expect(changes.commits == 0)
    #expect(changes.files == [.init(path: "a", kind: .added, committed: false)])
  }

  @Test func eachFileOnceWithItsNetChange() throws {
    for name in ["kept", "edited", "removed", "old name"] {
      try repository.write("\(name)\n", to: name)
    }
    try repository.commit("before", at: start)
    try repository.write("more\n", to: "edited")
    try repository.write("é\n", to: "x/é \"q\"\ttab")
    try repository.write("short-lived\n", to: "passing")
    try repository.git("mv", "old name", "new name")
    try repository.commit("one", at: start + 3_600)
    try repository.write("again\n", to: "x/é \"q\"\ttab")
    try repository.git("rm", "--quiet", "removed", "passing")
    try repository.commit("two", at: start + 7_200)
    try repository.write("not yet\n", to: "edited")
    try repository.write("not yet\n", to: "untracked")

    let changes = collector().changes(since: start + 1)
    #expect(changes.commits == 2 && changes.commitsReason == nil)
    #expect(
      changes.files == [
        .init(path: "edited", kind: .modified, committed: false),
        .init(path: "new name", kind: .renamed, committed: true),
        .init(path: "removed", kind: .deleted, committed: true),
        .init(path: "untracked", kind: .added, committed: false),
        .init(path: "x/é \"q\"\ttab", kind: .added, committed: true),
      ]
    )
    let later = collector().changes(since: start + 7_200)
    #expect(later.commits == 1)
    #expect(
      later.files.map(\.path) == ["edited", "passing", "removed", "untracked", "x/é \"q\"\ttab"]
    )
    let whole = collector().changes(since: nil)
    #expect(whole.commits == 3 && whole.files.map(\.path) == ["edited", "untracked"])
  }

  @Test func whatAMergeBroughtInCounts() throws {
    try repository.commit("before", at: start)
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.write("s", to: "side")
    // Older than the moment asked for: only the merge is younger.
    try repository.commit("side", at: start + 60)
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("main", at: start + 120)
    try repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "side", at: start + 7_200)
    let changes = collector().changes(since: start + 3_600)
    #expect(changes.commits == 1)
    #expect(changes.files == [.init(path: "side", kind: .added, committed: true)])
  }

  @Test func anUncommittedFileFromBeforeTheMomentHasNotChangedSince() throws {
    try repository.commit("one", at: start)
    try repository.write("x", to: "untracked")
    let tomorrow = Timestamp(secondsSinceEpoch: Int(Date().timeIntervalSince1970) + 86_400)
    #expect(collector().changes(since: tomorrow).files.isEmpty)
  }

  @Test func aRootBelowTheTopSeesItsOwnFiles() throws {
    try repository.write("a", to: "app/a")
    try repository.write("b", to: "other/b")
    try repository.commit("one", at: start)
    try repository.write("c", to: "app/c")
    try repository.write("d", to: "d")
    let collector = collector(repository.folder.path("app"))
    #expect(
      collector.changes(since: start).files == [
        .init(path: "a", kind: .added, committed: true),
        .init(path: "c", kind: .added, committed: false),
      ]
    )
  }

  @Test func aLinkedWorkTreeIsOne() throws {
    try repository.commit("one", at: start)
    let linked = try TemporaryDirectory()
    try repository.git("worktree", "add", "--quiet", "-b", "linked", linked.path("tree"))
    #expect(collector(linked.path("tree")).state.branch == "linked")
  }

  @Test func aShallowCloneSaysSo() throws {
    try repository.write("a", to: "a")
    try repository.commit("one", at: start)
    try repository.write("b", to: "b")
    try repository.commit("two", at: start + 60)
    let clone = try TemporaryDirectory()
    try repository.git(
      "clone",
      "--quiet",
      "--depth",
      "1",
      "file://\(repository.path)",
      clone.path("c")
    )
    let collector = collector(clone.path("c"))
    #expect(collector.state.shallow == true)
    let changes = collector.changes(since: start)
    #expect(changes.commits == 1 && changes.commitsReason?.contains("shallow") == true)
    #expect(changes.files.isEmpty)
  }

  @Test func noRepositoryAndNoGitAreReasons() throws {
    let folder = try TemporaryDirectory()
    let outside = collector(folder.path)
    #expect(outside.state.commitReason?.contains("no git work tree") == true)
    #expect(outside.state.dirty == nil && outside.state.dirtyReason != nil)
    let changes = outside.changes(since: nil)
    #expect(changes.commits == nil && changes.commitsReason != nil)
    let without = GitCollector(root: repository.path, environment: ["PATH": folder.path])
    #expect(without.state.branchReason == "git is not installed, or not on the PATH")
  }

  @Test func aHookEnvironmentLeadsNowhereElse() throws {
    let other = try TestRepository()
    let expected = try repository.commit("here", at: start)
    try other.commit("there", at: start)
    var environment = TestRepository.environment
    environment["GIT_DIR"] = other.folder.path(".git")
    environment["GIT_WORK_TREE"] = other.path
    environment["GIT_INDEX_FILE"] = other.folder.path(".git/index")
    let state = GitCollector(root: repository.path, environment: environment).state
    #expect(state.commit == expected)
  }

  @Test func settingsOfAPersonChangeNothing() throws {
    try repository.write("a\n", to: "old")
    try repository.commit("one", at: start)
    try repository.git("mv", "old", "new")
    try repository.commit("two", at: start + 60)
    try repository.write("x", to: "untracked")
    let plain = collector().changes(since: start + 30)
    for (name, value) in [
      ("status.showUntrackedFiles", "no"), ("diff.renames", "false"), ("color.ui", "always"),
      ("log.showSignature", "true"), ("status.short", "true"), ("log.decorate", "full"),
      ("format.pretty", "fuller"), ("diff.external", "/bin/false"), ("log.date", "relative"),
      ("log.follow", "true"), ("diff.relative", "true"), ("status.relativePaths", "false"),
    ] { try repository.git("config", name, value) }
    #expect(collector().changes(since: start + 30) == plain)
    #expect(plain.files.map(\.kind) == [.renamed, .added])
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
  func dubiousOwnershipNamesTheWayOut() throws {
    try repository.commit("one", at: start)
    chown(repository.folder.path(".git"), 12_345, 12_345)
    chown(repository.path, 12_345, 12_345)
    let state = collector().state
    #expect(state.commit == nil)
    #expect(state.commitReason?.contains("safe.directory \(repository.path)") == true)
    // What the user set to trust it counts.
    var environment = TestRepository.environment
    environment["GIT_CONFIG_COUNT"] = "1"
    environment["GIT_CONFIG_KEY_0"] = "safe.directory"
    environment["GIT_CONFIG_VALUE_0"] = repository.path
    #expect(GitCollector(root: repository.path, environment: environment).state.commit != nil)
  }
}
