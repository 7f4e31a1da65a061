/// Text of a byte range with comments dropped and runs of white space outside quotes made one space.
func collapsed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
  var result: [UInt8] = []
  result.reserveCapacity(range.count)
  var lexer = Lexer(bytes, range)
  var previousEnd = -1
  while let token = lexer.next() {
    if previousEnd >= 0, token.start > previousEnd { result.append(0x20) }
    result.append(contentsOf: bytes[token.start..<token.end])
    previousEnd = token.end
  }
  return String(decoding: result, as: UTF8.self)
}
