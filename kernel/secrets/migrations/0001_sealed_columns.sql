-- Which columns hold sealed texts, and by which column a text's row is named.
CREATE TABLE tenon_sealed_column (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    key_name TEXT NOT NULL,
    PRIMARY KEY (table_name, column_name)
);
