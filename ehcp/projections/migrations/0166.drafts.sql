-- The drafts are no read model, whatever took them for one.
-- depends: 0038.drafts 0165.whose-advice

set local role ehcp_owner;
call ehcp.guard_drafts();
reset role;
