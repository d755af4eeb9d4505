// SPDX-License-Identifier: GPL-2.0-or-later

/// The tokens of one text and the bytes of their terms. Kept and used again for text after text, it
/// soon allocates nothing more.
public struct TokenBuffer: ~Copyable {
  /// The tokens in the order of the text.
  public private(set) var tokens: [Token] = []
  private var terms: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes of `terms` are used.
  private var count = 0

  /// An empty buffer.
  public init() {
    capacity = 4096
    terms = .allocate(capacity: capacity)
    terms.initialize(repeating: 0, count: capacity)
  }

  deinit { terms.deallocate() }

  /// Calls `body` with the bytes of a token's term.
  public borrowing func withTerm<Result>(
    of token: Token, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    precondition(Int(token.termOffset) + Int(token.termLength) <= count, "token of another buffer")
    return try body(
      UnsafeBufferPointer(start: terms + Int(token.termOffset), count: Int(token.termLength)))
  }

  /// A token's term as text.
  public borrowing func term(of token: Token) -> String {
    withTerm(of: token) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with all tokens and with the bytes their `termOffset`s point into.
  public borrowing func withUnsafeTokens<Result>(
    _ body: (_ tokens: UnsafeBufferPointer<Token>, _ terms: UnsafeBufferPointer<UInt8>) throws ->
      Result
  ) rethrows -> Result {
    let bytes = UnsafeBufferPointer(start: terms, count: count)
    return try tokens.withUnsafeBufferPointer { try body($0, bytes) }
  }

  mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    count = 0
  }

  /// Where the next term is to be written: room for one of the greatest length and some bytes more.
  @inline(__always)
  mutating func nextTerm() -> UnsafeMutablePointer<UInt8> {
    if capacity - count < Fold.maximumTermLength + 16 { grow() }
    return terms + count
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.initialize(repeating: 0, count: capacity * 2)
    larger.update(from: terms, count: count)
    terms.deallocate()
    terms = larger
    capacity *= 2
  }

  /// Takes the bytes written at `nextTerm()` in and returns their offset.
  @inline(__always)
  mutating func commitTerm(length: Int) -> UInt32 {
    let offset = UInt32(truncatingIfNeeded: count)
    count += length
    return offset
  }

  @inline(__always)
  mutating func append(_ token: Token) { tokens.append(token) }

  @inline(__always)
  mutating func update(_ index: Int, _ change: (inout Token) -> Void) { change(&tokens[index]) }
}
