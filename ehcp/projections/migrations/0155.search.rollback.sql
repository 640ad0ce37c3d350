drop function if exists
    ehcp.search_named(tsquery, tsquery, real, text[], integer),
    ehcp.search_said(tsquery, text[], integer),
    ehcp.search_asked(text, text), ehcp.search_asked_alike(text, text[]),
    ehcp.search_share(tsvector, tsquery),
    ehcp.search_score(real, text), ehcp.search_shown(text, text, text);
drop table if exists ehcp.search, ehcp.search_beside;
drop function if exists
    ehcp.search_words(text, text), ehcp.search_stems(text, text), ehcp.search_plain(text),
    ehcp.search_salt(text);
