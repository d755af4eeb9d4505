// SPDX-License-Identifier: GPL-2.0-or-later

/// Lays out a `SkeletonTrie` with the postings of each node.
struct SkeletonIndex {
  /// The numbers of the trie's nodes.
  private(set) var nodes: [UInt32] = []
  private(set) var postings: [UInt32] = []

  /// The postings of a skeleton keep their order.
  init(skeletons: [UInt64], postings unsorted: [UInt32]) {
    let order = RadixSort.order(of: skeletons)
    // The skeletons that begin with the sounds of a node, as a range in `order`.
    var level = [0..<order.count]
    var depth = 0
    var nodeCount = 0
    while !level.isEmpty {
      var next: [Range<Int>] = []
      nodeCount += level.count
      for range in level {
        var place = range.lowerBound
        let firstChild = UInt32(nodeCount + next.count)
        let start = UInt32(postings.count)
        var leading: UInt32 = 0
        while place < range.upperBound {
          let sound = Self.sound(skeletons[Int(order[place])], depth)
          let first = place
          while place < range.upperBound, Self.sound(skeletons[Int(order[place])], depth) == sound {
            if sound == 0 { postings.append(unsorted[Int(order[place])]) }
            place += 1
          }
          guard sound != 0 else { continue }
          leading |= 1 << UInt32(sound)
          next.append(first..<place)
        }
        nodes += [leading, firstChild, start]
      }
      level = next
      depth += 1
    }
    nodes += [0, UInt32(nodeCount), UInt32(postings.count)]
  }

  private static func sound(_ bits: UInt64, _ depth: Int) -> Int {
    depth < SoundSkeleton.capacity ? SoundSkeleton(bits: bits)[depth] : 0
  }
}
