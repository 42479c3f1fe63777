-- The folded names of a row stand in the row itself, one a line. The tables that searches look in are then needed in one
-- order only, by what is searched, and writing a large list is half the work.
--
-- The same change as in the variant for PostgreSQL, which joins texts by another function.
ALTER TABLE dttot_row ADD COLUMN names TEXT NOT NULL DEFAULT '';

UPDATE dttot_row SET names = COALESCE((SELECT group_concat(n.folded, char(10)) FROM
    (SELECT folded FROM dttot_name WHERE row_id = dttot_row.id ORDER BY position) n), '');

DROP INDEX dttot_name__row_id;
DROP INDEX dttot_identifier__row_id;
DROP INDEX dttot_word__row_id;
