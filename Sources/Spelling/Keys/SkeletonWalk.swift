// SPDX-License-Identifier: GPL-2.0-or-later

/// Finds the skeletons of a vocabulary that can be taken for a word's at little cost.
///
/// The sorted skeletons are walked like a trie: what neighbours begin with in common is compared once,
/// and where a beginning costs too much, all skeletons with it are passed over. When too many forms
/// have been found, the bound falls until the cheapest remain.
struct SkeletonWalk {
  struct Hit {
    /// The skeleton's number in the vocabulary.
    let skeleton: Int
    let cost: Int
  }

  /// The greatest cost still wanted, in quarter units.
  private(set) var bound: Int
  /// The most forms wanted.
  private let limit: Int
  private var hits: [Hit] = []
  private var formCount = 0
  /// The number of forms found by cost.
  private var forms: [Int]

  private let word: SoundSkeleton
  private let costs: SoundCosts
  /// Row of a sound: what its taking the place of the word's first, second … sound costs.
  private var substitutions: [Int]
  private var contractions: [Int]
  private var deletions: [Int] = []

  /// Columns begin with a margin, so that no step looks outside.
  private static let margin = 2
  private static let stride = SoundSkeleton.capacity + 1 + margin
  private static let never = Int(SoundCosts.never)

  init(from word: SoundSkeleton, bound: Int, limit: Int, costs: SoundCosts = .shared) {
    self.word = word
    self.costs = costs
    self.limit = limit
    self.bound = min(max(bound, 0), Self.never - 1)
    forms = Array(repeating: 0, count: self.bound + 1)
    substitutions = Array(repeating: Self.never, count: Sounds.limit * Self.stride)
    contractions = substitutions
    for place in 0..<word.count {
      let isEnd = place == word.count - 1
      let part = isEnd ? SoundCosts.Place.last : place == 0 ? .first : .inside
      deletions.append(Int(costs.deletions[part.rawValue * Sounds.limit + word[place]]))
      for sound in 0..<Sounds.limit {
        let row = sound * Self.stride + place
        substitutions[row] = Int(costs.substitutions[word[place] * Sounds.limit + sound])
        guard place > 0 else { continue }
        let pair = word[place - 1] * Sounds.limit + word[place]
        contractions[row] = Int(costs.contractions[pair * Sounds.limit + sound])
      }
    }
  }

  /// The near ones among sorted skeletons, each with the forms between its start and the next one's.
  mutating func hits(
    among skeletons: PackedNumbers<UInt64>, starts: PackedNumbers<UInt32>
  ) -> [Hit] {
    let count = min(skeletons.count, starts.count - 1)
    withUnsafeTemporaryAllocation(
      of: Int.self, capacity: Self.stride * (SoundSkeleton.capacity + 2)
    ) { columns in
      columns.initialize(repeating: Self.never)
      guard let first = columns.baseAddress.map({ $0 + Self.stride + Self.margin }) else { return }
      first[0] = 0
      for place in 0..<word.count { first[place + 1] = first[place] + deletions[place] }
      walk(skeletons, starts, count, first)
    }
    return hits.filter { $0.cost <= bound }
  }

  private mutating func walk(
    _ skeletons: PackedNumbers<UInt64>, _ starts: PackedNumbers<UInt32>, _ count: Int,
    _ first: UnsafeMutablePointer<Int>
  ) {
    var previous = SoundSkeleton(bits: 0)
    var known = 0
    var index = 0
    while index < count {
      let skeleton = SoundSkeleton(bits: skeletons[index])
      var depth = min(known, skeleton.commonCount(with: previous), skeleton.count)
      var isNear = true
      while isNear, depth < skeleton.count {
        isNear = addColumn(first + depth * Self.stride, depth, of: skeleton) <= bound
        depth += 1
      }
      if depth == skeleton.count {
        add(index, of: skeleton, column: first + depth * Self.stride, starts)
      }
      previous = skeleton
      known = depth
      index =
        isNear
        ? index + 1 : Self.firstIndex(from: index, to: count, in: skeletons, end: skeleton.end(ofPrefix: depth))
    }
  }

  /// Computes what follows a column when one more sound of a skeleton is read; returns its least cost.
  @inline(__always)
  private func addColumn(
    _ column: UnsafeMutablePointer<Int>, _ depth: Int, of skeleton: SoundSkeleton
  ) -> Int {
    let sound = skeleton[depth]
    let before = column - Self.stride
    let next = column + Self.stride
    let place = depth == 0 ? SoundCosts.Place.first : .inside
    let insertion = Int(costs.insertions[place.rawValue * Sounds.limit + sound])
    let row = sound * Self.stride
    let pair = depth == 0 ? 0 : (skeleton[depth - 1] * Sounds.limit + sound) * Sounds.limit
    next[0] = column[0] + insertion
    var least = next[0]
    for place in 0..<word.count {
      var cost = min(column[place] + substitutions[row + place], column[place + 1] + insertion)
      cost = min(cost, column[place - 1] + contractions[row + place])
      cost = min(cost, before[place] + Int(costs.expansions[pair + word[place]]))
      cost = min(cost, next[place] + deletions[place])
      next[place + 1] = cost
      least = min(least, cost)
    }
    return least
  }

  /// Keeps a skeleton that was read to its end, if it is near. What the other word has at its end besides is often an
  /// ending.
  private mutating func add(
    _ index: Int, of skeleton: SoundSkeleton, column: UnsafeMutablePointer<Int>,
    _ starts: PackedNumbers<UInt32>
  ) {
    var cost = column[word.count]
    if skeleton.count > 0 {
      let last = SoundCosts.Place.last.rawValue * Sounds.limit + skeleton[skeleton.count - 1]
      cost = min(cost, (column - Self.stride)[word.count] + Int(costs.insertions[last]))
    }
    guard cost <= bound else { return }
    hits.append(Hit(skeleton: index, cost: cost))
    let found = max(0, Int(starts[index + 1]) - Int(starts[index]))
    forms[cost] += found
    formCount += found
    while formCount > limit, bound > 0 {
      formCount -= forms[bound]
      bound -= 1
    }
  }

  /// The first index whose skeleton is not below `end`; the steps double first, as most beginnings
  /// are shared by few.
  private static func firstIndex(
    from start: Int, to count: Int, in skeletons: PackedNumbers<UInt64>, end: UInt64
  ) -> Int {
    var step = 1
    var low = start
    while low + step < count, skeletons[low + step] < end {
      low += step
      step *= 2
    }
    var high = min(low + step, count)
    while low + 1 < high {
      let middle = low + (high - low) / 2
      if skeletons[middle] < end { low = middle } else { high = middle }
    }
    return high
  }
}
