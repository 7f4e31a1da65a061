internal import CPgQuery
internal import Glibc

/// The memory of one parse tree, handed out in order and given back as a whole: freeing a tree node by node
/// takes as long as reading it.
struct TreeArena {
  private struct Memory {
    var next: UnsafeMutableRawPointer?
    var left = 0
    /// The chunks, each beginning with the address of the one before it.
    var last: UnsafeMutableRawPointer?

    mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
      let need = (max(size, 1) &+ 15) & ~15
      if need > left {
        let capacity = max(need + 16, 1 << 16)
        guard let chunk = malloc(capacity) else { return nil }
        chunk.storeBytes(of: last, as: UnsafeMutableRawPointer?.self)
        last = chunk
        next = chunk + 16
        left = capacity - 16
      }
      defer {
        next = next.map { $0 + need }
        left -= need
      }
      return next
    }

    mutating func free() {
      while let chunk = last {
        last = chunk.load(as: UnsafeMutableRawPointer?.self)
        Glibc.free(chunk)
      }
    }
  }

  /// Calls `body` with the tree, which is gone afterwards; with nil when the bytes hold none.
  static func withTree<Result>(
    _ packed: PgQueryProtobuf,
    _ body: (UnsafeMutablePointer<PgQuery__ParseResult>?) -> Result
  ) -> Result {
    var memory = Memory()
    defer { memory.free() }
    return withUnsafeMutablePointer(to: &memory) { memory in
      var allocator = ProtobufCAllocator(
        alloc: { data, size in
          data?.assumingMemoryBound(to: Memory.self).pointee.allocate(size)
        },
        free: { _, _ in },
        allocator_data: UnsafeMutableRawPointer(memory)
      )
      return withUnsafeMutablePointer(to: &allocator) { allocator in
        packed.data.withMemoryRebound(to: UInt8.self, capacity: packed.len) {
          body(pg_query__parse_result__unpack(allocator, packed.len, $0))
        }
      }
    }
  }
}
