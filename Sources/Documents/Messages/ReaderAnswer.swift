// SPDX-License-Identifier: GPL-2.0-or-later

/// What the process that reads answers, one after another until the end of the file. Paths, sizes and
/// times are those of the file asked about, so they are not in it.
package enum ReaderAnswer: Sendable {
  /// The first one of all, before anything is asked: of which version the reader is.
  case greeting(version: String)
  /// A document in the file.
  case document(SourceDocument)
  /// What could not be read.
  case failure(ReadFailure)
  /// A part into which the file is cut.
  case part(FilePart)
  /// The file is not to be cut.
  case uncut
  /// The type of the file; nil where it is none that is read.
  case type(DocumentType?)
  /// A program is to be run on these bytes, or on the file where there are none, and its output sent.
  case run(OutsideProgram, on: [UInt8]?)
  /// That is all.
  case end

  /// The answer, with its length before it.
  package var frame: [UInt8] {
    var message = MessageWriter(room: room)
    message.write(0)
    switch self {
    case .end:
      message.write(0)
    case .document(let document):
      message.write(1)
      message.write(document)
    case .failure(let failure):
      message.write(2)
      message.write(failure.member)
      message.write(failure.line ?? -1)
      message.write(Unreadable(failure.kind, failure.reason))
    case .part(let part):
      message.write(3)
      message.write(part)
    case .uncut:
      message.write(4)
    case .type(let type):
      message.write(5)
      message.write(type?.rawValue)
    case .run(let program, let bytes):
      message.write(6)
      message.write(program)
      message.write(bytes == nil ? 0 : 1)
      message.write(bytes ?? [])
    case .greeting(let version):
      message.write(7)
      message.write(version)
    }
    message.write(message.bytes.count - 8, at: 0)
    return message.bytes
  }

  /// About how many bytes it takes.
  private var room: Int {
    switch self {
    case .document(let document): document.text.utf8.count + 1024
    case .run(_, let bytes): (bytes?.count ?? 0) + 64
    case .failure: 1024
    case .greeting, .part, .uncut, .type, .end: 128
    }
  }

  /// The answer about a file, without the length before it.
  init(_ bytes: ArraySlice<UInt8>, of file: RawPath, _ status: FileStatus)
    throws(MessageReader.Garbled)
  {
    var message = MessageReader(bytes)
    switch try message.number() {
    case 0: self = .end
    case 1: self = .document(try message.document(of: file, status))
    case 2: self = .failure(try message.failure(of: file))
    case 3: self = .part(try message.part())
    case 4: self = .uncut
    case 5: self = .type(try message.typeIfAny())
    case 6: self = try message.run()
    case 7: self = .greeting(version: try message.text())
    default: throw MessageReader.Garbled()
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

  fileprivate mutating func write(_ program: OutsideProgram) {
    switch program {
    case .pdfText: write(0)
    case .pdfPage(let page):
      write(1)
      write(page)
    case .textRecognition: write(2)
    case .word: write(3)
    case .workbook: write(4)
    case .slides: write(5)
    }
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
    return SourceDocument(
      path: file.shown, member: member, line: line < 0 ? nil : line, id: id, title: title,
      titleOrigin: origin, author: author, host: host, text: body, date: date, language: language,
      type: try type(), fileSize: status.size, fileModified: status.modified)
  }

  fileprivate mutating func failure(of file: RawPath) throws(Garbled) -> ReadFailure {
    let member = try textIfAny()
    let line = try number()
    let reason = try reason()
    return ReadFailure(
      path: file.shown, member: member, line: line < 0 ? nil : line, kind: reason.kind,
      reason: reason.reason)
  }

  fileprivate mutating func typeIfAny() throws(Garbled) -> DocumentType? {
    guard let name = try textIfAny() else { return nil }
    guard let type = DocumentType(rawValue: name) else { throw Garbled() }
    return type
  }

  fileprivate mutating func run() throws(Garbled) -> ReaderAnswer {
    let program: OutsideProgram =
      switch try number() {
      case 0: .pdfText
      case 1: .pdfPage(try number())
      case 2: .textRecognition
      case 3: .word
      case 4: .workbook
      case 5: .slides
      default: throw Garbled()
      }
    let hasBytes = try number() == 1
    let bytes = try content()
    return .run(program, on: hasBytes ? bytes : nil)
  }
}
