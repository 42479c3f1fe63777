-- When each schedule last started its job, so that several nodes start it once.
CREATE TABLE tenon_schedule (
    name TEXT NOT NULL PRIMARY KEY,
    last_run TIMESTAMP NOT NULL
);
