-- Whom messages speak to. One row for each person who is named, one for a user group and one for all who were online (the
-- ids of the members who were meant are in accounts), one for everybody: never a row for each member. sender_id and
-- thread_root are the message's own, so that counting does not read the log. target is the account of a PERSON, the
-- number of a GROUP, else 0.
create table message_mention (
    conversation_id bigint not null,
    seq             bigint not null,
    kind            text not null check (kind in ('PERSON', 'GROUP', 'HERE', 'EVERYBODY')),
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

-- Notes mentions of messages that exist, in the transaction that posts or edits them and holds their conversations; meant[i]
-- is an array as a text. Whoever is named in a thread, by oneself or in a group, follows it, so that it counts as unread for
-- them; not if they have blocked who says it.
create function note_mentions(
    conversations bigint[], seqs bigint[], senders bigint[], threads bigint[], kinds text[], targets bigint[],
    meant text[], ats timestamptz[])
    returns bigint
    language plpgsql
as $$
declare
    rows bigint;
begin
    with noted as (
        insert into message_mention (conversation_id, seq, sender_id, thread_root, kind, target, accounts, at)
        select u.conversation_id, u.seq, u.sender_id, u.thread_root, u.kind, u.target, u.meant::bigint[], u.at
        from unnest(conversations, seqs, senders, threads, kinds, targets, meant, ats)
             as u (conversation_id, seq, sender_id, thread_root, kind, target, meant, at)
        on conflict do nothing
        returning conversation_id, seq, sender_id, thread_root, kind, target, accounts
    ), followed as (
        insert into thread_follow as f (account_id, conversation_id, root_seq, following, read_seq)
        select n.account_id, n.conversation_id, u.thread_root, true, min(u.seq) - 1
        from noted u
        cross join lateral unnest(case u.kind when 'PERSON' then array[u.target] else u.accounts end) as a (id)
        join member n on n.conversation_id = u.conversation_id and n.account_id = a.id and n.to_seq is null
                     and n.from_seq <= u.thread_root
        where u.thread_root is not null and a.id <> u.sender_id and not exists (
            select 1 from account_block b
            where b.account_id = a.id and b.other_id = u.sender_id and b.blocked)
        group by n.account_id, n.conversation_id, u.thread_root
        on conflict on constraint thread_follow_pkey do update set following = true where not f.following
    )
    select count(*) into rows from noted;
    return rows;
end $$;
