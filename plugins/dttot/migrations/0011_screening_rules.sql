-- By which rules of the matching engine a file of customers was held against the lists; 0 for those before this column.
ALTER TABLE dttot_screening_file ADD COLUMN rules_version BIGINT NOT NULL DEFAULT 0;
