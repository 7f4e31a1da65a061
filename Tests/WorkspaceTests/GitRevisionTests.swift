import Facts
import TestSupport
import Testing
import Workspace

struct GitRevisionTests {
  @Test func filesAsTheyWere() throws {
    let repository = try TestRepository()
    let moment = Timestamp(secondsSinceEpoch: 1_700_000_000)
    try repository.write("first\n", to: "dir/a")
    try repository.write("", to: "empty")
    let one = try repository.commit("one", at: moment)
    try repository.write("second missing\n", to: "dir/a")
    let two = try repository.commit("two", at: moment + 60)

    let git = try GitRepository(root: repository.path, environment: TestRepository.environment)
    let files = try git.files(
      at: one,
      paths: ["none", "dir/a", "dir", "a\nb missing", "empty", ""]
    )
    #expect(files.map(text) == [nil, "first\n", nil, nil, "", nil])
    #expect(try git.files(at: "HEAD", paths: ["dir/a"]).map(text) == ["second missing\n"])
    #expect(try git.files(at: "HEAD", paths: []).isEmpty)
    #expect(throws: GitError.self) { try git.files(at: "--all", paths: ["a"]) }
    #expect(try git.commit(atOrBefore: moment + 59) == one)
    #expect(try git.commit(atOrBefore: moment + 60) == two)
    #expect(try git.commit(atOrBefore: Timestamp(secondsSinceEpoch: 1)) == nil)

    let below = try GitRepository(
      root: repository.folder.path("dir"),
      environment: TestRepository.environment
    )
    #expect(try below.files(at: one, paths: ["a"]).map(text) == ["first\n"])
  }

  @Test func theCommitThatIsCheckedOut() throws {
    let repository = try TestRepository()
    let environment = TestRepository.environment
    func git() throws -> GitRepository {
      try GitRepository(root: repository.path, environment: environment)
    }
    #expect(throws: GitError.self) { try git().head() }
    try repository.write("first\n", to: "a")
    let one = try repository.commit("one", at: Timestamp(secondsSinceEpoch: 1_700_000_000))
    // As a file of its own, packed, detached.
    #expect(try git().head() == one)
    _ = try repository.git("pack-refs", "--all")
    #expect(try git().head() == one)
    try repository.write("second\n", to: "a")
    let two = try repository.commit("two", at: Timestamp(secondsSinceEpoch: 1_700_000_060))
    #expect(try git().head() == two)
    _ = try repository.git("checkout", "--quiet", "--detach", one)
    #expect(try git().head() == one)
  }

  private func text(_ file: SourceFile) -> String? {
    if case .text(let source) = file.content { return source.string(0..<source.bytes.count) }
    return nil
  }
}
