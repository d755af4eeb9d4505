// SPDX-License-Identifier: GPL-2.0-or-later

/// A word searched for, with what open data, the language and the archive say of it.
struct QueryWord {
  let typed: TypedWord
  let script: Script
  /// What the word may be without an article or a clitic: the word first.
  let cores: [String]
  /// Whether it was typed with an Arabic article.
  let hasArticle: Bool
  /// The entities that are called so.
  let entities: [NamedEntity]
  /// How often these have an Arabic article before this word.
  let articles: ArticleUse
  /// The other names of these, by their words, each a single one.
  let known: [String: KnownRelation]
  /// The scripts in which open data has another spelling of it.
  let listedScripts: Set<Script>
  /// How common it is, on the Zipf scale.
  let zipf: Float
  /// Whether it is an ordinary word rather than a name: of a dictionary, and not known or written as a name.
  let isOrdinary: Bool
  /// Which words of its stem stand for it: of a name none.
  let stems: Variants.Stems

  var folded: String { typed.folded }

  /// Whether open data knows it as a name of persons and of nothing else.
  var isPerson: Bool { !entities.isEmpty && entities.allSatisfy { $0.kind == .person } }

  /// Below this share of capitals inside sentences, a word of a dictionary is no name.
  private static let minCapitals: Float = 0.3
  /// From this share on, a word is a name; in a dictionary's word so many documents must show it.
  private static let nameCapitals: Float = 0.5
  private static let minDistinctive = 4
  /// A known name in an oblique case is another one where so many times the entities are called so.
  private static let minRatio = 3
  /// A word this common is rather no name, where nothing else tells.
  private static let commonZipf: Float = 4

  init(_ typed: TypedWord, in vocabulary: Vocabulary, model: SpellingModel) {
    self.typed = typed
    let script = Script(ofWordText: typed.folded)
    self.script = script
    var cores = [typed.folded]
    var others: [String] = []
    var hasArticle = false
    var word = typed.folded
    word.withUTF8 { utf8 in
      AffixRules.shared.apply(to: UnsafeRawBufferPointer(utf8), in: script) { _, rule, stem in
        let core = String(decoding: Array(stem) + rule.replacement, as: UTF8.self)
        if rule.isCertain {
          hasArticle = true
          cores.append(core)
        } else {
          others.append(core)
        }
      }
    }
    func entities(of cores: [String]) -> [(core: String, entity: NamedEntity)] {
      cores.flatMap { core in
        (Gazetteer.shared?.entities(named: core) ?? []).map { (core, $0) }
      }
    }
    var found = entities(of: cores)
    // An oblique case, or a word under a clitic: Путина is Путин.
    let underAffix = entities(of: others)
    if underAffix.count > Self.minRatio * found.count {
      found += underAffix
      cores += Set(underAffix.map(\.core)).sorted()
    }
    self.cores = cores
    self.hasArticle = hasArticle
    self.entities = found.map(\.entity)
    articles = ArticleUse(of: found)
    known = KnownRelation.all(of: found).filter { !cores.contains($0.key) }
    listedScripts = Set(known.lazy.filter { !$0.value.isAlias }.map { Script(ofWordText: $0.key) })
    zipf = WordFrequencies.shared.zipf(of: typed.folded)
    let index = vocabulary.index(of: typed.folded)
    let capitals = index.flatMap(vocabulary.capitalShare(at:))
    let isListed =
      script != .other && model.ordinariness(of: WordLetters(typed.folded), in: script) > 0
    isOrdinary = isListed && (capitals.map { $0 < Self.minCapitals } ?? found.isEmpty)
    if script == .other || script == .arabic {
      stems =
        found.isEmpty
        ? .all : Self.stems(isListed: isListed, hasArticle: hasArticle, articles)
    } else if let capitals, !isListed || vocabulary.frequency(at: index ?? 0) >= Self.minDistinctive
    {
      stems = capitals < Self.nameCapitals ? .all : Self.stemsOfNames(in: script)
    } else {
      let isWord = isListed || zipf >= Self.commonZipf || found.isEmpty
      stems = isWord ? .all : Self.stemsOfNames(in: script)
    }
  }
}

extension QueryWord {
  /// Of an Arabic word that is known as a name. A dictionary's word under an article that no name of the lists
  /// has is none: الاعتبار beside the surname اعتبار.
  private static func stems(
    isListed: Bool, hasArticle: Bool, _ articles: ArticleUse
  ) -> Variants.Stems {
    if !isListed { return .none }
    if !hasArticle { return .longer }
    return articles.mayStand ? .none : .all
  }

  /// A name of Latin script has a plural (the Normans); Russian takes names' endings off by rules of their own.
  private static func stemsOfNames(in script: Script) -> Variants.Stems {
    script == .latin ? .longer : .none
  }
}

/// What a word's entities say of another of their names.
struct KnownRelation {
  /// How many entities have both names.
  var entities = 0
  /// How many times these stand in the lists.
  var weight = 0
  /// The most sources that have one of them.
  var sources = 0
  /// Whether it is another name in all of them, and no spelling.
  var isAlias = true
  var isPlace = false
  var isBody = false
  /// How often the name has an article in them.
  var articles = ArticleUse()

  /// The single words that entities are called besides the words that they were found by.
  static func all(of found: [(core: String, entity: NamedEntity)]) -> [String: KnownRelation] {
    var relations: [String: KnownRelation] = [:]
    for (core, entity) in found {
      let own = Set(entity.names.lazy.filter { $0.text == core }.map(\.spelling))
      for name in entity.names where name.text != core && !name.text.utf8.contains(0x20) {
        relations[name.text, default: KnownRelation()].add(
          name, of: entity, isSpelling: own.contains(name.spelling))
      }
    }
    return relations
  }

  private mutating func add(_ name: NamedEntity.Name, of entity: NamedEntity, isSpelling: Bool) {
    entities += 1
    weight += entity.weight
    sources = max(sources, entity.sourceCount)
    isAlias = isAlias && !isSpelling
    isPlace = isPlace || entity.kind == .place
    isBody = isBody || entity.kind == .body
    articles.add(name.article)
  }
}

/// How often names of one word have an Arabic article before them.
struct ArticleUse {
  private(set) var always = 0
  private(set) var never = 0
  private(set) var both = 0

  init() {}

  /// That of the words by which entities were found.
  init(of found: [(core: String, entity: NamedEntity)]) {
    for (core, entity) in found {
      let listed = Gazetteer.withoutArticle(core)
      for name in entity.names where name.text == listed { add(name.article) }
    }
  }

  mutating func add(_ article: NamedEntity.Article) {
    switch article {
    case .always: always += 1
    case .never: never += 1
    case .both: both += 1
    }
  }

  /// Whether an article is part of it: القاهرة.
  var isPart: Bool { always > 0 && never + both == 0 }
  /// Whether it is found with an article: الاسد.
  var mayStand: Bool { always + both > 0 }
  /// Whether it is known, and never with an article: قطر.
  var isForeign: Bool { never > 0 && always + both == 0 }
}
