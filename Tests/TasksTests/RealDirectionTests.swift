import Facts
import Foundation
import Tasks
import Testing

/// Directions of a real team, where they are at hand: every seventh version that its history holds.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["SITREP_CORPUS"] != nil,
    "SITREP_CORPUS is not set: no real directions to read"
  )
)
struct RealDirectionTests {
  /// Versions of direction files, by blob.
  private static func directions() throws -> [(name: String, text: String)] {
    let corpus = ProcessInfo.processInfo.environment["SITREP_CORPUS"] ?? ""
    let folder = "\(corpus)/corpus"
    let bundles = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".bundle") }
    var directions: [(String, String)] = []
    for bundle in bundles {
      let clone = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
      defer { try? FileManager.default.removeItem(atPath: clone) }
      _ = try git(["clone", "-q", "--bare", "\(folder)/\(bundle)", clone], in: folder)
      let objects = try git(
        ["rev-list", "--all", "--objects", "--", "docs/directions"],
        in: clone
      )
      let files = objects.split(separator: "\n").filter { $0.hasSuffix(".md") }
      for index in stride(from: 0, to: files.count, by: 7) {
        let line = files[index]
        let parts = line.split(separator: " ", maxSplits: 1)
        let name = (String(parts[1]) as NSString).lastPathComponent
        directions.append((name, try git(["cat-file", "blob", String(parts[0])], in: clone)))
      }
    }
    return directions
  }

  private static func git(_ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  /// The ids that a plain reading of lines finds: `### AB-012: title` outside of fences.
  private func idsOfHeadings(_ text: String) -> [String] {
    var ids: [String] = []
    var fence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.drop(while: { $0 == " " }).hasPrefix("```") { fence.toggle() }
      guard !fence, line.hasPrefix("##"),
        let match = line.firstMatch(of: #/^#{2,6} ([A-Z]+(?:-[A-Z]+)*-\d{3}): /#)
      else { continue }
      let id = String(match.1)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  @Test func everyHeadingWithAnIdIsATaskAndNoTaskIsInvented() throws {
    let directions = try Self.directions()
    #expect(directions.count > 10)
    var tasks = 0
    for (name, text) in directions {
      let direction = DirectionReader.read(
        SourceText(path: name, text: text),
        agent: String(name.dropLast(3))
      )
      let ids = direction.tasks.map(\.id)
      let expected = idsOfHeadings(text)
      #expect(Set(expected).isSubset(of: ids), "\(name)")
      for task in direction.tasks {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)[task.line - 1]
        #expect(line.contains(task.id), "\(name):\(task.line)")
      }
      let markers = text.split(separator: "\n").count { $0.contains(#/^\s*[-*+] \[[ xX]\] /#) }
      let items = direction.checklists.reduce(0) { $0 + $1.list.items.count }
      // Markers inside of code are no items.
      #expect(items <= markers, "\(name)")
      tasks += ids.count
    }
    #expect(tasks > directions.count)
  }
}
