// SPDX-License-Identifier: GPL-2.0-or-later

/// What open data calls one person's name, one place or one body, in all scripts.
package struct NamedEntity: Sendable, Equatable {
  /// What an entity is.
  package enum Kind: UInt8, Sendable {
    /// A given name or a surname, and whoever has it.
    case person = 0
    /// A country, a city or a part of them.
    case place = 1
    /// An organisation, a company or a product.
    case body = 2
  }

  /// Whether a name is written with an article: القاهرة always, حلب never, الاسد and اسد both.
  package enum Article: UInt8, Sendable {
    case never = 0
    case always = 1
    case both = 2
  }

  package let kind: Kind
  /// How many entities have these very names, 255 at most.
  package let weight: Int
  /// How many sources know them.
  package let sourceCount: Int
  package let names: [EntityName]

  package init(kind: Kind, weight: Int, sourceCount: Int, names: [EntityName]) {
    self.kind = kind
    self.weight = weight
    self.sourceCount = sourceCount
    self.names = names
  }

  /// The other names that are spellings of a name, when the entity has it.
  package func spellings(of text: String) -> [EntityName] {
    let numbers = Set(names.lazy.filter { $0.text == text }.map(\.spelling))
    return names.filter { numbers.contains($0.spelling) && $0.text != text }
  }

  /// The names that are no spellings of a name, when the entity has it.
  package func aliases(of text: String) -> [EntityName] {
    let numbers = Set(names.lazy.filter { $0.text == text }.map(\.spelling))
    return numbers.isEmpty ? [] : names.filter { !numbers.contains($0.spelling) }
  }
}

/// One of an entity's names.
package struct EntityName: Sendable, Equatable {
  /// The script of all its words.
  package let script: Script
  /// Names of one number are spellings of each other, others are other names of the same entity: Kobane and
  /// Ayn al-Arab. 0 is the name that is known best.
  package let spelling: Int
  /// The words, folded and without articles, with a space between two.
  package let text: String
  /// Whether the entity's names have an article before these words.
  package let article: NamedEntity.Article

  /// The folded words.
  package var words: [Substring] {
    text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
  }

  package init(script: Script, spelling: Int, text: String, article: NamedEntity.Article = .never) {
    self.script = script
    self.spelling = spelling
    self.text = text
    self.article = article
  }
}
