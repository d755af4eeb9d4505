// SPDX-License-Identifier: GPL-2.0-or-later
internal import GRDB

/// How a workspace lies in its file. A new version adds a step and changes none.
enum Layout {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: alerts)
      try database.execute(sql: review)
    }
    return migrator
  }

  private static let alerts = """
    -- 'state': the state of the index that was looked through last; 'uuid': names this workspace in feeds.
    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE alert (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      search TEXT,               -- JSON; NULL where it is a list of names
      webhook TEXT,
      owner TEXT,                -- who saved it, where a trusted server names people
      created TEXT NOT NULL,
      printed INTEGER NOT NULL DEFAULT 0 -- the last hit that the command line has shown
    ) STRICT;

    CREATE TABLE name (
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      line INTEGER NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (alert, line)
    ) STRICT, WITHOUT ROWID;

    -- The documents of the index when it was looked through last.
    CREATE TABLE document (identity INTEGER PRIMARY KEY, content INTEGER NOT NULL) STRICT;

    CREATE TABLE hit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      line INTEGER NOT NULL,     -- of the name; 0 of a search
      identity INTEGER NOT NULL,
      document TEXT NOT NULL,    -- its key
      passage TEXT NOT NULL,     -- or the title, where that alone matches
      found TEXT NOT NULL,
      isChange INTEGER NOT NULL, -- whether the document was there before, with another text
      content TEXT NOT NULL,     -- JSON
      UNIQUE (alert, line, identity, passage)
    ) STRICT;
    CREATE INDEX hitOfDocument ON hit (identity);

    -- The last hit that a person has looked at on the page.
    CREATE TABLE look (
      person TEXT NOT NULL,
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      hit INTEGER NOT NULL,
      PRIMARY KEY (person, alert)
    ) STRICT, WITHOUT ROWID;

    -- What is still to be sent to webhooks, or was given up.
    CREATE TABLE delivery (
      id TEXT PRIMARY KEY,
      alert INTEGER NOT NULL REFERENCES alert ON DELETE CASCADE,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due INTEGER NOT NULL,      -- in seconds since 1970
      problem TEXT
    ) STRICT, WITHOUT ROWID;
    """

  private static let review = """
    CREATE TABLE mark (
      person TEXT NOT NULL,
      document TEXT NOT NULL,
      identity INTEGER NOT NULL, -- by which a file that was renamed is known
      isSeen INTEGER NOT NULL DEFAULT 0,
      isStarred INTEGER NOT NULL DEFAULT 0,
      note TEXT NOT NULL DEFAULT '',
      changed TEXT NOT NULL,
      PRIMARY KEY (person, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX markOfDocument ON mark (identity);

    -- Who wants the history of their searches kept.
    CREATE TABLE historian (person TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      person TEXT NOT NULL,
      search TEXT NOT NULL,
      time TEXT NOT NULL,
      total INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX historyOfPerson ON history (person, id);
    """
}
