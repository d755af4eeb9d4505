// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import Workspaces

/// What the archive holds of a name of a list.
struct FoundName: Sendable, Encodable {
  /// The layout of this object.
  var version = 1
  /// The line of the list, from 1.
  var line: Int
  var name: String
  /// How many documents hold it.
  var documents = 0
  /// As what it was found, as documents write it.
  var foundAs: [String] = []
  /// The best of the documents.
  var document: String?
  var title: String?
  var path: String?
  var date: String?
  var language: String?
  var passage: String?
  var highlights: [[Int]] = []
  /// Why it could not be looked for.
  var error: String?
  /// The passage as the page shows it.
  var marked = ""

  enum CodingKeys: String, CodingKey {
    case version, line, name, documents, foundAs, document, title, path, date, language, passage
    case highlights, error
  }

  /// As many forms are named.
  private static let formsNamed = 8
  /// As many documents are looked at for how they write the name.
  private static let documentsRead = 25

  /// Looks for a name, its words side by side or nearly, in all spellings.
  init(_ name: NameTable.Name, in index: SearchIndex, with worker: IndexWorker) throws {
    line = name.line
    self.name = name.name
    var options = SearchOptions()
    options.syntax = .name
    options.limit = Self.documentsRead
    options.suggests = false
    options.groupsDuplicates = true
    do {
      let result = try index.search(name.name, options: options)
      documents = result.total
      if result.expansions.count == 1 {
        let forms = result.expansions[0].forms.filter { $0.documents > 0 }
        foundAs = try forms.sorted { $0.documents > $1.documents }.prefix(Self.formsNamed).map {
          try worker.writtenForm(of: $0.form, in: index)
        }
      } else {
        foundAs = Self.words(of: result.hits)
      }
      foundAs = Array(foundAs.prefix(Self.formsNamed))
      guard let best = result.hits.first else { return }
      document = try index.key(of: best)?.description
      title = best.title
      path = best.path
      date = best.date.map(Dates.iso)
      language = best.language
      passage = best.passage.text
      highlights = best.passage.highlights.map { [$0.lowerBound, $0.upperBound] }
      marked = Markup.passage(best.passage)
    } catch let problem as QueryError {
      error = problem.message
    }
  }

  /// The words that matched in some hits, each once.
  private static func words(of hits: [Hit]) -> [String] {
    var words: [String] = []
    for hit in hits {
      for word in hit.matched where !words.contains(word.surface) && word.surface.count < 60 {
        words.append(word.surface)
      }
    }
    return words
  }

  static let columns = [
    "line", "name", "documents", "foundAs", "title", "path", "date", "language", "passage",
    "document", "error",
  ]

  /// As a row of a table.
  var cells: [String] {
    [
      "\(line)", name, "\(documents)", foundAs.joined(separator: "; "), title ?? "", path ?? "",
      date ?? "", language ?? "", passage ?? "", document ?? "", error ?? "",
    ]
  }
}
