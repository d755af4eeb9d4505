// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Glibc
import Spelling

/// A list of names as its file was when it was read.
struct ListSnapshot: Sendable {
  /// A kind of rows, and how many there are.
  struct Kind: Sendable, Equatable {
    var name: String
    var rows: Int
  }

  /// A row that is taken for the same as what was looked for.
  struct Found: Sendable {
    /// The number of the row in the whole list.
    var number: Int
    var row: NameRow
    var match: NameMatch
  }

  fileprivate let lists: [NameList]
  /// The rows of ``lists`` before each of them.
  fileprivate let starts: [Int]
  /// What kinds of rows there are, the most frequent first.
  let kinds: [Kind]
  private let ids: RowIdentifiers
  /// The entities behind the rows, where the file holds them.
  private let entities: EntityLines?
  /// When the file was changed, in seconds since 1970.
  let changed: Int

  /// How many rows there are.
  var count: Int { (starts.last ?? 0) + (lists.last?.count ?? 0) }

  /// So many rows of a file are one list.
  private static let rowsAtOnce = 1_000_000

  /// Reads a file: a prepared list, entities of FollowTheMoney, or a name a line.
  ///
  /// - Parameter report: is called with what cannot be read.
  init(path: String, report: @escaping @Sendable (String) -> Void) throws {
    var status = stat()
    changed = stat(path, &status) == 0 ? status.st_mtim.tv_sec : 0
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw AllonymError.invalidArgument("\(path) is a folder: a list of names is a file.")
    }
    if PreparedList.isPrepared(path: path) {
      do {
        lists = try PreparedList(path: path).lists
      } catch let error as VocabularyError {
        throw AllonymError.invalidArgument(
          "\(path): \(error). Make it anew with 'allonym match --prepare'.")
      }
      entities = nil
    } else {
      try Self.refuseTable(path)
      var reader = try ListReader(path, format: nil, columns: ListColumns(), report: report)
      var lists: [NameList] = []
      repeat {
        lists.append(try NameList(rows: reader.next(Self.rowsAtOnce)))
      } while try !reader.isAtEnd()
      reader.reportRest()
      self.lists = lists
      entities = reader.format == .ftm ? try EntityLines(path: path) : nil
    }
    var start = 0
    var starts: [Int] = []
    for list in lists {
      starts.append(start)
      start += list.count
    }
    self.starts = starts
    var counts: [String: Int] = [:]
    var ids = RowIdentifiers()
    for (list, start) in zip(lists, starts) {
      for index in 0..<list.count {
        let row = list.row(at: index)
        if !row.evidence.kind.isEmpty { counts[row.evidence.kind, default: 0] += 1 }
        ids.append(Self.id(of: row), number: start + index)
      }
    }
    ids.sort()
    self.ids = ids
    kinds = counts.map { Kind(name: $0.key, rows: $0.value) }
      .sorted { ($0.rows, $1.name) > ($1.rows, $0.name) }
  }

  /// A table says nowhere which of its columns are names.
  private static func refuseTable(_ path: String) throws {
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    guard ["csv", "tsv", "tab"].contains(ending) else { return }
    throw AllonymError.invalidArgument(
      "\(path) is a table: prepare it with 'allonym match --prepare \(path) names.list --name-column COLUMN', "
        + "and serve names.list.")
  }

  /// What names a row: its own identifier, or the number of its line.
  static func id(of row: NameRow) -> String { row.id.isEmpty ? "\(row.line)" : row.id }

  /// A row of the whole list.
  func row(_ number: Int) -> NameRow {
    let place = (starts.firstIndex { $0 > number } ?? starts.count) - 1
    guard lists.indices.contains(place), number < count else { return NameRow(names: []) }
    return lists[place].row(at: number - starts[place])
  }

  /// The number of the row with an identifier.
  func number(ofID id: String) -> Int? {
    ids.numbers(of: id).first { Self.id(of: row($0)) == id }
  }

  /// What is known of a row.
  func entity(_ number: Int) -> FollowTheMoneyEntity {
    let row = row(number)
    if let entity = entities?.entity(line: row.line), entity.id == row.id { return entity }
    return FollowTheMoneyEntity(row, id: Self.id(of: row))
  }

  /// The rows that may be the ones looked for, best first: what `match` finds, by the same scores.
  func matches(of rows: [NameRow], minimumScore: Double, limit: Int) -> [[Found]] {
    var best = [[Found]](repeating: [], count: rows.count)
    for (list, start) in zip(lists, starts) {
      let found = list.matches(of: rows, minimumScore: minimumScore, limit: limit)
      for (place, matches) in found.enumerated() {
        best[place] += matches.map {
          Found(number: start + $0.index, row: list.row(at: $0.index), match: $0)
        }
      }
    }
    guard lists.count > 1 else { return best }
    return best.map { found in
      Array(
        found.sorted { ($0.match.score, $1.number) > ($1.match.score, $0.number) }.prefix(limit))
    }
  }
}

extension ListSnapshot {
  /// What is less likely meant than this is not offered.
  private static let minSuggested = 0.3

  /// The rows whose names begin as typed, and then those that may be meant, each once.
  func suggestions(for text: String, limit: Int) -> [Int] {
    var numbers: [Int] = []
    for (list, start) in zip(lists, starts) where numbers.count < limit {
      numbers += list.rows(withPrefix: text, limit: limit - numbers.count).map { start + $0 }
    }
    guard numbers.count < limit else { return numbers }
    let rows = [NameRow(names: [text])]
    let begun = Set(numbers)
    let others = matches(of: rows, minimumScore: Self.minSuggested, limit: limit)[0]
      .map(\.number).filter { !begun.contains($0) }
    return numbers + others.prefix(limit - numbers.count)
  }
}

/// Finds rows by their identifiers, in twelve bytes a row.
private struct RowIdentifiers: Sendable {
  private var entries: [(hash: UInt64, number: UInt32)] = []

  mutating func append(_ id: String, number: Int) {
    entries.append((Self.hash(id), UInt32(truncatingIfNeeded: number)))
  }

  mutating func sort() { entries.sort { ($0.hash, $0.number) < ($1.hash, $1.number) } }

  /// The rows that may have an identifier.
  func numbers(of id: String) -> [Int] {
    let hash = Self.hash(id)
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return entries[low...].prefix { $0.hash == hash }.map { Int($0.number) }
  }

  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// The lines of a file of entities, which are read again when one is shown.
private final class EntityLines: Sendable {
  private let file: Int32
  private let starts: [Int]

  init(path: String) throws {
    var lines = try FileLines(path)
    var starts: [Int] = []
    while try lines.next() != nil { starts.append(lines.offset) }
    starts.append(lines.bytesRead)
    self.starts = starts
    file = open(path, O_RDONLY | O_CLOEXEC)
  }

  deinit { close(file) }

  /// The entity of a line, from 1; nil where the file has changed in its place.
  func entity(line: Int) -> FollowTheMoneyEntity? {
    guard line > 0, line < starts.count else { return nil }
    let (start, end) = (starts[line - 1], starts[line])
    var bytes = [UInt8](repeating: 0, count: end - start)
    guard pread(file, &bytes, bytes.count, off_t(start)) == bytes.count else { return nil }
    return try? FollowTheMoneyEntity(line: String(decoding: bytes, as: UTF8.self))
  }
}
