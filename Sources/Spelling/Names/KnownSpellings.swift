// SPDX-License-Identifier: GPL-2.0-or-later
import Glibc

/// What open data knows of a word's spellings, and how much that says beside the model's own score.
///
/// Both are noisy: lists hold slips and names of others, and the model does not know that Jeddah is جدة. A
/// pair that is listed is as likely as the list says, and a little more or less as the letters say.
package struct KnownSpellings: Sendable {
  private let gazetteer: Gazetteer

  /// What the model says at least of a pair: about where its search gives up.
  private static let minOdds: Float = -6.3
  /// The log-odds of a pair that one entity lists and of which the model says nothing, what each doubling of
  /// entities adds, and how much the model's log-odds count. Chosen on hand-labelled names of news: of listed
  /// pairs that the model gives up, .6 are right when one entity has them, .8 when six have.
  private static let listed: Float = 1.6
  private static let more: Float = 0.35
  private static let modelShare: Float = 0.25

  package init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

  /// The words that are listed as spellings of a folded word, as they are written, and how many entities and
  /// sources say so.
  package func supports(of word: String) -> [String: Int] {
    var supports = [String: Int]()
    let core = Gazetteer.withoutArticle(word)
    let hasArticle = core != word
    for entity in gazetteer.entities(named: core) {
      guard let own = entity.names.first(where: { $0.text == core }),
        !hasArticle || own.article != .never
      else { continue }
      for name in entity.spellings(of: core) where !name.text.utf8.contains(UInt8(ascii: " ")) {
        for form in Self.forms(of: name) where form != word {
          supports[form, default: 0] += entity.weight + entity.sourceCount - 1
        }
      }
    }
    return supports
  }

  /// The log-odds that two words are one name, by the model's (nil where it gave up) and by how many say so.
  package static func logOdds(_ model: Float?, support: Int) -> Float {
    let model = model ?? minOdds
    return max(
      model, listed + more * log2(Float(max(support, 1))) + modelShare * max(model, minOdds))
  }

  /// How a name is written as one word.
  private static func forms(of name: NamedEntity.Name) -> [String] {
    guard name.script == .arabic else { return [name.text] }
    switch name.article {
    case .never: return [name.text]
    case .always: return [Gazetteer.article + name.text]
    case .both: return [name.text, Gazetteer.article + name.text]
    }
  }
}
