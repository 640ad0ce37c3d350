-- The looks are no read model, whatever took them for one.
-- depends: 0033.looks 0140.users-and-relations

set local role ehcp_owner;
call ehcp.guard_looks();
reset role;
