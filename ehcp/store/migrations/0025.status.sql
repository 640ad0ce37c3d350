-- `ehcp status` says which migrations are missing, to a login that may not migrate.
-- depends: 0018.roles

do $$
begin
    if to_regclass('_yoyo_migration') is not null then
        grant select on _yoyo_migration to ehcp_projector, ehcp_auditor;
    end if;
end
$$;
