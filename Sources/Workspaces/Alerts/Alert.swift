// SPDX-License-Identifier: GPL-2.0-or-later
internal import GRDB

/// A saved search or list of names that new documents are looked through for.
public struct Alert: Sendable, Identifiable {
  /// Its number; no other alert ever has it.
  public var id: Int64
  /// What people call it.
  public var name: String
  /// The search; nil where it is a list of names.
  public var search: SavedSearch?
  /// How many names the list has.
  public var names: Int
  /// Where new hits are sent.
  public var webhook: String?
  /// Who saved it, where a trusted server names people.
  public var owner: String?
  /// When it was saved, in UTC.
  public var created: String
  /// How many hits there are.
  public var hits: Int
  /// Why the last delivery to the webhook failed; nil where none is open.
  public var problem: String?

  static let columns = """
    alert.*, (SELECT count(*) FROM name WHERE alert = alert.id) AS names,
    (SELECT count(*) FROM hit WHERE alert = alert.id) AS hits,
    (SELECT problem FROM delivery WHERE alert = alert.id AND problem IS NOT NULL LIMIT 1) AS problem
    """

  init(row: Row) {
    id = row["id"]
    name = row["name"]
    search = (row["search"] as String?).flatMap { Stored.value(of: $0) }
    names = row["names"]
    webhook = row["webhook"]
    owner = row["owner"]
    created = row["created"]
    hits = row["hits"]
    problem = row["problem"]
  }
}

/// What an alert looks for.
public enum AlertSubject: Sendable {
  /// A search in the query language.
  case search(SavedSearch)
  /// Names, each with its line in the list.
  case names([(line: Int, name: String)])
}
