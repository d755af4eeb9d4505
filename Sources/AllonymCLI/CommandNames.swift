// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym
import ArgumentParser

/// What people write who guess the name of a command or an option.
enum CommandNames {
  /// Commands by the names that other programs have for them.
  private static let commands = [
    "find": "search", "query": "search", "grep": "search", "look": "search", "lookup": "search",
    "open": "show", "cat": "show", "view": "show", "less": "show", "get": "show", "read": "show",
    "names": "spellings", "forms": "spellings", "transliterate": "variants", "words": "vocabulary",
    "compare": "match", "join": "match", "screen": "match",
    "update": "index", "add": "index", "sync": "index", "refresh": "index", "new": "index",
    "import": "index", "build": "index", "init": "index", "reindex": "rebuild",
    "undo": "rebuild --undo", "rollback": "rebuild --undo", "daemon": "watch", "follow": "watch",
    "rm": "remove", "delete": "remove", "forget": "remove", "drop": "remove", "mv": "move",
    "rename": "move", "relocate": "move", "ls": "list", "files": "list", "sources": "list",
    "errors": "report", "failed": "report", "failures": "report", "log": "report",
    "status": "stats", "info": "stats", "count": "stats", "statistics": "stats", "verify": "check",
    "fsck": "check", "alert": "alerts", "saved": "alerts", "percolate": "alerts",
    "subscribe": "alerts add", "version": "--version",
  ]

  /// What to write for options that other programs have.
  private static let options = [
    "-l": "-n (--limit)", "--max": "-n (--limit)", "--top": "-n (--limit)",
    "--number": "-n (--limit)", "--max-count": "-n (--limit)", "-m": "-n (--limit)",
    "--results": "-n (--limit)", "--all": "-n (--limit) with a large number",
    "--start": "--offset", "--skip": "--offset", "--from": "--offset",
    "--files-with-matches": "--files", "--paths": "--files", "--list": "--files",
    "--print0": "-0 (--null)", "-c": "--count", "--total": "--count",
    "--fuzzy": "--wide", "--variants": "--wide", "--all-spellings": "--wide",
    "--no-variants": "--exact", "--strict": "--spellings strict",
    "--lang": "lang:ar in the query", "--language": "lang:ar in the query",
    "--type": "type:pdf in the query", "-t": "type:pdf in the query",
    "--ext": "type:pdf in the query", "--date": "date:2024 in the query",
    "--since": "date:>=2024-06 in the query", "--after": "date:>2024-06 in the query",
    "--before": "date:<2024-06 in the query", "--path": "in:FOLDER in the query",
    "--dir": "in:FOLDER in the query", "--folder": "in:FOLDER in the query",
    "--phrase": "quotes within the query: '\"a b\"'",
    "--output": "> FILE behind the command", "-o": "> FILE behind the command",
    "--format": "--json, --jsonl or --csv", "--db": "--index", "--database": "--index",
    "-d": "--index", "--silent": "--quiet", "-s": "--quiet", "--no-color": "--color never",
    "--colour": "--color", "--file": "--batch", "-f": "--batch", "--delete": "the command remove",
    "--ignore-case": "nothing: capitals never matter",
    "-i": "nothing: capitals never matter",
    "--recursive": "nothing: folders are read with all below them",
    "-r": "nothing: folders are read with all below them",
  ]

  /// What to say of a command that there is not; nil where there is one of this name.
  static func complaint(about name: String) -> String? {
    let known = AllonymCommand.configuration.subcommands.compactMap {
      $0.configuration.commandName
    }
    guard !known.contains(name), name != "help" else { return nil }
    let start = "There is no command '\(Safe.line(name))'"
    if let meant = commands[name.lowercased()] ?? nearest(to: name, among: known) {
      return "\(start): did you mean 'allonym \(meant)'?"
    }
    return "\(start): 'allonym --help' lists them."
  }

  /// A message of the argument parser, with the right option in place of one that looks alike.
  static func corrected(_ message: String) -> String {
    let start = "Unknown option '"
    guard message.hasPrefix(start), let end = message.dropFirst(start.count).firstIndex(of: "'")
    else { return message }
    let name = String(message[message.index(message.startIndex, offsetBy: start.count)..<end])
    let plain = "There is no option '\(Safe.line(name))'"
    if let meant = options[name] { return "\(plain): write \(meant)." }
    guard let offer = message.firstRange(of: "Did you mean '"),
      let close = message[offer.upperBound...].firstIndex(of: "'"),
      nearest(to: name, among: [String(message[offer.upperBound..<close])]) != nil
    else { return plain + "." }
    return "\(plain): did you mean '\(message[offer.upperBound..<close])'?"
  }

  /// The name that differs by one letter, or of longer ones by two.
  private static func nearest(to name: String, among names: [String]) -> String? {
    let typed = Array(name.lowercased())
    let near = names.map { ($0, slips(typed, Array($0))) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= (typed.count < 6 ? 1 : 2) else { return nil }
    return near.0
  }

  /// How many letters to add, drop, change, or swap with their neighbour make one name of the other.
  private static func slips(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
