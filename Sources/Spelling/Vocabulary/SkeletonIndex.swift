// SPDX-License-Identifier: GPL-2.0-or-later

/// Lays out a `SkeletonTrie` with the postings of each node.
struct SkeletonIndex {
  /// The numbers of the trie's nodes.
  private(set) var nodes: [UInt32] = []
  private(set) var postings: [UInt32] = []

  /// The postings of a skeleton keep their order, which is that of their numbers.
  init(skeletons: [UInt64], postings: [UInt32]) {
    let order = RadixSort.order(of: skeletons)
    self.init(
      sorted: order.map { skeletons[Int($0)] }, postings: order.map { postings[Int($0)] })
  }

  /// The skeletons of a former vocabulary's forms whose keys are kept, and others.
  init(keeping former: FormerKeys, adding skeletons: [UInt64], postings: [UInt32]) {
    let order = RadixSort.order(of: skeletons)
    var all: [UInt64] = []
    var allPostings: [UInt32] = []
    var index = 0
    func add(before skeleton: UInt64, _ posting: UInt32) {
      while index < order.count {
        let next = (skeletons[Int(order[index])], postings[Int(order[index])])
        guard next < (skeleton, posting) else { return }
        all.append(next.0)
        allPostings.append(next.1)
        index += 1
      }
    }
    former.vocabulary.forEachSkeleton { skeleton, posting in
      let number = former.numbers[Int(posting >> 3)]
      guard number != FormerKeys.none else { return }
      let kept = number << 3 | posting & 7
      add(before: skeleton, kept)
      all.append(skeleton)
      allPostings.append(kept)
    }
    add(before: .max, .max)
    self.init(sorted: all, postings: allPostings)
  }

  private init(sorted skeletons: [UInt64], postings all: [UInt32]) {
    // The skeletons that begin with the sounds of a node, as a range of all.
    var level = [0..<skeletons.count]
    var depth = 0
    var nodeCount = 0
    while !level.isEmpty {
      var next: [Range<Int>] = []
      nodeCount += level.count
      for range in level {
        var index = range.lowerBound
        let firstChild = UInt32(nodeCount + next.count)
        let start = UInt32(postings.count)
        var leading: UInt32 = 0
        while index < range.upperBound {
          let sound = Self.sound(skeletons[index], depth)
          let first = index
          while index < range.upperBound, Self.sound(skeletons[index], depth) == sound {
            if sound == 0 { postings.append(all[index]) }
            index += 1
          }
          guard sound != 0 else { continue }
          leading |= 1 << UInt32(sound)
          next.append(first..<index)
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
