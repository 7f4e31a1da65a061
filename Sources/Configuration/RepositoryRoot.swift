/// The folder that all paths are relative to, and why it is that one.
package struct RepositoryRoot: Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// It holds a `sitrep.yml`.
    case configuration
    /// It is the top of a git work tree; in a linked one `.git` is a file.
    case gitWorkTree
    /// Neither was found upwards: it is the folder where the search began.
    case currentFolder
  }

  /// Absolute, without a trailing `/` (but `/` itself).
  package var path: String
  package var reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The nearest folder upwards that holds `sitrep.yml`, else the top of the git work tree, else the folder itself.
  ///
  /// - Parameters:
  ///   - folder: where the search begins; absolute.
  ///   - exists: whether there is a file, folder or link of this absolute path.
  /// - Returns: the root, always; the file system's own root is looked at last.
  package static func find(from folder: String, exists: (String) -> Bool) -> RepositoryRoot {
    let folders = upwards(from: folder)
    for path in folders where exists(path.appending(SettingsFile.name)) {
      return RepositoryRoot(path: path.text, reason: .configuration)
    }
    for path in folders where exists(path.appending(".git")) {
      return RepositoryRoot(path: path.text, reason: .gitWorkTree)
    }
    return RepositoryRoot(path: folders[0].text, reason: .currentFolder)
  }

  private struct Folder {
    var text: String

    func appending(_ name: String) -> String {
      text == "/" ? "/\(name)" : "\(text)/\(name)"
    }
  }

  /// The folder and all above it, the nearest first.
  private static func upwards(from folder: String) -> [Folder] {
    var names = normalized(folder).split(separator: "/")
    var folders: [Folder] = []
    while !names.isEmpty {
      folders.append(Folder(text: "/" + names.joined(separator: "/")))
      names.removeLast()
    }
    return folders + [Folder(text: "/")]
  }

  /// `.` and `..` are worked out in the text, as a shell's `cd` does.
  private static func normalized(_ path: String) -> String {
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      if name == ".." {
        _ = names.popLast()
      } else {
        names.append(name)
      }
    }
    return "/" + names.joined(separator: "/")
  }
}
