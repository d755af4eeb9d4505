// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// How a document lies in the Xapian database: the one table from fields to term prefixes and
/// value slots.
///
/// | what | where | example |
/// |---|---|---|
/// | words of title and body | terms without prefix | `sharaa` |
/// | words of the title | `S` | `Ssharaa` |
/// | words of the path | `XP` | `XPnews` |
/// | type of file | `E`, boolean | `Ehtml` |
/// | language | `L`, boolean | `Lar` |
/// | identity: path, and id or line within it | `Q`, boolean | `Q/a/docs.jsonl\u{1F}en-1` |
/// | file, by an `IdentityHash` of its path | `XF`, boolean | `XFe3b0c44298fc1c149afbf4c8996fb924` |
/// | id given by the source | `XI`, boolean | `XIen-1` |
/// | words of the author's name | `A` | `Apetrova` |
/// | host, and the domains it lies in | `H`, boolean | `Hexample.org` |
/// | words with a capital inside a sentence, and never in lower case, in this document | `K`, boolean | `Ksharaa` |
/// | words only in the title or at the beginning of a sentence, with a capital | `U`, boolean | `Uturkey` |
/// | date | value 0, `YYYYMMDD` | `20241208` |
/// | time of last change | value 1, sortable number | |
/// | language, type, host, author, beginning of the title | values 2 to 6: for sorting and counting | |
/// | date, else the day of the last change | value 7, `YYYYMMDD`: for sorting | |
/// | what the text is the same as | value 8: see ``TextFingerprint`` | |
/// | what the text is like | value 9: see ``TextFingerprint`` | |
/// | where words stand: of title and body, of the title, of the path, of the author's name | values 10 to 13: position lists | |
/// | identity: which of documents of the same weight comes first, and in which folder it lies | value 14 | `/a/docs.jsonl\u{1F}en-1` |
/// | what is shown | document data: see ``StoredDocument`` | |
/// | the files | metadata: see `FileRecordStore` | |
///
/// Words are folded and hold no ASCII capital, so that no word looks like a prefixed term. The
/// prefixes `E`, `L`, `Q`, `S` are those of Omega
/// (https://xapian.org/docs/omega/termprefixes.html).
public enum Schema {
  /// A field that a query can name.
  public struct Field: Sendable, Equatable {
    /// How the field's values are searched.
    public enum Kind: Sendable, Equatable {
      /// Analyzed words, in phrases too.
      case text
      /// A value as a whole, whatever its capitals.
      case boolean
      /// A value as a whole, capitals and all.
      case identifier
      /// A day, a month, a year or a range of them.
      case date
    }

    /// The name in queries.
    public let name: String
    /// How it is searched.
    public let kind: Kind
    /// The prefix of its terms; empty for dates.
    public let prefix: String
    /// What it means, for people.
    public let summary: String
  }

  /// The fields that a query can name.
  public static let fields: [Field] = [
    Field(name: "title", kind: .text, prefix: titlePrefix, summary: "words of the title"),
    Field(
      name: "path", kind: .text, prefix: pathPrefix,
      summary: "words of the path; filters, as lang does"),
    Field(
      name: folderField, kind: .identifier, prefix: filePrefix,
      summary: "folder or file, such as ~/archive/2025"),
    Field(name: "type", kind: .boolean, prefix: typePrefix, summary: "type of file, such as html"),
    Field(name: "lang", kind: .boolean, prefix: languagePrefix, summary: "language, such as ar"),
    Field(name: "author", kind: .text, prefix: authorPrefix, summary: "words of the author's name"),
    Field(
      name: "host", kind: .boolean, prefix: hostPrefix,
      summary: "host of a page, or a domain above it, such as example.org"),
    Field(name: "id", kind: .identifier, prefix: idPrefix, summary: "id that the source gave"),
    Field(
      name: "date", kind: .date, prefix: "", summary: "date or range, such as 2024-01..2024-06"),
  ]

  /// The field of a name, whatever its capitals.
  public static func field(named name: String) -> Field? {
    fields.first { $0.name == name.lowercased() }
  }

  /// What other programs call our fields.
  static let otherFieldNames = [
    "language": "lang", "ext": "type", "extension": "type", "filetype": "type", "folder": "in",
    "dir": "in", "directory": "in", "filename": "path", "subject": "title", "site": "host",
    "year": "date",
  ]

  /// What to write for fields that other programs have and we write otherwise.
  static let fieldHints = [
    "before": "date:<2024-06", "after": "date:>2024-06", "since": "date:>=2024-06",
    "until": "date:<=2024-06", "from": "author:NAME", "by": "author:NAME", "file": "path:WORD",
    "name": "path:WORD", "mime": "type:pdf", "format": "type:pdf",
  ]

  /// The name of the field for folders, whose values are looked up among the files of the index.
  static let folderField = "in"

  static let identityPrefix = "Q"
  static let filePrefix = "XF"
  static let titlePrefix = "S"
  static let pathPrefix = "XP"
  static let typePrefix = "E"
  static let languagePrefix = "L"
  static let idPrefix = "XI"
  static let authorPrefix = "A"
  static let hostPrefix = "H"
  static let capitalPrefix = UInt8(ascii: "K")
  static let unclearPrefix = UInt8(ascii: "U")

  /// The value slot of the date, `YYYYMMDD`.
  static let dateSlot: UInt32 = 0
  /// The value slot of the time of last change, in seconds since 1970 as Xapian's sortable number.
  static let changedSlot: UInt32 = 1

  static let languageSlot: UInt32 = 2
  static let typeSlot: UInt32 = 3
  static let hostSlot: UInt32 = 4
  static let authorSlot: UInt32 = 5
  static let titleSlot: UInt32 = 6
  /// The value slot of the date, or of the day of the last change where there is none, `YYYYMMDD`.
  static let daySlot: UInt32 = 7
  /// The value slot of what a text is the same as.
  static let exactHashSlot: UInt32 = 8
  /// The value slot of what a text is like.
  static let minHashSlot: UInt32 = 9

  /// The value slot of the sequence of the words with a prefix.
  static func positionsSlot(ofPrefix prefix: String) -> UInt32 {
    switch prefix {
    case titlePrefix: titlePositionsSlot
    case pathPrefix: pathPositionsSlot
    case authorPrefix: authorPositionsSlot
    default: wordPositionsSlot
    }
  }

  /// The value slots that say where words stand.
  static let positionsSlots = wordPositionsSlot...authorPositionsSlot
  private static let wordPositionsSlot: UInt32 = 10
  private static let titlePositionsSlot: UInt32 = 11
  private static let pathPositionsSlot: UInt32 = 12
  private static let authorPositionsSlot: UInt32 = 13

  /// The value slot of the identity. It decides among documents of the same weight, whose numbers change with every
  /// update, and tells in which folder a document lies.
  static let orderSlot: UInt32 = 14

  /// How much of a title or name things are sorted by, in Unicode scalars.
  static let longestKey = 40

  /// How often a word of the title counts as one of the body.
  static let titleWeight: UInt32 = 3
  /// Positions left free between title and body, so that no phrase spans both.
  static let gap: UInt32 = 100
  /// The longest term in bytes; Xapian's own limit is 245, with zero bytes counted twice
  /// (https://xapian.org/docs/admin_notes.html#limits).
  static let longestTerm = 200

  /// The term of a boolean field: cut, with a checksum in place of the rest, where it is too long.
  static func booleanTerm(_ prefix: String, _ value: String) -> [UInt8] {
    let bytes = Array(value.utf8).map { $0 == 0 ? UInt8(ascii: " ") : $0 }
    guard prefix.utf8.count + bytes.count > longestTerm else { return Array(prefix.utf8) + bytes }
    let checksum = checksum(bytes).text
    return Array(prefix.utf8) + bytes.prefix(longestTerm - 40) + Array("#\(checksum)".utf8)
  }

  /// What stands for the rest of a long value: a query must find it in any index.
  private static let checksum = IdentityHash(seed: 0)

  /// The term that the documents of a file share, whatever the number of them. What has it may still be of
  /// another file: see ``isDocument(at:of:)``.
  static func fileTerm(of path: RawPath, _ hash: IdentityHash) -> [UInt8] {
    Array((filePrefix + hash(path.bytes).text).utf8)
  }

  /// Whether a document that is shown under `location` is one of a file.
  static func isDocument(at location: String, of file: RawPath) -> Bool {
    let path = file.shown
    return location == path || location.hasPrefix(path + "!")
  }

  /// The identity of a document: its path, and within a file of several its id, or its line when it
  /// has no id.
  static func identity(of document: SourceDocument) -> String {
    identity(document.location, identifier(of: document), document.line)
  }

  /// The identity of a document as it is stored.
  static func identity(of stored: StoredFields) -> String {
    let isMail = stored["type"] == DocumentType.mail.rawValue
    return identity(
      stored["path"] ?? "", isMail ? nil : stored["id"], stored["line"].flatMap { Int($0) })
  }

  /// What distinguishes a document from others of its file. Mails have ids that two copies share: their place says
  /// them apart.
  static func identifier(of document: SourceDocument) -> String? {
    document.type == .mail ? nil : document.id
  }

  private static func identity(_ location: String, _ id: String?, _ line: Int?) -> String {
    if let id { return "\(location)\u{1F}\(id)" }
    return line.map { "\(location)\u{1F}\u{1F}\($0)" } ?? location
  }
}
