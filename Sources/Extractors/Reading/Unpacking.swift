// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The unpacking of one file with members: hands out documents, and keeps to the limits that no bomb
/// passes. Belongs to one thread.
final class Unpacking {
  /// A larger member is not read.
  static let largestMember = FileLimits.largestFile

  let file: SourceFile
  /// The names by which records are read.
  let fields: RecordFields
  let status: FileStatus
  private let requester: Requester
  private let limits: UnpackingLimits
  /// Whether what a PDF holds beside the text of its pages is read.
  let readsExtras: Bool
  private let readMember: ReadMember
  private let emit: (Result<SourceDocument, ReadFailure>) -> Void
  private var names: [String] = []
  private var members = 0
  private var bytes = 0

  /// Reads a member as what it is.
  typealias ReadMember = (Input, DocumentType, Unpacking) throws(Unreadable) -> Void

  /// - Parameter emit: takes a document or failure.
  init(
    _ file: SourceFile, _ status: FileStatus, fields: RecordFields, limits: UnpackingLimits,
    requester: Requester, readsExtras: Bool, readMember: @escaping ReadMember,
    emit: @escaping (Result<SourceDocument, ReadFailure>) -> Void
  ) {
    self.file = file
    self.status = status
    self.limits = limits
    self.fields = fields
    self.readMember = readMember
    self.requester = requester
    self.readsExtras = readsExtras
    self.emit = emit
  }

  /// How many bytes may still be unpacked before it is a bomb.
  var bytesLeft: Int { max(limits.freeBytes, status.size * limits.growth) - bytes }

  /// Reads a member that is a file in itself.
  func read(_ content: [UInt8], name: String, type declared: DocumentType? = nil)
    throws(Unreadable)
  {
    try count(content.count)
    names.append(name)
    defer { names.removeLast() }
    let path = RawPath(shown: name)
    let beginning = Array(content.prefix(Signature.sampleSize))
    var type = declared ?? DocumentType(fileExtension: path.fileExtension)
    if type.map({ !Signature.fits(beginning, $0) }) ?? true {
      type = Signature.type(of: beginning) ?? type
    }
    guard let type else { return fail(Unreadable(.unknownType, "is of a type that is not read")) }
    do throws(Unreadable) {
      guard names.count < limits.depth else {
        throw Unreadable(.bomb, "lies more than \(limits.depth) archives deep: it is left out")
      }
      try readMember(Input(content, name: path, requester), type, self)
    } catch {
      fail(error)
    }
  }

  /// Runs `body` for a member of this name, to which what is added belongs.
  func within<Problem: Error>(_ name: String, _ body: () throws(Problem) -> Void) throws(Problem) {
    names.append(name)
    defer { names.removeLast() }
    try body()
  }

  /// Notes a member that holds nothing to read by itself, and counts towards the limits.
  func count(_ size: Int) throws(Unreadable) {
    members += 1
    bytes += size
    guard members <= limits.members else {
      throw Unreadable(.bomb, "has more than \(limits.members) members: the rest is left out")
    }
    guard bytesLeft > 0 else { throw tooMuch }
  }

  /// Why nothing more is unpacked.
  var tooMuch: Unreadable {
    Unreadable(
      .bomb, "unfolds to more than \(limits.growth) times its size: the rest is left out")
  }

  /// Hands out the content of the innermost input.
  func add(_ content: Content, type: DocumentType, id: String? = nil, line: Int? = nil) {
    let name = names.last.map { RawPath(shown: $0) } ?? file.path
    let (title, origin) = Title.of(content, orFileName: name)
    emit(
      .success(
        SourceDocument(
          path: file.path.shown, member: member, line: line, id: id, title: title,
          titleOrigin: origin, author: content.author, host: content.host, text: content.text,
          date: content.date ?? PathDate.compact(name.shown),
          language: LanguageDetector.language(of: content.text) ?? content.language, type: type,
          fileSize: status.size,
          fileModified: status.modified)))
  }

  /// Hands out all that an input that was read at once holds.
  func add(whole content: Content, type: DocumentType) throws(Unreadable) {
    for record in content.records { add(record.content, type: type, line: record.line) }
    if content.text.utf8.contains(where: { $0 > 0x20 }) {
      add(content, type: type)
    } else if content.brokenParts.isEmpty && content.members.isEmpty && content.records.isEmpty {
      throw Unreadable(.textless, "holds no text")
    }
    fail(content.brokenParts)
    for member in content.members { try read(member.bytes, name: member.name) }
  }

  /// Hands out a document of a table or of JSON Lines within the file.
  func add(_ result: Result<SourceDocument, ReadFailure>) {
    var result = result
    switch result {
    case .success(var document):
      document.path = file.path.shown
      document.member = member
      result = .success(document)
    case .failure(var failure):
      failure.path = file.path.shown
      failure.member = member
      result = .failure(failure)
    }
    emit(result)
  }

  /// Tells that the innermost input, or a member or line of it, cannot be read.
  func fail(_ reason: Unreadable, member name: String? = nil, line: Int? = nil) {
    if let name { names.append(name) }
    emit(.failure(reason.failure(path: file.path, member: member, line: line)))
    if name != nil { names.removeLast() }
  }

  /// Says what of a document is not in its text.
  func fail(_ parts: [BrokenPart]) {
    for part in parts { fail(part.reason, member: part.name, line: part.line) }
  }

  private var member: String? { names.isEmpty ? nil : names.joined(separator: "!") }
}
