-- Numbers that prove themselves by check digits are a kind of what rules look for; a sender may be asked, and what meets a
-- rule may be blacked out.
alter table screening_rule
    drop constraint screening_rule_kind_check,
    add constraint screening_rule_kind_check
        check (kind in ('WORDS', 'PATTERNS', 'LINKS', 'REPEATS', 'CLASSIFIER', 'NUMBERS')),
    drop constraint screening_rule_verdict_check,
    add constraint screening_rule_verdict_check check (verdict in ('FLAG', 'WARN', 'REDACT', 'HOLD', 'REFUSE'));
