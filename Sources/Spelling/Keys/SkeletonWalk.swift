// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds the skeletons of a vocabulary that can be taken for a word's at little cost, by walking down
/// their trie as long as the costs stay within a bound. When too many forms have been found, the
/// bound falls until the cheapest remain.
struct SkeletonWalk: ~Copyable {
  struct Hit {
    /// The skeleton's node in the trie.
    let node: Int
    let cost: Int
  }

  private let columns: SoundColumns
  /// The greatest cost still wanted, in quarter units.
  private var bound: Int
  /// The most forms wanted.
  private let limit: Int
  private var hits: [Hit] = []
  private var formCount = 0
  /// The number of forms found by cost.
  private var forms: [Int]

  init(from word: SoundSkeleton, bound: Int, limit: Int, costs: SoundCosts = .shared) {
    self.limit = limit
    self.bound = min(max(bound, 0), SoundColumns.mostBound)
    forms = Array(repeating: 0, count: self.bound + 1)
    columns = SoundColumns(of: word, bound: self.bound, costs: costs)
  }

  /// A node on the way down.
  private struct Place {
    /// The sound that led there.
    var sound: Int
    /// The sounds that lead on from there and have not been looked at, as bits.
    var rest: UInt32
    /// Where the first of them leads.
    var child: Int
    /// Those of all sounds that may follow.
    var next: SoundColumns.Next
  }

  /// The near ones among the skeletons of a trie.
  mutating func hits(in trie: SkeletonTrie) -> [Hit] {
    guard trie.count > 0 else { return [] }
    withUnsafeTemporaryAllocation(of: Place.self, capacity: SoundSkeleton.capacity + 1) { way in
      guard let way = way.baseAddress else { return }
      walk(way, trie)
    }
    return hits.filter { $0.cost <= bound }
  }

  private mutating func walk(_ way: UnsafeMutablePointer<Place>, _ trie: SkeletonTrie) {
    way.initialize(to: enter(0, sound: 0, depth: 0, trie))
    // A trie has no node twice; a damaged one must not keep us.
    var budget = trie.count
    var depth = 0
    while depth >= 0, budget > 0 {
      let rest = way[depth].rest
      let next = way[depth].next
      guard rest & next.any != 0, depth < SoundSkeleton.capacity else {
        depth &-= 1
        continue
      }
      let child = way[depth].child
      let sound = rest.trailingZeroBitCount
      way[depth].rest = rest & (rest &- 1)
      way[depth].child = child &+ 1
      guard next.any & (1 << UInt32(sound)) != 0, child < trie.count else { continue }
      // Most skeletons that are too far away are seen to be at their last sound.
      if next.last & (1 << UInt32(sound)) == 0, trie.sounds(after: child) == 0 { continue }
      columns.add(sound, after: way[depth].sound, depth: depth)
      depth &+= 1
      budget &-= 1
      (way + depth).initialize(to: enter(child, sound: sound, depth: depth, trie))
    }
  }

  @inline(__always)
  private mutating func enter(
    _ node: Int, sound: Int, depth: Int, _ trie: SkeletonTrie
  ) -> Place {
    let found = trie.postings(of: node).count
    if found > 0 { add(node, cost: columns.cost(of: depth, last: sound), forms: found) }
    let sounds = trie.sounds(after: node)
    let next = sounds == 0 ? .zero : columns.next(after: depth, bound: bound)
    return Place(sound: sound, rest: sounds, child: trie.firstChild(of: node), next: next)
  }

  private mutating func add(_ node: Int, cost: Int, forms found: Int) {
    guard cost <= bound else { return }
    hits.append(Hit(node: node, cost: cost))
    forms[cost] += found
    formCount += found
    while formCount > limit, bound > 0 {
      formCount -= forms[bound]
      bound -= 1
    }
  }
}
