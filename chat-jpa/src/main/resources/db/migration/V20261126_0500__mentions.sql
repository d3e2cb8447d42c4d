-- Whom messages speak to. One row for each person who is named, one for all who were online (their ids are in accounts), one
-- for everybody: never a row for each member. sender_id and thread_root are the message's own, so that counting does not
-- read the log. target is the account of a PERSON, else 0.
create table message_mention (
    conversation_id bigint not null,
    seq             bigint not null,
    kind            text not null check (kind in ('PERSON', 'HERE', 'EVERYBODY')),
    target          bigint not null,
    sender_id       bigint not null,
    thread_root     bigint,
    accounts        bigint[],
    at              timestamptz not null,
    primary key (conversation_id, seq, kind, target)
);
create index message_mention_of_person on message_mention (target, conversation_id, seq) where kind = 'PERSON';
create index message_mention_by_time on message_mention (target, at) where kind = 'PERSON';
create index message_mention_of_many on message_mention (conversation_id, at) where kind <> 'PERSON';

-- What accounts are done with in their inbox: single mentions, and all of them up to a moment.
create table mention_done (
    account_id      bigint not null,
    conversation_id bigint not null,
    seq             bigint not null,
    done            boolean not null,
    account_rev     bigint not null,
    primary key (account_id, conversation_id, seq)
);
create index mention_done_changed on mention_done (account_id, account_rev);

create table inbox (
    account_id  bigint primary key,
    done_until  timestamptz not null,
    account_rev bigint not null
);

-- Notes mentions of messages that exist, in the transaction that posts or edits them and holds their conversations; heres[i]
-- is an array as a text. Whoever is named in a thread follows it, so that it counts as unread for them.
create function note_mentions(
    conversations bigint[], seqs bigint[], senders bigint[], threads bigint[], kinds text[], targets bigint[],
    heres text[], ats timestamptz[])
    returns bigint
    language plpgsql
as $$
declare
    noted bigint;
begin
    insert into message_mention (conversation_id, seq, sender_id, thread_root, kind, target, accounts, at)
    select u.conversation_id, u.seq, u.sender_id, u.thread_root, u.kind, u.target, u.here::bigint[], u.at
    from unnest(conversations, seqs, senders, threads, kinds, targets, heres, ats)
         as u (conversation_id, seq, sender_id, thread_root, kind, target, here, at)
    on conflict do nothing;
    get diagnostics noted = row_count;

    if array_remove(threads, null) <> '{}' then
        insert into thread_follow as f (account_id, conversation_id, root_seq, following, read_seq)
        select u.target, u.conversation_id, u.thread_root, true, min(u.seq) - 1
        from unnest(conversations, seqs, threads, kinds, targets)
             as u (conversation_id, seq, thread_root, kind, target)
        join member n on n.conversation_id = u.conversation_id and n.account_id = u.target and n.to_seq is null
                     and n.from_seq <= u.thread_root
        where u.kind = 'PERSON' and u.thread_root is not null
        group by u.target, u.conversation_id, u.thread_root
        on conflict on constraint thread_follow_pkey do update set following = true where not f.following;
    end if;
    return noted;
end $$;
