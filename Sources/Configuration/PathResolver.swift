import Facts

/// Finds the files that patterns mean, listing only folders that can hold some.
struct PathResolver {
  let list: FolderLister
  /// Folders that could not be listed.
  private(set) var notChecked: [NotChecked] = []
  private var listed: [String: [FolderEntry]] = [:]
  /// Folders that are still read before the rest is named instead.
  private var budget = PathResolver.maximumFolders

  /// More folders than any layout needs; a pattern such as `**/*` in a huge tree stops here.
  static let maximumFolders = 20_000
  static let maximumDepth = 24
  /// What other tools fill: never part of a layout.
  static let skippedFolders: Set<String> = [
    "node_modules", ".git", ".build", "vendor", "dist", "target", "coverage", "__pycache__",
  ]

  init(list: @escaping FolderLister) {
    self.list = list
  }

  /// Paths of the files that a pattern matches, in byte order.
  mutating func files(matching pattern: String) -> [String] {
    var segments = PathPattern(pattern).segments[...]
    var found: Set<String> = []
    var folder = pattern.hasPrefix("/") ? "" : "."
    if folder.isEmpty || segments.contains(.name(Array("..".utf8))) {
      // What lies outside is reached by its name: the folders on the way are none of ours.
      while segments.count > 1, case .name(let name)? = segments.first {
        folder = Self.join(folder, String(decoding: name, as: UTF8.self))
        segments = segments.dropFirst()
      }
    }
    walk(folder, segments, depth: 0, into: &found)
    return found.sorted(by: Self.precedes)
  }

  /// The names in a folder; empty when there is no such folder or it cannot be listed.
  mutating func entries(of folder: String) -> [FolderEntry] {
    if let known = listed[folder] { return known }
    guard budget > 0 else { return [] }
    budget -= 1
    if budget == 0 {
      notChecked.append(
        NotChecked(
          subject: "folders",
          path: folder,
          reason: "the patterns lead into more than \(Self.maximumFolders) folders"
        )
      )
    }
    var entries: [FolderEntry] = []
    do throws(ListingFailure) {
      entries = try list(folder) ?? []
    } catch {
      notChecked.append(NotChecked(subject: "folder", path: folder, reason: error.reason))
    }
    listed[folder] = entries
    return entries
  }

  mutating func isFile(_ path: String) -> Bool {
    kind(of: path) == .file
  }

  mutating func isFolder(_ path: String) -> Bool {
    path == "." || kind(of: path) == .folder
  }

  private mutating func kind(of path: String) -> FolderEntry.Kind? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    return entries(of: folder.isEmpty ? "/" : folder).first { $0.name == name }?.kind
  }

  private mutating func walk(
    _ folder: String,
    _ segments: ArraySlice<PathPattern.Segment>,
    depth: Int,
    into found: inout Set<String>
  ) {
    guard let segment = segments.first, depth <= Self.maximumDepth else { return }
    let rest = segments.dropFirst()
    if segment == .folders {
      if rest.isEmpty {
        for entry in entries(of: folder) where entry.kind == .file {
          if !entry.name.hasPrefix(".") { found.insert(Self.join(folder, entry.name)) }
        }
      } else {
        walk(folder, rest, depth: depth, into: &found)
      }
      for entry in entries(of: folder) where entry.kind == .folder {
        if !entry.name.hasPrefix("."), !Self.skippedFolders.contains(entry.name) {
          walk(Self.join(folder, entry.name), segments, depth: depth + 1, into: &found)
        }
      }
      return
    }
    for entry in entries(of: folder)
    where PathPattern.matches(Array(entry.name.utf8), segment) {
      let path = Self.join(folder, entry.name)
      if rest.isEmpty {
        if entry.kind == .file { found.insert(path) }
        if entry.kind == .other { nameUnread(path) }
      } else if entry.kind == .folder {
        walk(path, rest, depth: depth + 1, into: &found)
      }
    }
  }

  /// A name that a pattern means and that cannot be read is named: it is no absence.
  private mutating func nameUnread(_ path: String) {
    let item = NotChecked(
      subject: "file",
      path: path,
      reason: "no regular file, or a link that leads out of the repository"
    )
    if !notChecked.contains(item) { notChecked.append(item) }
  }

  static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  static func precedes(_ left: String, _ right: String) -> Bool {
    left.precedesInBytes(right)
  }
}
