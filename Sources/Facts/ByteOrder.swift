internal import Glibc

extension String {
  /// Whether the bytes of this text stand before those of another: the order of paths everywhere in this tool.
  package func precedesInBytes(_ other: String) -> Bool {
    // The views of native strings are contiguous; one from elsewhere is compared byte by byte.
    let order = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right -> Bool in
        guard let low = left.baseAddress, let high = right.baseAddress else {
          return left.count < right.count
        }
        let difference = memcmp(low, high, min(left.count, right.count))
        return difference == 0 ? left.count < right.count : difference < 0
      }
    }
    if let order, let order { return order }
    return utf8.lexicographicallyPrecedes(other.utf8)
  }
}
