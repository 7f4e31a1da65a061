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
        calloc: { count, size in
          let block = ParseArena.current.pointee.allocate(count * size)
          if let block { memset(block, 0, count * size) }
          return block
        },
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

  @inline(__always)
  private static var current: UnsafeMutablePointer<Arena> {
    if let known = pthread_getspecific(key) {
      return known.assumingMemoryBound(to: Arena.self)
    }
    return make()
  }

  @inline(never)
  private static func make() -> UnsafeMutablePointer<Arena> {
    let arena = UnsafeMutablePointer<Arena>.allocate(capacity: 1)
    arena.initialize(to: Arena())
    pthread_setspecific(key, arena)
    return arena
  }
}

/// Chunks of memory; each block has its size in the 8 bytes before it.
///
/// A block is zeroed as it is handed out, when it is about to be written anyway.
private struct Arena {
  private struct Chunk {
    var base: UnsafeMutableRawPointer
    var capacity: Int
  }

  private static let header = 8
  private static let chunkSize = 1 << 18
  /// Bytes that a thread keeps from one parse to the next; fresh pages cost more than known ones.
  private static let mostKept = 1 << 25

  /// What is left of the current chunk.
  private var next = UnsafeMutableRawPointer(bitPattern: 16)
  private var left = 0
  private var chunks: [Chunk] = []
  /// The chunk that memory is taken from; those behind it are empty.
  private var current = -1

  @inline(__always)
  mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    let need = (size &+ Self.header &+ 7) & ~7
    if need > left, !advance(need) { return nil }
    guard let block = next else { return nil }
    next = block + need
    left &-= need
    block.storeBytes(of: size, as: Int.self)
    return block + Self.header
  }

  /// Goes on to a chunk that has room.
  @inline(never)
  private mutating func advance(_ need: Int) -> Bool {
    current += 1
    while current < chunks.count, chunks[current].capacity < need { current += 1 }
    if current == chunks.count {
      let capacity = max(need, Self.chunkSize)
      guard let base = malloc(capacity) else {
        left = 0
        current -= 1
        return false
      }
      chunks.append(Chunk(base: base, capacity: capacity))
    }
    next = chunks[current].base
    left = chunks[current].capacity
    return true
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
    var kept = 0
    chunks.removeAll { chunk in
      kept += chunk.capacity
      guard kept > Self.mostKept else { return false }
      free(chunk.base)
      return true
    }
    current = chunks.isEmpty ? -1 : 0
    next = chunks.first?.base ?? next
    left = chunks.first?.capacity ?? 0
  }

  mutating func release() {
    for chunk in chunks { free(chunk.base) }
    chunks = []
    current = -1
    left = 0
  }
}
