// SPDX-License-Identifier: GPL-2.0-or-later

/// What a process asks of the one that reads for it; the open file goes with it.
package struct ReaderRequest: Sendable {
  /// What is to be done with the file.
  package enum Work: Sendable, Equatable {
    /// All documents in it are wanted.
    ///
    /// - Parameter extras: whether what a PDF holds beside the text of its pages is wanted.
    case read(extras: Bool)
    /// The documents on some of its lines or rows are wanted.
    case readPart(FilePart)
    /// It is to be cut into parts of about so many bytes.
    case cut(size: Int)
    /// Its type is wanted.
    case recognise
  }

  /// Where the file is: names in it may be a part of the documents.
  package var path: RawPath
  /// Its type by its name; where that says nothing, any.
  package var type: DocumentType
  /// What is to be done.
  package var work: Work
  /// The names by which records are read.
  package var fields: RecordFields
  /// How files are read.
  package var options: ReadingOptions
  /// How much it may hold.
  package var limits: UnpackingLimits
  /// How long the reader may be at one document, in seconds.
  package var seconds: Int

  /// Longer ones, with names of fields of many kilobytes, are not sent.
  package static let maxBytes = 128 << 10

  /// A request about a file.
  package init(
    path: RawPath, type: DocumentType, work: Work, fields: RecordFields, options: ReadingOptions,
    limits: UnpackingLimits, seconds: Int
  ) {
    self.path = path
    self.type = type
    self.work = work
    self.fields = fields
    self.options = options
    self.limits = limits
    self.seconds = seconds
  }

  fileprivate init(_ message: inout MessageReader) throws(MessageReader.Garbled) {
    path = RawPath(bytes: try message.content())
    type = try message.type()
    work = try message.work()
    fields = RecordFields(
      id: try message.text(), title: try message.text(), text: try message.text(),
      date: try message.text(), language: try message.text(), author: try message.text())
    options = ReadingOptions(recognisesText: try message.number() == 1)
    limits = UnpackingLimits()
    (limits.depth, limits.members) = (try message.number(), try message.number())
    (limits.growth, limits.freeBytes) = (try message.number(), try message.number())
    seconds = try message.number()
  }

  fileprivate func write(to message: inout MessageWriter) {
    message.write(path.bytes)
    message.write(type.rawValue)
    message.write(work)
    for name in [
      fields.id, fields.title, fields.text, fields.date, fields.language, fields.author,
    ] {
      message.write(name)
    }
    message.write(options.recognisesText ? 1 : 0)
    for number in [limits.depth, limits.members, limits.growth, limits.freeBytes, seconds] {
      message.write(number)
    }
  }
}

/// A message to the reader.
package enum ReaderMessage: Sendable {
  /// Something is asked; with it comes the file that it is about.
  case request(ReaderRequest)
  /// A program that the reader asked for has run; with it comes a file that holds its output.
  case output(errors: [UInt8], code: Int32)
  /// A program that the reader asked for did not run to its end; the file that comes with it is of no use.
  case refusal(Unreadable)

  /// The message that these bytes are.
  package init(_ bytes: ArraySlice<UInt8>) throws(MessageReader.Garbled) {
    var message = MessageReader(bytes)
    switch try message.number() {
    case 0: self = .request(try ReaderRequest(&message))
    case 1:
      self = .output(errors: try message.content(), code: Int32(clamping: try message.number()))
    case 2: self = .refusal(try message.reason())
    default: throw MessageReader.Garbled()
    }
  }

  /// The message as bytes.
  package var bytes: [UInt8] {
    var message = MessageWriter()
    switch self {
    case .request(let request):
      message.write(0)
      request.write(to: &message)
    case .output(let errors, let code):
      message.write(1)
      message.write(errors)
      message.write(Int(code))
    case .refusal(let reason):
      message.write(2)
      message.write(reason)
    }
    return message.bytes
  }
}

extension MessageWriter {
  fileprivate mutating func write(_ work: ReaderRequest.Work) {
    switch work {
    case .read(let extras):
      write(0)
      write(extras ? 1 : 0)
    case .readPart(let part):
      write(1)
      write(part)
    case .cut(let size):
      write(2)
      write(size)
    case .recognise:
      write(3)
    }
  }
}

extension MessageReader {
  fileprivate mutating func work() throws(Garbled) -> ReaderRequest.Work {
    switch try number() {
    case 0: .read(extras: try number() == 1)
    case 1: .readPart(try part())
    case 2: .cut(size: max(try number(), 1))
    case 3: .recognise
    default: throw Garbled()
    }
  }
}
