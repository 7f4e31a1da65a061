package import Facts

#if canImport(Glibc)
internal import Glibc
#endif

/// The files below one folder, read with bounds; nothing outside of it is read but what is allowed by name.
package struct FileTree: Sendable {
  package enum Kind: Sendable {
    case file, folder, other
  }

  package struct Entry: Sendable, Equatable {
    package var name: String
    /// What a link inside the tree leads to; a link that leads out of it is `other`.
    package var kind: Kind
  }

  /// A folder that is there and cannot be listed: never the same as an empty one.
  package struct ListingError: Error, Sendable, CustomStringConvertible {
    package var path: String
    package var reason: String

    package var description: String { "\(path): \(reason)" }
  }

  /// Files above this are not analysed; their lines are counted.
  package static let maximumBytes = 16 << 20

  /// Absolute, with links resolved.
  package let root: String
  /// Files and folders elsewhere that may be read as well: absolute, with links resolved.
  private let allowed: [String]

  /// The tree below an absolute path, with files and folders outside of it that are allowed by name; of a
  /// pattern the folder that it begins with.
  package init(root: String, allowing outside: [String] = []) {
    let root = Self.resolved(root) ?? root
    self.root = root
    allowed = outside.compactMap { path in
      let names = path.split(separator: "/").prefix { !$0.contains("*") && !$0.contains("?") }
      let place = names.joined(separator: "/")
      return Self.resolved(path.hasPrefix("/") ? "/\(place)" : "\(root)/\(place)")
    }
  }

  /// Whether anything of this absolute path exists, a dangling link included.
  package static func exists(_ absolutePath: String) -> Bool {
    var status = stat()
    return lstat(absolutePath, &status) == 0
  }

  /// The names in a folder, in byte order, without `.` and `..`; nil when there is no such folder.
  ///
  /// - Throws: `ListingError` for a folder that cannot be opened or lies outside of the tree.
  package func entries(of folder: String) throws(ListingError) -> [Entry]? {
    let path = absolute(folder)
    guard let directory = opendir(path) else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw ListingError(path: folder, reason: Self.message(code))
    }
    defer { closedir(directory) }
    guard isInside(dirfd(directory), at: folder) else {
      throw ListingError(path: folder, reason: "a link leads out of the repository")
    }
    var result: [Entry] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name == "." || name == ".." { continue }
      result.append(
        Entry(name: name, kind: kind(of: "\(path)/\(name)", hint: entry.pointee.d_type))
      )
    }
    return result.sorted { Self.precedes($0.name, $1.name) }
  }

  /// The file at a path relative to the root; what cannot be read says why.
  package func read(_ path: String, maximumBytes: Int = FileTree.maximumBytes) -> SourceFile {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return unreadable(path, Self.message(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return unreadable(path, Self.message(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return unreadable(path, "it is no regular file")
    }
    guard isInside(descriptor, at: path) else {
      return unreadable(path, "a link leads out of the repository")
    }
    let size = Int(status.st_size)
    if size > max(maximumBytes, Self.largestCounted) {
      // Not even its lines are counted: that would take as long as somebody likes.
      return unreadable(path, "\(size) bytes are too large to be read")
    }
    if size > maximumBytes { return tooLarge(path, descriptor) }
    var failure: Int32 = 0
    var isLarger = false
    // One byte more than was promised tells whether the file grew meanwhile.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < buffer.count {
        let got = Glibc.read(
          descriptor,
          buffer.baseAddress.map { $0 + count },
          buffer.count - count
        )
        if got == 0 { return }
        if got < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        count += got
      }
      isLarger = true
    }
    if failure != 0 { return unreadable(path, Self.message(failure)) }
    if isLarger { return unreadable(path, "it grew while it was read: run again") }
    return SourceFile(path: path, content: .text(SourceText(path: path, bytes: bytes)))
  }

  /// The first bytes of the file at a path relative to the root; nil where there is no such file in the tree.
  package func head(of path: String, count: Int) -> [UInt8]? {
    let descriptor = open(absolute(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      isInside(descriptor, at: path)
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return got < 0 ? nil : Array(bytes[..<got])
  }

  /// The size of the file at a path relative to the root, in bytes; 0 when the system does not tell.
  package func size(of path: String) -> Int {
    var status = stat()
    return stat(absolute(path), &status) == 0 ? Int(status.st_size) : 0
  }

  /// Reads several files on all cores, in the order of the paths.
  package func read(_ paths: [String], maximumBytes: Int = FileTree.maximumBytes) -> [SourceFile] {
    paths.parallelMap { read($0, maximumBytes: maximumBytes) }
  }

  // MARK: Inside and outside

  private func absolute(_ path: String) -> String {
    path == "." || path.isEmpty ? root : path.hasPrefix("/") ? path : "\(root)/\(path)"
  }

  /// Whether the path, links resolved, lies in the tree.
  private func isInside(_ absolutePath: String) -> Bool {
    Self.resolved(absolutePath).map(mayRead) ?? false
  }

  /// Whether an open file or folder lies in the tree: asked of what was opened, since somebody may put a
  /// link in its place meanwhile; of its path where `/proc` is not mounted.
  func isInside(_ descriptor: Int32, at path: String) -> Bool {
    (Self.place(of: descriptor) ?? Self.resolved(absolute(path))).map(mayRead) ?? false
  }

  private func mayRead(_ resolved: String) -> Bool {
    contains(resolved) || allowed.contains { Self.contains(resolved, in: $0) }
  }

  /// Whether an absolute path without links is the root or below it, byte by byte.
  func contains(_ resolved: String) -> Bool {
    Self.contains(resolved, in: root)
  }

  private static func contains(_ resolved: String, in folder: String) -> Bool {
    if folder == "/" { return true }
    guard resolved.utf8.starts(with: folder.utf8) else { return false }
    let rest = resolved.utf8.dropFirst(folder.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  /// Where an open file or folder lies, links resolved; nil when the system does not tell.
  static func place(of descriptor: Int32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let count = readlink("/proc/self/fd/\(descriptor)", base, buffer.count)
      guard count > 0, count < buffer.count else { return nil }
      return String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
    }
  }

  private func kind(of path: String, hint: UInt8) -> Kind {
    switch Int32(hint) {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    default: break
    }
    var status = stat()
    guard stat(path, &status) == 0, isInside(path) else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  // MARK: What is no text

  private func unreadable(_ path: String, _ reason: String) -> SourceFile {
    SourceFile(path: path, content: .unreadable(reason: reason))
  }

  /// Of a larger file not even the lines are counted.
  private static let largestCounted = 1 << 28

  private func tooLarge(_ path: String, _ descriptor: Int32) -> SourceFile {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var bytes = 0
    var lines = 0
    var last = UInt8(ascii: "\n")
    while true {
      let got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        return unreadable(path, Self.message(errno))
      }
      bytes += got
      lines += buffer[..<got].count { $0 == UInt8(ascii: "\n") }
      last = buffer[got - 1]
    }
    if last != UInt8(ascii: "\n") { lines += 1 }
    return SourceFile(path: path, content: .tooLarge(bytes: bytes, lines: lines))
  }

  private static func message(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.precedesInBytes(right)
  }
}
