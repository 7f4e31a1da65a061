import Facts
import Foundation
import TestSupport
import Testing
import Workspace

#if canImport(Glibc)
import Glibc
#endif

struct FileTreeTests {
  let folder: TemporaryDirectory
  let outside: TemporaryDirectory
  let tree: FileTree

  init() throws {
    folder = try TemporaryDirectory()
    outside = try TemporaryDirectory()
    tree = FileTree(root: folder.path)
  }

  @Test func entriesInByteOrder() throws {
    for name in ["b", "a", "Z", "ä", ".hidden"] { try folder.write("", to: "m/\(name)") }
    try folder.makeFolder("m/folder")
    let entries = try #require(try tree.entries(of: "m"))
    #expect(entries.map(\.name) == [".hidden", "Z", "a", "b", "folder", "ä"])
    #expect(entries.filter { $0.kind == .folder }.map(\.name) == ["folder"])
    #expect(try tree.entries(of: "none") == nil)
    #expect(try tree.entries(of: "m/a") == nil)
    #expect(try tree.entries(of: ".")?.map(\.name) == ["m"])
  }

  @Test func nothingLeadsOut() throws {
    try outside.write("secret", to: "f.txt")
    try folder.write("x", to: "in.txt")
    try folder.link("out.txt", to: outside.path("f.txt"))
    try folder.link("outdir", to: outside.path)
    try folder.link("same.txt", to: "in.txt")
    try folder.link("nowhere.txt", to: "nothing")
    let kinds = try #require(try tree.entries(of: "."))
    #expect(kinds.filter { $0.kind == .file }.map(\.name) == ["in.txt", "same.txt"])
    #expect(throws: FileTree.ListingError.self) { try tree.entries(of: "outdir") }
    #expect(throws: FileTree.ListingError.self) { try tree.entries(of: "..") }
    let up = "../" + (outside.path as NSString).lastPathComponent
    for path in ["out.txt", "outdir/f.txt", "\(up)/f.txt", "nowhere.txt", "a/../../x"] {
      #expect(reason(tree.read(path)) != nil, "\(path)")
    }
    #expect(reason(tree.read("out.txt")) == "a link leads out of the repository")
    #expect(reason(tree.read("same.txt")) == nil)
  }

  @Test func aSiblingWhoseNameBeginsLikeTheRootIsOutside() throws {
    let sibling = folder.path + "-more"
    try FileManager.default.createDirectory(atPath: sibling, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: sibling) }
    try folder.link("sibling", to: sibling)
    #expect(throws: FileTree.ListingError.self) { try tree.entries(of: "sibling") }
  }

  /// A file of holes says that it has terabytes, and whoever counted its lines would never be done.
  @Test func noFileIsCountedForEver() throws {
    try folder.write("", to: "holes")
    let file = try #require(FileHandle(forWritingAtPath: folder.path("holes")))
    try file.truncate(atOffset: 1 << 42)
    #expect(
      reason(tree.read("holes")) == "4398046511104 bytes are too large to be read"
    )
  }

  @Test func contentsAndTheirBounds() throws {
    try folder.write("a\nb", to: "small")
    try folder.write(String(repeating: "line\n", count: 5_000) + "last", to: "large")
    guard case .text(let text) = tree.read("small").content else {
      Issue.record("no text")
      return
    }
    #expect(text.bytes == Array("a\nb".utf8) && text.lineCount == 2)
    guard case .tooLarge(let bytes, let lines) = tree.read("large", maximumBytes: 1_000).content
    else {
      Issue.record("not too large")
      return
    }
    #expect(bytes == 25_004 && lines == 5_001)
    #expect(reason(tree.read("none")) == "no such file or directory")
    try folder.makeFolder("dir")
    #expect(reason(tree.read("dir")) != nil)
    mkfifo(folder.path("pipe"), 0o600)
    #expect(reason(tree.read("pipe")) == "it is no regular file")
  }

  @Test func manyFilesKeepTheirOrder() throws {
    let paths = (0..<300).map { "many/\(1000 + $0)" }
    for path in paths { try folder.write(path, to: path) }
    for file in tree.read(paths) {
      guard case .text(let text) = file.content else {
        Issue.record("no text")
        return
      }
      #expect(text.text(ofLine: 1) == file.path)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root reads what nobody may"))
  func aClosedFolderIsNoEmptyOne() throws {
    try folder.write("", to: "closed/f")
    chmod(folder.path("closed"), 0)
    defer { chmod(folder.path("closed"), 0o755) }
    #expect(throws: FileTree.ListingError.self) { try tree.entries(of: "closed") }
  }

  private func reason(_ file: SourceFile) -> String? {
    if case .unreadable(let reason) = file.content { return reason }
    return nil
  }
}
