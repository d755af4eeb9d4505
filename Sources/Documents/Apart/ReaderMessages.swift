// SPDX-License-Identifier: GPL-2.0-or-later

/// What a process asks of the one that reads for it; the open file goes with it.
struct ReaderRequest {
  var path: RawPath
  var type: DocumentType
  var fields: RecordFields
  /// How long the reader may be at one document, in seconds.
  var seconds: Int

  /// Longer ones, with names of fields of many kilobytes, are not sent.
  static let mostBytes = 128 << 10

  init(path: RawPath, type: DocumentType, fields: RecordFields, seconds: Int) {
    self.path = path
    self.type = type
    self.fields = fields
    self.seconds = seconds
  }

  init(_ bytes: ArraySlice<UInt8>) throws(MessageReader.Garbled) {
    var message = MessageReader(bytes)
    path = RawPath(bytes: try message.content())
    guard let type = DocumentType(rawValue: try message.text()) else {
      throw MessageReader.Garbled()
    }
    self.type = type
    fields = RecordFields(
      id: try message.text(), title: try message.text(), text: try message.text(),
      date: try message.text(), language: try message.text(), author: try message.text())
    seconds = try message.number()
  }

  var bytes: [UInt8] {
    var message = MessageWriter()
    message.write(path.bytes)
    message.write(type.rawValue)
    for name in [
      fields.id, fields.title, fields.text, fields.date, fields.language, fields.author,
    ] {
      message.write(name)
    }
    message.write(seconds)
    return message.bytes
  }
}

/// What the process that reads answers, one after another until the end of the file. Paths, sizes and
/// times are those of the file asked about, so they are not in it.
enum ReaderAnswer {
  case document(SourceDocument)
  case failure(ReadFailure)
  /// A member that a program reads, which the one who asked starts.
  case member(Member)
  case end

  /// A member of a file, or the file itself.
  struct Member {
    /// Its name and before it those of the members that it lies in; none for the file itself.
    var names: [String]
    var type: DocumentType
    /// What it holds; empty for the file itself.
    var bytes: [UInt8]
    /// What was found in it besides, if it is a PDF.
    var extras = PDFExtras()
  }

  /// The answer, with its length before it.
  var frame: [UInt8] {
    var message = MessageWriter(room: room)
    message.write(0)
    switch self {
    case .document(let document):
      message.write(1)
      message.write(document)
    case .failure(let failure):
      message.write(2)
      message.write(failure.member)
      message.write(failure.line ?? -1)
      message.write(failure.kind.rawValue)
      message.write(failure.reason)
    case .member(let member):
      message.write(3)
      message.write(member.names.count)
      for name in member.names { message.write(name) }
      message.write(member.type.rawValue)
      message.write(member.bytes)
      message.write(member.extras.texts.count)
      for (page, texts) in member.extras.texts.sorted(by: { $0.key < $1.key }) {
        message.write(page)
        message.write(texts.count)
        for text in texts { message.write(text) }
      }
    case .end:
      message.write(0)
    }
    message.write(message.bytes.count - 8, at: 0)
    return message.bytes
  }

  /// About how many bytes it takes.
  private var room: Int {
    switch self {
    case .document(let document): document.text.utf8.count + 1024
    case .member(let member): member.bytes.count + 1024
    case .failure, .end: 1024
    }
  }

  /// The answer about a file, without the length before it.
  init(_ bytes: ArraySlice<UInt8>, of file: RawPath, _ status: FileStatus)
    throws(MessageReader.Garbled)
  {
    var message = MessageReader(bytes)
    switch try message.number() {
    case 0:
      self = .end
    case 1:
      self = .document(try message.document(of: file, status))
    case 2:
      let member = try message.textIfAny()
      let line = try message.number()
      guard let kind = FailureKind(rawValue: try message.text()) else {
        throw MessageReader.Garbled()
      }
      self = .failure(
        ReadFailure(
          path: file.shown, member: member, line: line < 0 ? nil : line, kind: kind,
          reason: try message.text()))
    case 3:
      self = .member(try message.member())
    default:
      throw MessageReader.Garbled()
    }
    guard message.isAtEnd else { throw MessageReader.Garbled() }
  }
}

extension MessageWriter {
  fileprivate mutating func write(_ document: SourceDocument) {
    write(document.member)
    write(document.line ?? -1)
    write(document.id)
    write(document.title)
    write(document.titleOrigin.rawValue)
    write(document.author)
    write(document.host)
    write(document.text)
    write(document.date)
    write(document.language)
    write(document.type.rawValue)
  }
}

extension MessageReader {
  fileprivate mutating func document(of file: RawPath, _ status: FileStatus)
    throws(Garbled) -> SourceDocument
  {
    let member = try textIfAny()
    let line = try number()
    let id = try textIfAny()
    let title = try text()
    guard let origin = TitleOrigin(rawValue: try number()) else { throw Garbled() }
    let author = try textIfAny()
    let host = try textIfAny()
    let body = try text()
    let date = try textIfAny()
    let language = try textIfAny()
    guard let type = DocumentType(rawValue: try text()) else { throw Garbled() }
    return SourceDocument(
      path: file.shown, member: member, line: line < 0 ? nil : line, id: id, title: title,
      titleOrigin: origin, author: author, host: host, text: body, date: date, language: language,
      type: type, fileSize: status.size, fileModified: status.modified)
  }

  fileprivate mutating func member() throws(Garbled) -> ReaderAnswer.Member {
    let count = try number()
    guard 0...Unpacking.deepest ~= count else { throw Garbled() }
    var names: [String] = []
    for _ in 0..<count { names.append(try text()) }
    // No other type is read by a program: nothing else is to be read where we are.
    guard let type = DocumentType(rawValue: try text()), Format.of(type).isReadByProgram
    else { throw Garbled() }
    return ReaderAnswer.Member(
      names: names, type: type, bytes: try content(), extras: try extras())
  }

  private mutating func extras() throws(Garbled) -> PDFExtras {
    var texts: [Int: [String]] = [:]
    let pages = try number()
    for _ in 0..<max(pages, 0) {
      let page = try number()
      let count = try number()
      for _ in 0..<max(count, 0) { texts[page, default: []].append(try text()) }
    }
    return PDFExtras(texts: texts)
  }
}
