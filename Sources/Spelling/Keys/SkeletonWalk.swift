// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds the skeletons of a vocabulary that can be taken for a word's at little cost, by walking down
/// their trie as long as the costs stay within a bound. When too many forms have been found, the
/// bound falls until the cheapest remain. A high bound leads far until it has fallen. So a first walk sees only the
/// skeletons that begin as the word's: the bound that is left by these is enough for all.
struct SkeletonWalk: ~Copyable {
  /// What skeletons are near to.
  struct Goal {
    var word: SoundSkeleton
    /// The greatest cost wanted, in quarter units.
    var bound: Int
  }

  struct Hit {
    /// The skeleton's node in the trie.
    let node: Int
    let cost: Int
  }

  /// What a walk has found.
  struct Found {
    fileprivate var hits: [Hit] = []
    /// The number of forms found by cost.
    fileprivate var forms: [Int]
    /// The greatest cost still wanted.
    fileprivate var bound: Int
  }

  /// A part of a trie.
  enum Part: UInt32 {
    /// All of it.
    case all = 0xffff_ffff
    /// The skeletons that begin with sounds of even and of odd numbers; the empty one is an even one.
    case even = 0x5555_5555
    case odd = 0xaaaa_aaaa
  }

  private let columns: SoundColumns
  /// The most forms wanted.
  private let limit: Int
  private var found: Found
  private var formCount = 0

  private init(to word: SoundSkeleton, bound: Int, limit: Int) {
    self.limit = limit
    found = Found(forms: Array(repeating: 0, count: bound + 1), bound: bound)
    columns = SoundColumns(of: word, bound: bound, costs: .shared)
  }

  /// A node on the way down.
  private struct Frame {
    /// The sound that led there.
    var sound: Int
    /// The sounds that lead on from there and have not been looked at, as bits.
    var rest: UInt32
    /// Where the first of them leads.
    var child: Int
    /// Those of all sounds that may follow.
    var next: SoundColumns.Next
  }

  /// The near ones among the skeletons of a part of a trie, and some that are too far away to be among those of
  /// the whole.
  static func found(
    near goal: Goal, limit: Int, in trie: SkeletonTrie, _ part: Part = .all
  ) -> Found {
    var bound = min(max(goal.bound, 0), SoundColumns.maxBound)
    guard trie.count > 0 else { return Found(forms: [0], bound: 0) }
    if goal.word.count > 0, trie.count >= minTried {
      let first = walked(to: goal.word, bound, limit, trie, sounds: 1 << UInt32(goal.word[0]))
      bound = first.bound
    }
    return walked(to: goal.word, bound, limit, trie, sounds: part.rawValue)
  }

  /// Smaller tries are walked at once.
  private static let minTried = 20_000

  /// What is found among the skeletons that begin with some sounds, as bits; the empty one counts as 0.
  private static func walked(
    to word: SoundSkeleton, _ bound: Int, _ limit: Int, _ trie: SkeletonTrie, sounds: UInt32
  ) -> Found {
    var walk = SkeletonWalk(to: word, bound: bound, limit: limit)
    withUnsafeTemporaryAllocation(of: Frame.self, capacity: SoundSkeleton.capacity + 1) { way in
      guard let way = way.baseAddress else { return }
      walk.walk(way, trie, sounds)
    }
    return walk.found
  }

  /// Of what was found in the parts of a trie, what is near in the whole: the same as one walk finds.
  static func hits(of parts: [Found], limit: Int) -> [Hit] {
    var bound = parts.map(\.bound).min() ?? 0
    var formCount = parts.reduce(0) { $0 + $1.forms[...bound].reduce(0, +) }
    while formCount > limit, bound > 0 {
      formCount -= parts.reduce(0) { $0 + $1.forms[bound] }
      bound -= 1
    }
    return parts.flatMap { $0.hits.filter { $0.cost <= bound } }
  }

  private mutating func walk(
    _ way: UnsafeMutablePointer<Frame>, _ trie: SkeletonTrie, _ sounds: UInt32
  ) {
    if sounds & 1 != 0 { add(0, cost: columns.cost(of: 0, last: 0), trie) }
    way.initialize(to: frame(0, sound: 0, depth: 0, trie))
    way[0].next.any &= sounds
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
      add(child, cost: columns.cost(of: depth, last: sound), trie)
      (way + depth).initialize(to: frame(child, sound: sound, depth: depth, trie))
    }
  }

  @inline(__always)
  private func frame(_ node: Int, sound: Int, depth: Int, _ trie: SkeletonTrie) -> Frame {
    let sounds = trie.sounds(after: node)
    let next = sounds == 0 ? .zero : columns.next(after: depth, bound: found.bound)
    return Frame(sound: sound, rest: sounds, child: trie.firstChild(of: node), next: next)
  }

  @inline(__always)
  private mutating func add(_ node: Int, cost: Int, _ trie: SkeletonTrie) {
    guard cost <= found.bound else { return }
    let forms = trie.postings(of: node).count
    if forms > 0 { add(Hit(node: node, cost: cost), forms: forms) }
  }

  private mutating func add(_ hit: Hit, forms: Int) {
    found.hits.append(hit)
    found.forms[hit.cost] += forms
    formCount += forms
    while formCount > limit, found.bound > 0 {
      formCount -= found.forms[found.bound]
      found.bound -= 1
    }
  }
}
