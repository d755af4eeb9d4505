// SPDX-License-Identifier: GPL-2.0-or-later

/// The skeletons of a vocabulary as a trie, level by level: the children of a node lie side by side in
/// the order of their sounds. Used where it lies in a file; what it says is checked where it is used.
///
/// A node is three numbers: the sounds that lead on, as bits; its first child; where its postings
/// begin, which end where the next node's begin. A node without children closes the row.
struct SkeletonTrie: Sendable {
  static let numbersPerNode = 3

  private let numbers: PackedNumbers<UInt32>
  /// The number of nodes.
  let count: Int

  init(_ numbers: PackedNumbers<UInt32>) throws {
    guard numbers.count % Self.numbersPerNode == 0, numbers.count >= Self.numbersPerNode else {
      throw VocabularyError.damaged("\(numbers.count) numbers are no trie")
    }
    self.numbers = numbers
    count = numbers.count / Self.numbersPerNode - 1
  }

  @inline(__always)
  func sounds(after node: Int) -> UInt32 { numbers[Self.numbersPerNode &* node] }

  /// The node that the first of the sounds leads to; the next leads to the next. Only a damaged trie has it
  /// beyond `count`.
  @inline(__always)
  func firstChild(of node: Int) -> Int { Int(numbers[Self.numbersPerNode &* node &+ 1]) }

  /// Which postings are those of the words whose skeleton ends at a node.
  @inline(__always)
  func postings(of node: Int) -> Range<Int> {
    let index = Self.numbersPerNode &* node &+ 2
    let start = Int(numbers[index])
    return start..<max(start, Int(numbers[index &+ Self.numbersPerNode]))
  }

  /// Calls back with each skeleton that has postings, in the order of the skeletons' bits.
  func forEachSkeleton(_ body: (_ skeleton: UInt64, _ postings: Range<Int>) -> Void) {
    // A trie has no node twice; a damaged one must not keep us.
    var budget = count
    visit(0, bits: 0, depth: 0, &budget, body)
  }

  private func visit(
    _ node: Int, bits: UInt64, depth: Int, _ budget: inout Int,
    _ body: (UInt64, Range<Int>) -> Void
  ) {
    guard node < count, budget > 0 else { return }
    budget -= 1
    let postings = postings(of: node)
    if !postings.isEmpty { body(bits, postings) }
    guard depth < SoundSkeleton.capacity else { return }
    var rest = sounds(after: node)
    var child = firstChild(of: node)
    while rest != 0 {
      let longer = SoundSkeleton.bits(bits, adding: rest.trailingZeroBitCount, at: depth)
      visit(child, bits: longer, depth: depth + 1, &budget, body)
      rest &= rest &- 1
      child &+= 1
    }
  }
}
