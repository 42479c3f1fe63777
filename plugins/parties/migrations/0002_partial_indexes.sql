-- Most parties lack most of these: their rows need no entry, and a party is stored with half as many.
DROP INDEX parties_party__code;
DROP INDEX parties_party__passport;
DROP INDEX parties_party__tax_id;
DROP INDEX parties_party__national_id;
DROP INDEX parties_party__passport_number;
DROP INDEX parties_party__phone_key;
DROP INDEX parties_party__email;
DROP INDEX parties_party__merged_into;
CREATE UNIQUE INDEX parties_party__code ON parties_party (coalesce(company_id, 0), code)
    WHERE merged_into IS NULL AND code IS NOT NULL;
CREATE UNIQUE INDEX parties_party__passport ON parties_party (coalesce(company_id, 0), passport_number, nationality)
    WHERE merged_into IS NULL AND passport_number IS NOT NULL;
CREATE INDEX parties_party__tax_id ON parties_party (tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX parties_party__national_id ON parties_party (national_id) WHERE national_id IS NOT NULL;
CREATE INDEX parties_party__passport_number ON parties_party (passport_number) WHERE passport_number IS NOT NULL;
CREATE INDEX parties_party__phone_key ON parties_party (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX parties_party__email ON parties_party (email) WHERE email IS NOT NULL;
CREATE INDEX parties_party__merged_into ON parties_party (merged_into) WHERE merged_into IS NOT NULL;
