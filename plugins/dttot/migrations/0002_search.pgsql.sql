-- What searches look in. The texts hold a-z, 0-9 and single blanks only (folding.h), are written and removed together with
-- their row and refer to it without a foreign key, whose check would double the time that reading a large list takes.
--
-- The same tables as in the variant for SQLite. Range scans for prefixes need byte order, the collation "C".

-- Names (position 0) and aliases, folded.
CREATE TABLE dttot_name (
    folded TEXT COLLATE "C" NOT NULL,
    row_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (folded, row_id, position)
);
CREATE INDEX dttot_name__row_id ON dttot_name (row_id);

-- Kode Densus and identity numbers without blanks and punctuation.
CREATE TABLE dttot_identifier (
    value TEXT COLLATE "C" NOT NULL,
    row_id BIGINT NOT NULL,
    PRIMARY KEY (value, row_id)
);
CREATE INDEX dttot_identifier__row_id ON dttot_identifier (row_id);

-- The words of a row's names in their simplified spelling (spelling.h).
CREATE TABLE dttot_word (
    word TEXT COLLATE "C" NOT NULL,
    row_id BIGINT NOT NULL,
    PRIMARY KEY (word, row_id)
);
CREATE INDEX dttot_word__row_id ON dttot_word (row_id);

-- Leads from the sound of a word to the words of a document that may be meant by it.
CREATE TABLE dttot_sound (
    sound TEXT COLLATE "C" NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    document_id BIGINT NOT NULL,
    PRIMARY KEY (sound, word, document_id)
);
CREATE INDEX dttot_sound__document_id ON dttot_sound (document_id);
