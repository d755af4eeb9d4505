// SPDX-License-Identifier: GPL-2.0-or-later

/// The order of hits, where it is not the best first.
public struct ResultOrder: Sendable, Equatable {
  /// What hits are sorted by. Hits without it come before the others, or after them in descending
  /// order; hits that have the same are sorted by weight.
  public enum Key: String, Sendable, CaseIterable {
    /// The document's date, else the day on which its file was last changed.
    case date
    /// The title, its first 40 Unicode scalars, whatever its capitals.
    case title
    /// The author as named, first name or last.
    case author
    /// The language's code.
    case language
    /// The type of file.
    case type
    /// The host of the page.
    case host
  }

  /// What hits are sorted by.
  public var key: Key
  /// Whether the last comes first.
  public var isDescending: Bool

  /// An order by `key`.
  public init(_ key: Key, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }

  var slot: UInt32 {
    switch key {
    case .date: Schema.daySlot
    case .title: Schema.titleSlot
    case .author: Schema.authorSlot
    case .language: Schema.languageSlot
    case .type: Schema.typeSlot
    case .host: Schema.hostSlot
    }
  }
}

/// What matches can be counted by.
public enum Facet: String, Sendable, CaseIterable {
  /// The language's code.
  case language
  /// The type of file.
  case type
  /// The year of the date that the document gives.
  case year
  /// The date that the document gives, `YYYYMMDD`.
  case day
  /// The host of the page.
  case host
  /// The author as named.
  case author
  /// The folder that the file lies in, absolute; a folder of an archive is one, too.
  case folder

  var slot: UInt32 {
    switch self {
    case .language: Schema.languageSlot
    case .type: Schema.typeSlot
    case .year, .day: Schema.dateSlot
    case .host: Schema.hostSlot
    case .author: Schema.authorSlot
    case .folder: Schema.orderSlot
    }
  }
}

/// How many of the matches have each value of a facet.
public struct FacetCounts: Sendable, Equatable {
  /// What was counted.
  public var facet: Facet
  /// The values, the most frequent first.
  public var counts: [Count]
  /// How many matches have no value.
  public var without: Int

  /// A value and how many matches have it.
  public struct Count: Sendable, Equatable {
    /// The value.
    public var value: String
    /// How many matches have it.
    public var documents: Int

    /// A value and how many matches have it.
    public init(value: String, documents: Int) {
      self.value = value
      self.documents = documents
    }
  }

  /// Counts of a facet.
  public init(_ facet: Facet, counts: [Count], without: Int = 0) {
    self.facet = facet
    self.counts = counts
    self.without = without
  }

  init(_ facet: Facet, _ values: [(value: [UInt8], count: Int)], of total: Int) {
    self.facet = facet
    without = max(0, total - values.reduce(0) { $0 + $1.count })
    var sums: [String: Int] = [:]
    for (value, count) in values {
      let name = String(decoding: facet == .year ? value.prefix(4) : value[...], as: UTF8.self)
      sums[name, default: 0] += count
    }
    counts = sums.largestFirst
      .map { Count(value: $0.key, documents: $0.value) }
  }
}
