// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// Writes a word in a script in the likeliest ways: a beam search over the rewritings of the spelling model,
/// each letter written weighed by the letters before it.
struct SpellingBeam {
  private let letters: LetterModel
  private let word: SegmentedWord
  private let rewrites: RewriteTable
  /// The letters of each segment of the script.
  private let targets: [[UInt16]]
  /// The letters written, each with what was written before it: ways that begin alike share their beginning.
  private var written: [(before: Int, letter: UInt16)] = []

  /// A way to write the word's beginning.
  private struct Path {
    /// Its last letter in `written`; -1 before the first.
    var last = -1
    var count = 0
    /// Tells apart what is written.
    var hash: UInt64 = 0
    /// 0 before the word's beginning is written.
    var context: LetterModel.Context = 0
    var isEnded = false
    var score: Float = 0
  }

  /// So many ways are followed from each letter of the word on.
  private static let width = 64
  /// How much the letters count beside the rewritings: of .3, .5 and .8 the one that finds most of the other forms of
  /// development names.
  private static let letterShare: Float = 0.5
  /// The most segments that are put in between two letters of the word.
  private static let maxInserted = 2

  /// Nil where the word is too long to be a name, or in no script of the model.
  init?(_ word: String, to script: Script, model: SpellingModel) {
    let from = Script(ofWordText: word)
    let own = WordLetters(word)
    guard from != .other, !own.isCut, own.count > 0,
      let segmented = own.withLetters({
        SegmentedWord($0, in: model.segments[Int(from.rawValue)])
      })
    else { return nil }
    switch script {
    case .latin: letters = .latin
    case .arabic: letters = .arabic
    case .cyrillic: letters = .cyrillic
    case .other: return nil
    }
    self.word = segmented
    rewrites = model.rewrites(from: from, to: script)
    targets = model.segments[Int(script.rawValue)].segmentLetters
  }

  /// The likeliest ways to write the word, best first, each with the share of probability that it has among all
  /// that were found.
  mutating func forms(limit: Int) -> [(form: String, share: Float)] {
    var columns = [[UInt64: Path]](repeating: [:], count: word.count + 1)
    columns[0] = [0: Path()]
    for position in 0..<word.count {
      insert(into: &columns[position])
      let paths = Self.best(columns[position].values)
      columns[position] = [:]
      for length in 1...3 where position + length <= word.count {
        let segment = word.segment(endingAt: position + length, length: length)
        guard segment >= 0 else { continue }
        let end = position + length
        extend(paths, rewriting: segment, isLast: end == word.count, to: &columns[end])
      }
    }
    let ended = columns[word.count].values.filter(\.isEnded).sorted(by: Self.isBetter)
    guard let best = ended.first?.score else { return [] }
    let total = ended.reduce(Float(0)) { $0 + expf($1.score - best) }
    return ended.prefix(limit).map { (text(of: $0), expf($0.score - best) / total) }
  }

  /// Adds the ways with letters that stand for none of the word.
  private mutating func insert(into column: inout [UInt64: Path]) {
    var added = Self.best(column.values)
    for _ in 0..<Self.maxInserted {
      var next: [UInt64: Path] = [:]
      extend(added.filter { $0.context != 0 }, rewriting: 0, isLast: false, to: &next)
      added = Self.best(next.values.filter { $0.score > column[$0.hash]?.score ?? -.infinity })
      for path in added { column[path.hash] = path }
    }
  }

  /// Writes each way that a segment of the word can be rewritten behind what is written so far.
  private mutating func extend(
    _ paths: [Path], rewriting segment: Int16, isLast: Bool, to column: inout [UInt64: Path]
  ) {
    var ways: [(target: Int, weight: Float)] = []
    rewrites.forEach(rewriting: segment) { target, weight in
      if target < targets.count { ways.append((target, Float(weight) / 4)) }
    }
    for path in paths where !path.isEnded {
      for way in ways {
        guard var next = scored(path, targets[way.target], isLast: isLast) else { continue }
        next.score += way.weight
        guard next.score > column[next.hash]?.score ?? -.infinity else { continue }
        for letter in targets[way.target]
        where letter != LetterModel.start && letter != LetterModel.end {
          written.append((next.last, letter))
          next.last = written.count - 1
        }
        column[next.hash] = next
      }
    }
  }

  /// A way with more letters behind it, which are not written yet; nil where they cannot stand there.
  private func scored(_ path: Path, _ added: [UInt16], isLast: Bool) -> Path? {
    var path = path
    for letter in added {
      guard letter != 0, !path.isEnded else { return nil }
      if letter == LetterModel.start {
        guard path.context == 0 else { return nil }
        path.context = LetterModel.beginning
        continue
      }
      guard path.context != 0 else { return nil }
      path.score -= Self.letterShare * letters.cost(of: letter, after: path.context)
      if letter == LetterModel.end {
        guard isLast else { return nil }
        path.isEnded = true
      } else {
        path.context = LetterModel.context(path.context, followedBy: letter)
        path.hash = (path.hash &+ UInt64(letter)) &* 0x9E37_79B9_7F4A_7C15
        path.hash ^= path.hash >> 29
        path.count += 1
      }
    }
    return path.count <= SegmentedWord.maxLetters ? path : nil
  }

  private func text(of path: Path) -> String {
    var scalars: [Unicode.Scalar] = []
    var place = path.last
    while place >= 0 {
      if let scalar = Unicode.Scalar(written[place].letter) { scalars.append(scalar) }
      place = written[place].before
    }
    return String(String.UnicodeScalarView(scalars.reversed()))
  }

  private static func best(_ paths: some Sequence<Path>) -> [Path] {
    Array(paths.sorted(by: isBetter).prefix(width))
  }

  private static func isBetter(_ one: Path, _ other: Path) -> Bool {
    (one.score, one.hash) > (other.score, other.hash)
  }
}

extension SegmentTable {
  /// The letters of each segment, `^` and `$` for the ends of a word; 0 is a letter that the model does not know.
  var segmentLetters: [[UInt16]] {
    var letters = [UInt16](repeating: 0, count: SegmentTable.symbolLimit)
    for letter in UInt16(0)..<0x800 where symbol(letter) != SegmentTable.unknown {
      letters[Int(symbol(letter))] = letter
    }
    letters[Int(SegmentTable.start)] = LetterModel.start
    letters[Int(SegmentTable.end)] = LetterModel.end
    var segments = [[UInt16]](repeating: [], count: count)
    let symbols = UInt8(0)..<UInt8(SegmentTable.symbolLimit)
    for first in symbols {
      segments[Int(SegmentTable.segment(first))] = [letters[Int(first)]]
      for second in symbols {
        let pair = segment(first, second)
        guard pair >= 0, Int(pair) < count else { continue }
        segments[Int(pair)] = [letters[Int(first)], letters[Int(second)]]
        for third in symbols {
          let triple = segment(pair: pair, third)
          guard triple >= 0, Int(triple) < count else { continue }
          segments[Int(triple)] = [first, second, third].map { letters[Int($0)] }
        }
      }
    }
    return segments
  }
}
