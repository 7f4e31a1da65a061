#if canImport(Glibc)
internal import Glibc
#endif

/// Whom the server runs as: PostgreSQL refuses root.
struct ServerUser: Equatable {
  var name: String
  var group: String
  var userID: uid_t
  var groupID: gid_t

  /// nil for a process that is not root: the server runs as it does.
  ///
  /// - Throws: `RehearsalError` for root on a machine without an unprivileged user.
  static func forThisProcess() throws(RehearsalError) -> ServerUser? {
    guard geteuid() == 0 else { return nil }
    for name in ["postgres", "nobody"] {
      guard let entry = getpwnam(name), entry.pointee.pw_uid != 0 else { continue }
      return ServerUser(
        name: "\(entry.pointee.pw_uid)",
        group: "\(entry.pointee.pw_gid)",
        userID: entry.pointee.pw_uid,
        groupID: entry.pointee.pw_gid
      )
    }
    throw RehearsalError(
      "PostgreSQL does not run as root, and there is neither a user postgres nor nobody: run as another user"
    )
  }
}

/// The temporary folder of one run: a lock that tells that the run lives, and a folder for the server.
struct RunFolder {
  let path: String
  /// A descriptor that holds the lock.
  let lock: Int32

  init(base: String, user: ServerUser?) throws(RehearsalError) {
    var template = Array("\(base)/\(ThrowawayServer.namePrefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw RehearsalError(
        "no temporary folder can be made in \(base): \(String(cString: strerror(errno))); "
          + "set TMPDIR to a folder that can be written"
      )
    }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? base
    }
    lock = open("\(path)/lock", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    let server = "\(path)/server"
    var isMade = lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0 && mkdir(server, 0o700) == 0
    if let user, isMade {
      // The server's user passes through the folder, and sees nothing else of it.
      isMade = chmod(path, 0o711) == 0 && chown(server, user.userID, user.groupID) == 0
    }
    guard isMade else {
      let reason = String(cString: strerror(errno))
      remove()
      throw RehearsalError("\(path) cannot be prepared: \(reason)")
    }
  }

  /// Removes a folder in which no server was started yet.
  func remove() {
    rmdir("\(path)/server")
    unlink("\(path)/lock")
    rmdir(path)
    if lock >= 0 { close(lock) }
  }
}
