-- The tables of evidence files are no read models: on a new database the migration that puts the
-- wall of those around every table has put it around these too, and this gives them theirs back.
-- depends: 0075.roles 0036.documents

set local role ehcp_owner;
call ehcp.guard_documents();
reset role;
