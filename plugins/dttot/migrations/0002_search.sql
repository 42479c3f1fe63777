-- What searches look in. The texts hold a-z, 0-9 and single blanks only (folding.h), are written and removed together with
-- their row and refer to it without a foreign key, whose check would double the time that reading a large list takes.

-- Names (position 0) and aliases, folded.
CREATE TABLE dttot_name (
    row_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (row_id, position)
);
CREATE INDEX dttot_name__folded ON dttot_name (folded, row_id);

-- Kode Densus and identity numbers without blanks and punctuation.
CREATE TABLE dttot_identifier (
    row_id BIGINT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (row_id, value)
);
CREATE INDEX dttot_identifier__value ON dttot_identifier (value, row_id);

-- The words of a row's names in their simplified spelling (spelling.h).
CREATE TABLE dttot_word (
    row_id BIGINT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (row_id, word)
);
CREATE INDEX dttot_word__word ON dttot_word (word, row_id);

-- Leads from the sound of a word to the words of a document that may be meant by it.
CREATE TABLE dttot_sound (
    sound TEXT NOT NULL,
    word TEXT NOT NULL,
    document_id BIGINT NOT NULL,
    PRIMARY KEY (sound, word, document_id)
);
CREATE INDEX dttot_sound__document_id ON dttot_sound (document_id);
