// SPDX-License-Identifier: GPL-2.0-or-later
import CSpellingTables

/// The trained similarity of spellings: for each pair of scripts, weights for rewriting segments of
/// up to three letters of one into segments of the other.
///
/// A pair of words scores the sum of the weights of its best segmentation, `^` and `$` standing for
/// the words' ends. Weights are log-odds in quarter units. The tables are used where they lie in
/// the program (or in a file of the trainer); nothing is parsed.
public struct SpellingModel: Sendable {
  /// The numbers of the file's sections.
  package enum Layout {
    package static let magic = "ALLOSPEL"
    package static let version: UInt32 = 6
    package static let scripts = 3
    package static let letters = 0
    package static let pairs = 3
    package static let triples = 6
    package static let rows = 9
    package static let columns = 18
    package static let weights = 27
    package static let candidateClassifier = 36
    package static let nameness = 37
    package static let ordinaryWords = 40
    package static let pairwiseClassifier = 43
    package static let groupedWords = 44
    package static let groups = 45
    package static let suffixModels = 46
    package static let context = 49
    package static let sectionCount = 50
    /// The section of the weights for rewriting a script into another.
    package static func section(_ first: Int, from: Int, to: Int) -> Int { first + from * 3 + to }
  }

  private let file: SectionedFile
  /// Per script, by its raw value.
  package let segments: [SegmentTable]
  private let rewrites: [RewriteTable]
  /// Turns what is known of a pair among all candidates into log-odds.
  let candidateClassifier: TreeEnsemble
  /// The same for a pair by itself.
  let pairwiseClassifier: TreeEnsemble
  /// Per script: how much a word looks like a name.
  let nameness: [Nameness]
  /// Per script: what the forms beside a word say of it.
  let suffixModels: [SuffixModel]
  /// What the surroundings of each rewriting say of a pair.
  let context: ContextWeights
  /// Which words are known to be names of one thing.
  package let nameGroups: NameGroups
  /// Per script: the words of dictionaries.
  let ordinaryWords: [OrdinaryWords]

  private static let compiled = Result {
    let table = spelling_model()
    guard table.count > 0 else { throw VocabularyError.damaged("it is empty") }
    return try SpellingModel(ByteStore(program: table.bytes, count: table.count))
  }

  /// The model compiled into the program; nil where it is absent or damaged, as before the first training.
  /// What answers with spellings calls ``checkShared()`` first: an answer without them would look complete.
  public static let shared: SpellingModel? = try? compiled.get()

  /// Checks that the model compiled into the program is there and has the form of one.
  ///
  /// - Throws: ``SpellingModelError``.
  public static func checkShared() throws(SpellingModelError) {
    do {
      _ = try compiled.get()
    } catch VocabularyError.damaged(let detail) {
      throw SpellingModelError(detail: detail)
    } catch {
      throw SpellingModelError(detail: "it is of another version than the program")
    }
  }

  /// Whether the tables of the model compiled into the program are those that were trained. Reads all of them.
  public static var sharedIsIntact: Bool { shared?.file.isIntact == true }

  /// Changes whenever the trained tables change.
  public var checksum: UInt64 { file.checksum }

  /// A model held in memory, as the trainer writes it.
  package init(bytes: [UInt8]) throws {
    try self.init(ByteStore(copying: bytes))
    for table in segments { try table.check() }
  }

  /// A model in a file.
  package init(path: String) throws {
    try self.init(ByteStore(path: path))
    for table in segments { try table.check() }
  }

  /// Does not check the segments' tables, which takes reading them.
  private init(_ store: ByteStore) throws {
    let file = try SectionedFile(
      store, magic: Layout.magic, version: Layout.version, sectionCount: Layout.sectionCount)
    self.file = file
    segments = (0..<Layout.scripts).map { script in
      let rows: PackedNumbers<UInt32> = PackedNumbers(
        file.section(Layout.section(Layout.rows, from: script, to: script)))
      return SegmentTable(
        letters: file.section(Layout.letters + script), pairs: file.section(Layout.pairs + script),
        triples: file.section(Layout.triples + script), count: rows.count - 1)
    }
    var rewrites: [RewriteTable] = []
    for from in 0..<Layout.scripts {
      for to in 0..<Layout.scripts {
        rewrites.append(
          try RewriteTable(
            rows: file.section(Layout.section(Layout.rows, from: from, to: to)),
            columns: file.section(Layout.section(Layout.columns, from: from, to: to)),
            weights: file.section(Layout.section(Layout.weights, from: from, to: to)),
            from: segments[from].count, to: segments[to].count))
      }
    }
    self.rewrites = rewrites
    candidateClassifier = TreeEnsemble(PackedNumbers(file.section(Layout.candidateClassifier)))
    pairwiseClassifier = TreeEnsemble(PackedNumbers(file.section(Layout.pairwiseClassifier)))
    nameness = (0..<Layout.scripts).map {
      Nameness(PackedNumbers(file.section(Layout.nameness + $0)))
    }
    suffixModels = (0..<Layout.scripts).map {
      SuffixModel(PackedNumbers(file.section(Layout.suffixModels + $0)))
    }
    context = ContextWeights(PackedNumbers(file.section(Layout.context)))
    nameGroups = NameGroups(
      words: PackedNumbers(file.section(Layout.groupedWords)),
      groups: PackedNumbers(file.section(Layout.groups)))
    ordinaryWords = (0..<Layout.scripts).map {
      OrdinaryWords(PackedNumbers(file.section(Layout.ordinaryWords + $0)))
    }
  }

  /// The bytes of the file with some sections replaced.
  package func encoded(replacing sections: [Int: [UInt8]]) -> [UInt8] {
    SectionedFile.encoded(
      magic: Layout.magic, version: Layout.version,
      sections: (0..<Layout.sectionCount).map { sections[$0] ?? Array(file.section($0)) })
  }

  /// The weights for rewriting segments of one script into another's.
  func rewrites(from: Script, to: Script) -> RewriteTable {
    rewrites[Int(from.rawValue) * Layout.scripts + Int(to.rawValue)]
  }
}

/// The spelling model of the program cannot be used.
public struct SpellingModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with it.
  public let detail: String

  /// Something is wrong with it.
  public init(detail: String) {
    self.detail = detail
  }

  /// One sentence with what to do.
  public var description: String {
    "The spelling model in this program is damaged (\(detail)): install the program anew."
  }
}
