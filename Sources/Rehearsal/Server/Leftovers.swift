internal import Workspace

#if canImport(Glibc)
internal import Glibc
#endif

/// What runs that were killed left in the temporary folder.
struct Leftovers {
  let base: String
  let binaries: ServerBinaries
  let user: ServerUser?

  /// Stops and removes every run's folder that nobody holds any more; gives their number.
  func remove() -> Int {
    let names = (try? FileTree(root: base).entries(of: ".")) ?? []
    return names.filter { entry in
      guard entry.kind == .folder, entry.name.hasPrefix(ThrowawayServer.namePrefix) else {
        return false
      }
      let path = "\(base)/\(entry.name)"
      guard isDead(path) else { return false }
      let outcome = try? Subprocess(
        executable: "/bin/sh",
        arguments: ["-c", ServerScript.remove, "sh", path, binaries.folder]
          + [user?.name ?? "", user?.group ?? ""],
        folder: "/",
        environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"],
        timeout: .seconds(20)
      ).run()
      return outcome?.exitCode == 0
    }.count
  }

  /// A folder of this user whose lock nobody holds.
  private func isDead(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid()
    else { return false }
    let lock = open("\(path)/lock", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard lock >= 0 else {
      // A run that is just beginning has no lock yet.
      return errno == ENOENT && time(nil) - status.st_mtim.tv_sec > 60
    }
    defer { close(lock) }
    return flock(lock, LOCK_EX | LOCK_NB) == 0
  }
}
