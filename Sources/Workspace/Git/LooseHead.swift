internal import Facts

/// The commit that HEAD names, read from git's own files in the one case that leaves no doubt.
///
/// A process costs more than all the rest of a short command. HEAD that names a branch whose reference is
/// a file of its own is told by these two files, whatever is packed beside it; everything else (a detached or
/// packed reference, another reference format, a linked work tree) is left to git.
struct LooseHead {
  /// The full id; nil when only git can tell.
  let commit: String?
  /// HEAD names a branch that no file holds: there is no commit yet.
  let isUnborn: Bool

  /// - Parameter top: absolute path of the work tree's top.
  init(top: String) {
    let folder = FileTree(root: top + "/.git")
    guard let head = Self.line(of: "HEAD", in: folder), head.hasPrefix("ref: refs/heads/") else {
      commit = nil
      isUnborn = false
      return
    }
    let reference = String(head.dropFirst(5))
    let isPlain = reference.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    let id = isPlain ? Self.line(of: reference, in: folder) : nil
    let isID =
      id.map { id in
        (id.utf8.count == 40 || id.utf8.count == 64)
          && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      } ?? false
    commit = isID ? id : nil
    isUnborn =
      isPlain
      && ![reference, "packed-refs", "reftable"].contains {
        FileTree.exists("\(folder.root)/\($0)")
      }
  }

  private static func line(of path: String, in folder: FileTree) -> String? {
    guard case .text(let source) = folder.read(path).content, source.bytes.count <= 4_096,
      source.bytes.last == 0x0A, source.lineCount == 1
    else { return nil }
    return source.text(ofLine: 1)
  }
}
