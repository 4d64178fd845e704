-- Actions point to later ones: references are checked at the commit.
PRAGMA defer_foreign_keys = ON;
