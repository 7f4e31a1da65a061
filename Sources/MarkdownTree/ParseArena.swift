internal import CCMarkGFM
internal import Glibc

/// The memory of one parse: handed out in order, never freed piece by piece, taken back as a whole.
///
/// A tree of a hundred thousand nodes lives for milliseconds, and a third of the parser's time went into its
/// `malloc` and `free`. Each thread has an arena of its own; cmark-gfm passes no context to its allocator.
enum ParseArena {
  /// The allocator for `cmark_parser_new_with_mem`; what it returns is valid until `reset` on the same thread.
  nonisolated(unsafe) static let memory: UnsafeMutablePointer<cmark_mem> = {
    let memory = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    memory.initialize(
      to: cmark_mem(
        calloc: { count, size in ParseArena.current.pointee.allocate(count * size) },
        realloc: { old, size in ParseArena.current.pointee.reallocate(old, size) },
        free: { _ in }
      )
    )
    return memory
  }()

  /// Takes back everything that was handed out on this thread.
  static func reset() {
    current.pointee.reset()
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { pointer in
      guard let arena = pointer?.assumingMemoryBound(to: Arena.self) else { return }
      arena.pointee.release()
      arena.deinitialize(count: 1)
      arena.deallocate()
    }
    return key
  }()

  private static var current: UnsafeMutablePointer<Arena> {
    if let known = pthread_getspecific(key) {
      return known.assumingMemoryBound(to: Arena.self)
    }
    let arena = UnsafeMutablePointer<Arena>.allocate(capacity: 1)
    arena.initialize(to: Arena())
    pthread_setspecific(key, arena)
    return arena
  }
}

/// Chunks of zeroed memory; each block has its size in the 16 bytes before it.
private struct Arena {
  private static let header = 16
  private static let smallestChunk = 1 << 20
  /// A larger chunk is given back after a parse.
  private static let largestKept = 1 << 23

  private var chunk: UnsafeMutableRawPointer?
  private var capacity = 0
  /// Everything behind it is zero.
  private var used = 0
  private var full: [UnsafeMutableRawPointer] = []

  mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    let need = (size + Self.header + 15) & ~15
    if used + need > capacity {
      if let chunk { full.append(chunk) }
      capacity = max(need, min(capacity * 2, Self.largestKept), Self.smallestChunk)
      chunk = calloc(1, capacity)
      used = 0
    }
    guard let block = chunk?.advanced(by: used) else { return nil }
    block.storeBytes(of: size, as: Int.self)
    used += need
    return block + Self.header
  }

  mutating func reallocate(_ old: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer?
  {
    guard let old else { return allocate(size) }
    let oldSize = (old - Self.header).load(as: Int.self)
    guard size > oldSize else { return old }
    let new = allocate(size)
    new?.copyMemory(from: old, byteCount: oldSize)
    return new
  }

  mutating func reset() {
    for chunk in full { free(chunk) }
    full.removeAll(keepingCapacity: true)
    if capacity > Self.largestKept {
      release()
    } else if let chunk {
      memset(chunk, 0, used)
    }
    used = 0
  }

  mutating func release() {
    for chunk in full { free(chunk) }
    full = []
    free(chunk)
    chunk = nil
    capacity = 0
    used = 0
  }
}
