// SPDX-License-Identifier: GPL-2.0-or-later
internal import CSpellingTables

/// The codes and names of countries, from `tables/countries.tsv`; names in other languages and scripts by what open
/// data knows of places.
public struct Countries: Sendable {
  /// The countries that lists of names use.
  public static let shared = Countries(TableFile(spelling_countries()))

  /// The code of each country by its codes and names, folded.
  private let codes: [String: String]

  private init(_ rows: TableFile) {
    var codes: [String: String] = [:]
    for row in rows where row.count == 2 {
      let code = row[0].text
      codes[code] = code
      for other in row[1].split(at: ";") where codes[other.text] == nil { codes[other.text] = code }
    }
    self.codes = codes
  }

  /// The code of a country by its name in any language, or by any of its codes: `ru` of RUS, Russia and Россия.
  public func code(of text: String) -> String? {
    let folded = Folding.folded(text)
    if let code = codes[folded] ?? codes[folded.replacing("-", with: " ")] { return code }
    for entity in Gazetteer.shared?.entities(named: folded) ?? [] where entity.kind == .place {
      for name in entity.names { if let code = codes[name.text] { return code } }
    }
    return nil
  }
}
