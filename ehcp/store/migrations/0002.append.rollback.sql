drop function if exists
    ehcp.history, ehcp.record, ehcp.append, ehcp.settled, ehcp.link, ehcp.enter;
