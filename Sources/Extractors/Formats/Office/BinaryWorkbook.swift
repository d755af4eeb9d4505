// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Excel workbooks from 1997 to 2007: as those of today, each sheet a page under its name, with notes and boxes after
/// its cells. Source: MS-XLS.
///
/// xls2csv, which reads older ones, leaves out the names of sheets and all notes, and tells days as numbers.
struct BinaryWorkbook {
  /// The content; nil of a workbook of an older version.
  static func content(of input: Input) throws(Unreadable) -> Content? {
    let file = try CompoundFile(input)
    guard let stream = file["Workbook"] ?? file["WORKBOOK"], stream.u16(0) == 0x809,
      stream.u16(4) == 0x600
    else { return nil }
    var book = BinaryWorkbook(stream)
    try book.readGlobals()
    var text = ""
    for sheet in book.sheets {
      text += sheet.name + "\n"
      try book.read(sheet, into: &text)
      text += "\u{0C}"
    }
    return Content(text: text)
  }

  private let stream: [UInt8]
  private var sheets: [(name: String, start: Int)] = []
  private var strings: [String] = []
  private var codes: [Int: ExcelFormat] = [:]
  private var formats: [ExcelFormat] = []
  private var epoch = 25569

  private init(_ stream: [UInt8]) {
    self.stream = stream
  }

  /// A record, with the pieces that go on with it.
  private struct Record {
    var type: Int
    var pieces: [Range<Int>]
    /// Where the next record begins.
    var end: Int

    var start: Int { pieces[0].lowerBound }
    var count: Int { pieces[0].count }
  }

  private static let goesOn = 0x3c

  private func record(at offset: Int) -> Record? {
    guard let type = stream.u16(offset), let length = stream.u16(offset + 2),
      offset + 4 + length <= stream.count
    else { return nil }
    var record = Record(
      type: type, pieces: [offset + 4..<offset + 4 + length], end: offset + 4 + length)
    while stream.u16(record.end) == Self.goesOn, let length = stream.u16(record.end + 2),
      record.end + 4 + length <= stream.count
    {
      record.pieces.append(record.end + 4..<record.end + 4 + length)
      record.end += 4 + length
    }
    return record
  }

  private mutating func readGlobals() throws(Unreadable) {
    var offset = 0
    while let record = record(at: offset), record.type != 0x0a {
      offset = record.end
      switch record.type {
      case 0x2f:
        throw Unreadable.encrypted
      case 0x22:
        if stream.u16(record.start) == 1 { epoch = 24107 }
      case 0x85:
        var text = BinaryText(stream, record.pieces, skipping: 6)
        if let start = stream.u32(record.start), let name = text.string(isShort: true) {
          sheets.append((name, start))
        }
      case 0x41e:
        var text = BinaryText(stream, record.pieces, skipping: 2)
        if let id = stream.u16(record.start), let code = text.string() {
          codes[id] = ExcelFormat(code: code)
        }
      case 0xe0:
        let id = stream.u16(record.start + 2) ?? 0
        formats.append(codes[id] ?? ExcelFormat.builtIn(id) ?? .plain)
      case 0xfc:
        var text = BinaryText(stream, record.pieces, skipping: 8)
        while let string = text.string() { strings.append(string) }
      default:
        break
      }
    }
  }

  /// Adds the rows of a sheet, then what stands beside them.
  private func read(_ sheet: (name: String, start: Int), into text: inout String)
    throws(Unreadable)
  {
    var offset = sheet.start
    var depth = 0
    var row = -1
    var others: [String] = []
    var awaitsString = false
    while let record = record(at: offset) {
      offset = record.end
      if record.type == 0x809 { depth += 1 }
      if record.type == 0x0a {
        depth -= 1
        if depth <= 0 { break }
      }
      if let other = other(record) { others.append(other) }
      if record.type == 0x207, awaitsString {
        var string = BinaryText(stream, record.pieces)
        text += string.string() ?? ""
      }
      let cells = cells(record)
      awaitsString = record.type == 0x06 && cells.isEmpty
      guard !cells.isEmpty || awaitsString, let own = stream.u16(record.start) else { continue }
      if own != row { text += row < 0 ? "" : "\n" } else { text += "\t" }
      row = own
      text += cells.joined(separator: "\t")
      // A long text may be named by a million cells.
      if text.utf8.count > OfficePackage.maxBytes { throw OfficePackage.bomb }
    }
    text += "\n"
    for other in others { text += other + "\n" }
  }

  /// The cells of a record; none where it holds none, or a text follows as the value of a formula.
  private func cells(_ record: Record) -> [String] {
    let start = record.start
    func shown(_ number: Double?, _ offset: Int) -> String {
      guard let number, let style = stream.u16(offset) else { return "" }
      return self.shown(number, style)
    }
    switch record.type {
    case 0xfd:
      guard let number = stream.u32(start + 6), strings.indices.contains(number) else { return [] }
      return [strings[number]]
    case 0x204, 0xd6:
      var text = BinaryText(stream, record.pieces, skipping: 6)
      return [text.string() ?? ""]
    case 0x203:
      return [shown(stream.double(start + 6), start + 4)]
    case 0x27e:
      return [shown(packed(start + 6), start + 4)]
    case 0xbd:
      return stride(from: start + 4, to: start + record.count - 7, by: 6).map {
        shown(packed($0 + 2), $0)
      }
    case 0x205:
      guard record.count >= 8, stream[start + 7] == 0 else { return [] }
      return [stream[start + 6] == 1 ? "TRUE" : "FALSE"]
    case 0x06:
      guard stream.u16(start + 12) == 0xffff else {
        return [shown(stream.double(start + 6), start + 4)]
      }
      // A text follows, or it is a truth, an error or nothing.
      guard stream[start + 6] != 0 else { return [] }
      return [stream[start + 6] == 1 ? stream[start + 8] == 1 ? "TRUE" : "FALSE" : ""]
    default:
      return []
    }
  }

  /// A number in four bytes. Source: MS-XLS, "RkNumber".
  private func packed(_ offset: Int) -> Double? {
    guard let bits = stream.u32(offset) else { return nil }
    let whole = Double(Int32(truncatingIfNeeded: bits) >> 2)
    let number =
      bits & 2 != 0 ? whole : Double(bitPattern: UInt64(bits & 0xffff_fffc) << 32)
    return bits & 1 != 0 ? number / 100 : number
  }

  private func shown(_ number: Double, _ style: Int) -> String {
    let isWhole = number == number.rounded() && number.magnitude < 1e15
    let written = isWhole ? String(Int(number)) : "\(number)"
    return formats.indices.contains(style)
      ? formats[style].shown(written, epoch: epoch) : written
  }

  /// The text of a note or a box, of a head or foot of pages, of a chart; nil of other records.
  private func other(_ record: Record) -> String? {
    switch record.type {
    case 0x1b6:
      guard let count = stream.u16(record.start + 10), count > 0, record.pieces.count > 1 else {
        return nil
      }
      var text = BinaryText(stream, Array(record.pieces.dropFirst()))
      return text.characters(count)
    case 0x1c:
      var text = BinaryText(stream, record.pieces, skipping: 8)
      return text.string()
    case 0x14, 0x15:
      var text = BinaryText(stream, record.pieces)
      return text.string().map(SheetHeads.plain)
    case 0x100d:
      var text = BinaryText(stream, record.pieces, skipping: 2)
      return text.string(isShort: true)
    default:
      return nil
    }
  }
}
