import Facts
import Foundation
import TestSupport
import Testing
import Workspace

#if canImport(Glibc)
import Glibc
#endif

/// Several processes on one file, some of them killed.
@Suite(.serialized)
struct ConcurrentAppendTests {
  let folder: TemporaryDirectory
  let path = "feedback/data/2025-10-20.md"

  init() throws { folder = try TemporaryDirectory() }

  private func probe(_ name: String, _ count: Int, lines: Int, prefix: [String] = []) -> Subprocess
  {
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let binary = bundle.prefix(upTo: bundle.lastIndex(of: "/") ?? bundle.endIndex) + "/AppendProbe"
    let words = prefix + [String(binary), folder.path, path, name, "\(count)", "\(lines)"]
    return Subprocess(
      executable: words[0],
      arguments: Array(words.dropFirst()),
      folder: "/",
      environment: ["PATH": "/usr/bin:/bin"],
      timeout: .seconds(120)
    )
  }

  /// Names of the entries in the file, each checked to be whole, in their order.
  private func wholeEntries() throws -> [String] {
    var names: [String] = []
    var open: String?
    for line in try folder.text(of: path).split(separator: "\n").dropFirst() {
      if line.hasPrefix("## ") {
        #expect(open == nil, "torn before \(line)")
        open = String(line.dropFirst(3))
      } else if line.hasPrefix("end of ") {
        #expect(open == String(line.dropFirst(7)))
        open.map { names.append($0) }
        open = nil
      } else {
        #expect(open.map { line == "a line of \($0)" } == true, "stray: \(line)")
      }
    }
    #expect(open == nil)
    return names
  }

  @Test func everyEntryOfEveryWriterIsThere() throws {
    let results = Array(0..<16).parallelWriters { [self] number in
      try? probe("w\(number)", 25, lines: 20).run()
    }
    for result in results { #expect(result?.exitCode == 0, "\(result?.output.text ?? "")") }
    let names = try wholeEntries()
    #expect(names.count == 400 && Set(names).count == 400)
    for number in 0..<16 {
      let own = names.filter { $0.hasPrefix("w\(number)-") }
      #expect(own == (0..<25).map { "w\(number)-\($0)" })
    }
  }

  @Test func aReaderSeesWholeEntriesOnly() throws {
    let writer = probe("w", 40, lines: 2_000)
    let tree = FileTree(root: folder.path)
    let results = [0, 1].parallelWriters { [self] number -> Int in
      if number == 0 { return (try? writer.run().exitCode) ?? -1 }
      var seen = 0
      for _ in 0..<100_000 {
        guard case .text(let text) = FeedbackFile.read(path, in: tree).content else { continue }
        let last = text.text(ofLine: text.lineCount)
        #expect(last.isEmpty || last.hasPrefix("end of "), "torn: \(last)")
        seen += 1
        if last == "end of w-39" { break }
      }
      return seen
    }
    #expect(results.count == 2 && results[0] == 0 && results[1] > 1)
  }

  @Test func whatWasSaidToBeWrittenSurvivesAKill() throws {
    var random = SystemRandomNumberGenerator()
    var said: Set<String> = []
    for round in 0..<8 {
      // Large entries, so that some kills fall into a write.
      let writer = probe("k\(round)", 10_000, lines: 3_000)
      // Ended by `timeout`'s KILL, not asked first.
      let limited = Subprocess(
        executable: "/usr/bin/timeout",
        arguments: [
          "-s", "KILL", "\(Double.random(in: 0.05...0.4, using: &random))", writer.executable,
        ]
          + writer.arguments,
        folder: "/",
        environment: writer.environment
      )
      let result = try limited.run()
      said.formUnion(result.output.text.split(separator: "\n").map(String.init))
    }
    // The next one mends what the last left.
    #expect(try probe("last", 1, lines: 1).run().output.text == "last-0\n")
    let names = Set(try wholeEntries())
    #expect(said.subtracting(names).isEmpty)
    #expect(!said.isEmpty && names.contains("last-0"))
  }

  @Test func aFullDiskLeavesTheOldContent() throws {
    #expect(try probe("first", 1, lines: 10).run().exitCode == 0)
    let before = try folder.text(of: path)
    // Blocks of 512 or 1024 bytes, by the shell: at most 64 KiB either way.
    let result = try probe(
      "big",
      1,
      lines: 20_000,
      prefix: ["/bin/sh", "-c", "ulimit -f 64; exec \"$@\"", "sh"]
    ).run()
    #expect(result.exitCode == 1 && result.output.text.contains("nothing was changed"))
    #expect(try folder.text(of: path) == before)
    #expect(try probe("next", 1, lines: 1).run().exitCode == 0)
    #expect(try wholeEntries() == ["first-0", "next-0"])
  }

  @Test(.enabled(if: geteuid() == 0, "only root can run as somebody who may not write"))
  func aReadOnlyFolderIsAnError() throws {
    #expect(try probe("first", 1, lines: 1).run().exitCode == 0)
    let before = try folder.text(of: path)
    chmod(folder.path, 0o755)
    let result = try probe(
      "other",
      1,
      lines: 1,
      prefix: ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    ).run()
    #expect(result.exitCode == 1 && result.output.text.contains("permission denied"))
    #expect(try folder.text(of: path) == before)
  }
}

extension [Int] {
  /// One thread for each, so that all of them run at once whatever the number of cores.
  fileprivate func parallelWriters<Result: Sendable>(
    _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let queue = DispatchQueue(label: "writers", attributes: .concurrent)
    let group = DispatchGroup()
    let lock = NSLock()
    nonisolated(unsafe) var results: [Int: Result] = [:]
    for number in self {
      queue.async(group: group) {
        let result = work(number)
        lock.withLock { results[number] = result }
      }
    }
    group.wait()
    return compactMap { results[$0] }
  }
}
