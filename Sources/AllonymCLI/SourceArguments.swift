// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser
import Documents

/// What is walked and how it is read.
struct SourceArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders, added to those that the index holds (default: these).",
      valueName: "path"), completion: .file())
  var paths: [String] = []
  @Option(help: ArgumentHelp("The field or column that holds the id.", valueName: "name"))
  var idField: String?
  @Option(help: ArgumentHelp("The field or column that holds the title.", valueName: "name"))
  var titleField: String?
  @Option(help: ArgumentHelp("The field or column that holds the text.", valueName: "name"))
  var textField: String?
  @Option(help: ArgumentHelp("The field or column that holds the date.", valueName: "name"))
  var dateField: String?
  @Option(help: ArgumentHelp("The field or column that holds the language.", valueName: "name"))
  var langField: String?
  @Flag(
    inversion: .prefixedNo,
    help: "Read scanned pages of PDF in Arabic, English and Russian, some seconds a page.")
  var ocr: Bool?
  @Flag(inversion: .prefixedNo, help: "Also look at files and folders that begin with a dot.")
  var hidden: Bool?
  @Flag(inversion: .prefixedNo, help: "Heed .allonymignore files (the default).")
  var ignore: Bool?
  @Option(
    help: ArgumentHelp(
      "Read only files that a pattern is for, as in .gitignore; may be repeated.",
      valueName: "glob"))
  var include: [String] = []
  @Option(
    help: ArgumentHelp(
      "Leave out files and folders that a pattern is for, besides those of the patterns given before; may be repeated.",
      valueName: "glob"))
  var exclude: [String] = []
  @Flag(help: "Forget the patterns of --include given before.")
  var noInclude = false
  @Flag(help: "Forget the patterns of --exclude given before.")
  var noExclude = false
  @Option(
    help: ArgumentHelp("Leave out larger files: bytes, or 500K, 20M, 1G.", valueName: "size"))
  var maxFilesize: FileSize?

  /// The options, those that are not given as the index remembers them.
  func options(known index: IndexDirectory) throws -> SourceOptions {
    var options = (try? Manifest(of: index.currentGeneration()))?.reading ?? SourceOptions()
    options.fields.id = idField ?? options.fields.id
    options.fields.title = titleField ?? options.fields.title
    options.fields.text = textField ?? options.fields.text
    options.fields.date = dateField ?? options.fields.date
    options.fields.language = langField ?? options.fields.language
    options.reading.recognisesText = ocr ?? options.reading.recognisesText
    options.walk.includesHidden = hidden ?? options.walk.includesHidden
    options.walk.usesIgnoreFiles = ignore ?? options.walk.usesIgnoreFiles
    options.walk.include = Self.added(include, to: noInclude ? [] : options.walk.include)
    options.walk.exclude = Self.added(exclude, to: noExclude ? [] : options.walk.exclude)
    options.walk.largestFile = maxFilesize?.bytes ?? options.walk.largestFile
    return options
  }

  private static func added(_ patterns: [String], to known: [String]) -> [String] {
    patterns.reduce(into: known) { known, pattern in
      if !known.contains(pattern) { known.append(pattern) }
    }
  }
}

/// A size such as `20M`, in powers of 1024.
struct FileSize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let shift = argument.last.flatMap { units[Character($0.uppercased())] }
    guard let number = Int(shift == nil ? argument : String(argument.dropLast())), number >= 0,
      number <= Int.max >> (shift ?? 0)
    else { return nil }
    bytes = number << (shift ?? 0)
  }
}
