// SPDX-License-Identifier: GPL-2.0-or-later

/// The function words of the languages that have a stemmer: articles, prepositions, pronouns,
/// conjunctions, question words, auxiliary verbs. They say little about what a document is about,
/// though a question word may be rare in the documents and so weigh much by BM25.
struct CommonWords {
  static let shared = CommonWords()

  private let words: Set<String>

  private init() {
    words = Set(
      (Self.english + " " + Self.arabic + " " + Self.russian).split(whereSeparator: \.isWhitespace)
        .flatMap { Analyzer().tokens(of: String($0)).map(\.term) })
  }

  /// Whether a folded word is one of them.
  func contains(_ word: String) -> Bool { words.contains(word) }

  /// Our own choice, from the closed word classes of the grammars.
  private static let english = """
    a an the and or but nor if then than so as of in on at by to from for with without into onto
    upon about above below between among through during before after since until against under over
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
    this that these those who whom whose which what when where why how
    am is are was were be been being do does did done doing have has had having
    will would shall should can could may might must
    not no any some each every either neither both such same other another
    there here also too very just only
    """
  private static let russian = """
    и а но или либо да же ли бы не ни то если как так что чтобы чем когда где куда откуда почему
    зачем сколько кто кого кому кем ком чего чему чём какой какая какое какие какого какую каких
    каким какими какому каком который которая которое которые которого которой которую которых
    которым которыми которому котором чей чья чьё чьи
    в во на с со к ко о об обо от до из за под над при про по для без у через между перед после
    я ты он она оно мы вы они меня тебя его её ее нас вас их мне тебе ему ей нам вам им мной тобой
    нём нем ней них ним ними
    этот эта это эти этого этой эту этих этим этими этому этом тот та те того той ту тех тем теми
    тому том
    был была было были быть есть будет будут
    мой моя моё твой наш ваш свой своя своё свои своего своей свою своих своим
    также тоже ещё еще уже только лишь
    """
  private static let arabic = """
    في من على إلى عن مع حتى منذ خلال بين عند لدى بعد قبل تحت فوق أمام وراء دون بدون ضد حول
    و أو أم ثم بل لكن أن إن لأن كأن أنه إنه أنها إنها لأنه كي إذا إذ لو لولا كما
    ما ماذا من متى أين كيف كم أي أية هل لماذا لم لما بم مم عما
    هو هي هم هن هما أنا أنت نحن أنتم
    هذا هذه ذلك تلك هؤلاء أولئك هذان هنا هناك الذي التي الذين اللذين اللتين اللواتي
    كان كانت كانوا يكون تكون يكن تكن ليس ليست قد لقد سوف لا لن
    له لها لهم به بها بهم فيه فيها فيهم منه منها منهم عليه عليها عليهم إليه إليها إليهم عنه عنها
    ومن وفي وما وهو وهي وكان وكانت فقط أيضا غير
    """
}
