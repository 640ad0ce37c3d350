do $$
begin
    if to_regclass('_yoyo_migration') is not null then
        revoke select on _yoyo_migration from ehcp_projector, ehcp_auditor;
    end if;
end
$$;
