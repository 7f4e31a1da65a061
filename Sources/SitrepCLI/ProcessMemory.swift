internal import CMalloc

/// How the process asks the system for memory.
enum ProcessMemory {
  /// Keeps memory that is free for the next file, and asks for more of it at once.
  ///
  /// Files are read one after another on each core: what one gives back the next one needs, and every page that
  /// went back to the system in between would be cleared and mapped again.
  static func keep() {
    let mebibyte: Int32 = 1 << 20
    mallopt(M_TOP_PAD, 4 * mebibyte)
    mallopt(M_TRIM_THRESHOLD, 64 * mebibyte)
    mallopt(M_MMAP_THRESHOLD, 32 * mebibyte)
  }
}
