// SPDX-License-Identifier: GPL-2.0-or-later

/// The costs of reaching each place of a word's skeleton, a column for each number of sounds read of
/// another one. A lane of a column is the number of the word's sounds read so far.
struct SoundColumns: ~Copyable {
  typealias Lanes = SIMD16<UInt8>
  /// What costs so much is out of reach; two of them add up without overflow.
  static let never: UInt8 = 100
  /// The greatest bound on costs.
  static let maxBound = Int(never) - 1

  private let word: SoundSkeleton
  private let bound: Int
  /// By sound: the cost of its taking the place of the word's last sound.
  private let substitutions: UnsafeMutablePointer<Lanes>
  /// By sound: its taking the place of the word's last two.
  private let contractions: UnsafeMutablePointer<Lanes>
  /// By two sounds: their taking the place of the word's last.
  private let expansions: UnsafeMutablePointer<Lanes>
  /// By place in the other skeleton (first, inside, last) and sound.
  private let insertions: UnsafeMutablePointer<UInt8>
  /// Leaving out the word's last sound, and the last two.
  private let deletions: (one: Lanes, two: Lanes)
  private let columns: UnsafeMutablePointer<Lanes>
  /// By the word's sounds read and by what may still be spent, from `-never` on: the sounds that may come next.
  private let affordable: UnsafeMutablePointer<Next>
  private static let affordableStride = 2 * Int(never) + 1

  /// Sounds of the other skeleton, as bits.
  struct Next {
    /// Those that may come next.
    var any: UInt32 = 0
    /// Those that may come next and be the last: the rest of the word is then left out.
    var last: UInt32 = 0
    static let zero = Next()
  }

  init(of word: SoundSkeleton, bound: Int, costs: SoundCosts) {
    func rows(_ count: Int) -> UnsafeMutablePointer<Lanes> {
      let rows = UnsafeMutablePointer<Lanes>.allocate(capacity: count)
      rows.initialize(repeating: Lanes(repeating: Self.never), count: count)
      return rows
    }
    self.word = word
    self.bound = bound
    substitutions = rows(Sounds.limit)
    contractions = rows(Sounds.limit)
    expansions = rows(Sounds.limit * Sounds.limit)
    columns = rows(SoundSkeleton.capacity + 2)
    insertions = .allocate(capacity: 3 * Sounds.limit)
    for (position, cost) in costs.insertions.enumerated() {
      (insertions + position).initialize(to: min(cost, Self.never))
    }
    let affordableCount = (word.count + 1) * Self.affordableStride
    affordable = .allocate(capacity: affordableCount)
    affordable.initialize(repeating: .zero, count: affordableCount)
    deletions = Self.deletions(of: word, costs)
    for read in 0..<word.count { setCosts(ofSound: read, costs) }
    for read in 0...word.count { setAffordable(after: read, costs) }
    columns[1][0] = 0
    for read in 0..<word.count {
      columns[1][read + 1] = min(Self.never, columns[1][read] + deletions.one[read + 1])
    }
  }

  deinit {
    for rows in [substitutions, contractions, expansions, columns] { rows.deallocate() }
    insertions.deallocate()
    affordable.deallocate()
  }

  private static func deletions(
    of word: SoundSkeleton, _ costs: SoundCosts
  ) -> (one: Lanes, two: Lanes) {
    var one = Lanes(repeating: never)
    var two = one
    for position in 0..<word.count {
      let part: SoundCosts.Position =
        position == word.count - 1 ? .last : position == 0 ? .first : .inside
      one[position + 1] = min(never, costs.deletions[part.rawValue * Sounds.limit + word[position]])
      if position > 0 { two[position + 1] = min(never, one[position] + one[position + 1]) }
    }
    return (one, two)
  }

  private func setCosts(ofSound position: Int, _ costs: SoundCosts) {
    let limit = Sounds.limit
    let sound = word[position]
    for other in 0..<limit {
      substitutions[other][position + 1] = min(
        Self.never, costs.substitutions[sound * limit + other])
      guard position > 0 else { continue }
      let pair = word[position - 1] * limit + sound
      contractions[other][position + 1] = min(Self.never, costs.contractions[pair * limit + other])
    }
    for expansion in costs.expansions[sound] {
      expansions[expansion.pair][position + 1] = min(Self.never, expansion.cost)
    }
  }

  private func setAffordable(after read: Int, _ costs: SoundCosts) {
    let row = affordable + read * Self.affordableStride + Int(Self.never)
    func allow(_ sound: Int, at cost: UInt8, reading count: Int) {
      let minimum = Int(cost)
      if minimum <= bound { row[minimum].any |= 1 << UInt32(sound) }
      let whole = minimum + costOfLeavingOut(from: read + count)
      if whole <= bound { row[whole].last |= 1 << UInt32(sound) }
    }
    for sound in 1..<Sounds.limit {
      for part in 0..<3 { allow(sound, at: insertions[part * Sounds.limit + sound], reading: 0) }
      if read < word.count { allow(sound, at: substitutions[sound][read + 1], reading: 1) }
      if read + 1 < word.count { allow(sound, at: contractions[sound][read + 2], reading: 2) }
    }
    for expansion in read < word.count ? costs.expansions[word[read]] : [] {
      allow(expansion.pair / Sounds.limit, at: expansion.cost, reading: 1)
      allow(expansion.pair % Sounds.limit, at: expansion.cost, reading: 1)
    }
    for rest in 0..<bound {
      row[rest + 1].any |= row[rest].any
      row[rest + 1].last |= row[rest].last
    }
  }

  /// What it costs to leave out the word's sounds from a place on.
  private func costOfLeavingOut(from position: Int) -> Int {
    // More than three in a row never are, see `add`.
    guard word.count - position <= 3 else { return Int(Self.never) }
    return (position..<word.count).reduce(0) { $0 + Int(deletions.one[$1 + 1]) }
  }

  /// Computes the column behind a sound that is read after so many others, the one before it given.
  @inline(__always)
  func add(_ sound: Int, after previous: Int, depth: Int) {
    let pair = depth == 0 ? 0 : previous &* Sounds.limit &+ sound
    let position: SoundCosts.Position = depth == 0 ? .first : .inside
    let insertion = Lanes(repeating: insertions[position.rawValue &* Sounds.limit &+ sound])
    let current = columns[depth &+ 1]
    let shifted = Self.shifted(current)
    var costs = Self.minimum(shifted &+ substitutions[sound], current &+ insertion)
    costs = Self.minimum(costs, Self.shifted(shifted) &+ contractions[sound])
    costs = Self.minimum(costs, Self.shifted(columns[depth]) &+ expansions[pair])
    costs = Self.minimum(costs, Lanes(repeating: Self.never))
    // Three in a row are left out by both steps, more never.
    costs = Self.minimum(costs, Self.shifted(costs) &+ deletions.one)
    costs = Self.minimum(costs, Self.shifted(Self.shifted(costs)) &+ deletions.two)
    columns[depth &+ 2] = costs
  }

  /// The sounds that may be read after so many so that the costs stay within a bound.
  @inline(__always)
  func next(after depth: Int, bound: Int) -> Next {
    // A sound may also end two that began a column before.
    let costs = Self.minimum(columns[depth &+ 1], columns[depth])
    var next = Next.zero
    var row = affordable + (Int(Self.never) &+ bound)
    for read in 0...word.count {
      let affordable = row[0 &- Int(costs[read])]
      next.any |= affordable.any
      next.last |= affordable.last
      row += Self.affordableStride
    }
    return next
  }

  /// The cost of a skeleton of so many sounds, all read, `last` the last of them. What it has at its
  /// end besides is often an ending.
  @inline(__always)
  func cost(of depth: Int, last: Int) -> Int {
    let cost = columns[depth &+ 1][word.count]
    guard depth > 0 else { return Int(cost) }
    let ending = insertions[SoundCosts.Position.last.rawValue &* Sounds.limit &+ last]
    return Int(min(cost, columns[depth][word.count] &+ ending))
  }

  @inline(__always)
  private static func minimum(_ one: Lanes, _ other: Lanes) -> Lanes {
    one.replacing(with: other, where: other .< one)
  }

  /// Each lane's value in the next lane, out of reach in the first.
  @inline(__always)
  private static func shifted(_ lanes: Lanes) -> Lanes {
    let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    let carried = SIMD2<UInt64>(repeating: halves.x) &>> 56 & SIMD2<UInt64>(0, .max)
    let first = SIMD2<UInt64>(UInt64(never), 0)
    return unsafeBitCast(halves &<< 8 | carried | first, to: Lanes.self)
  }
}
