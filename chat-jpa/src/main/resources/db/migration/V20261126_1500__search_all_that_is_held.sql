-- What custodians wrote outside the spans in which they see a conversation is held, and found now. It stands only where they
-- have such a span, for nobody writes without being a member. Besides that, the function is as it was.
create or replace function matter_messages(
    matter bigint, after_conversation bigint, after_seq bigint, words text[], keywords text[], sender bigint,
    only_conversation bigint, since timestamptz, before timestamptz, tag text, system_too boolean, most integer)
    returns table (conversation_id bigint, seq bigint)
    language sql stable
as $$
    with span as materialized (
        select s.conversation_id, s.from_seq, s.to_seq, s.from_at, s.until_at
        from legal_hold h
        join held_span s on s.hold_id = h.id
        where h.matter_id = matter and (only_conversation is null or s.conversation_id = only_conversation)
    ), custodian as materialized (
        select k.account_id, h.from_at, h.until_at
        from legal_hold h
        join hold_custodian k on k.hold_id = h.id
        where h.matter_id = matter and h.released_at is null
    )
    select p.conversation_id, m.seq
    from (
        select distinct s.conversation_id from span s where s.conversation_id >= after_conversation
    ) p
    cross join lateral (
        select m.seq from message m
        where m.conversation_id = p.conversation_id
          and m.seq > case when p.conversation_id = after_conversation then after_seq else 0 end
          and (system_too or m.format <> 'SYSTEM')
          and (sender is null or m.sender_id = sender)
          and (since is null or m.created_at >= since) and (before is null or m.created_at < before)
          and (exists (
                  select from span s
                  where s.conversation_id = m.conversation_id and m.seq between s.from_seq and s.to_seq
                    and m.created_at >= s.from_at and m.created_at < s.until_at)
              or exists (
                  select from custodian k
                  where k.account_id = m.sender_id and m.created_at >= k.from_at and m.created_at < k.until_at))
          and (cardinality(words) = 0 and cardinality(keywords) = 0 or exists (
              select from (
                  select m.body as words
                  union all
                  select v.body from message_version v where v.conversation_id = m.conversation_id and v.seq = m.seq
              ) said
              where said.words ilike all (matter_messages.words)
                and (cardinality(keywords) = 0 or said.words ilike any (keywords))))
          and (tag is null or exists (
              select from matter_mark k
              where k.matter_id = matter and k.conversation_id = m.conversation_id and k.seq = m.seq
                and tag = any (k.tags)))
        order by m.seq
        limit most
    ) m
    order by p.conversation_id, m.seq
    limit most
$$;
