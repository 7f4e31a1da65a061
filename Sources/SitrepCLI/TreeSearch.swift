import Reports
import Facts
import Workspace

/// Looks for a text in the files of the repository, so that a report can quote the hits as facts.
struct TreeSearch {
  /// Files that are looked at; a larger tree is said to be searched in part.
  private static let maximumFiles = 20_000
  /// Larger files are left out: they are data, not code.
  private static let maximumBytes = 1 << 20
  private static let shownHits = 5

  let tree: FileTree
  /// Folders of secrets are never quoted from.
  let leavingOut: [String]

  /// `searched `text`: 2 hits in 40 files: a.sql:3, b.sql:9`.
  func summary(of text: String) -> String {
    let needle = Array(text.utf8)
    guard !needle.isEmpty else { return "searched nothing: the text is empty" }
    var hits: [String] = []
    var looked = 0
    let (files, isWhole, unlisted) = files()
    for path in files {
      guard case .text(let source) = tree.read(path, maximumBytes: Self.maximumBytes).content else {
        continue
      }
      looked += 1
      var offset = 0
      while let found = Self.find(needle, in: source.bytes, from: offset) {
        let line = source.line(at: found)
        hits.append("\(path):\(line)")
        // One hit a line is enough to go and look.
        offset = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
      }
    }
    let shown = hits.prefix(Self.shownHits).joined(separator: ", ")
    let more = hits.count > Self.shownHits ? " and \(hits.count - Self.shownHits) more" : ""
    let part = isWhole ? "" : " (the first \(Self.maximumFiles) files only)"
    let unread = files.count - looked
    let skipped = unread == 0 ? "" : " (\(counted(unread, "file")) too large or not readable)"
    let failed =
      skipped
      + (unlisted.isEmpty ? "" : " (not looked into: \(unlisted.joined(separator: ", ")))")
    return
      "searched `\(text)`: \(counted(hits.count, "hit")) in \(counted(looked, "file"))\(part)\(failed)"
      + (hits.isEmpty ? "" : ": \(shown)\(more)")
  }

  private func files() -> (paths: [String], isWhole: Bool, unlisted: [String]) {
    var paths: [String] = []
    var unlisted: [String] = []
    var folders = ["."]
    while let folder = folders.popLast() {
      let entries: [FileTree.Entry]
      do {
        entries = try tree.entries(of: folder) ?? []
      } catch {
        unlisted.append(folder)
        continue
      }
      for entry in entries {
        let path = folder == "." ? entry.name : "\(folder)/\(entry.name)"
        switch entry.kind {
        case .folder where !isLeftOut(path, entry.name): folders.append(path)
        case .file where paths.count >= Self.maximumFiles: return (paths, false, unlisted)
        case .file: paths.append(path)
        default: continue
        }
      }
    }
    return (paths.sorted(), true, unlisted)
  }

  /// What others made, and what is secret.
  private func isLeftOut(_ path: String, _ name: String) -> Bool {
    [".git", ".build", "node_modules", "vendor", "dist"].contains(name) || leavingOut.contains(path)
  }

  private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard needle.count <= bytes.count else { return nil }
    var index = start
    while index <= bytes.count - needle.count {
      if bytes[index] == needle[0], bytes[index..<(index + needle.count)].elementsEqual(needle) {
        return index
      }
      index += 1
    }
    return nil
  }
}
