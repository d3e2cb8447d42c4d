package chat.parley.ejb.supervision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.screening.Lexicon;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.supervision.SupervisionItem.Selected;
import chat.parley.jpa.supervision.SupervisionItems;
import chat.parley.jpa.supervision.SupervisionRule;
import chat.parley.jpa.supervision.SupervisionRules;
import chat.parley.jpa.supervision.SupervisionWalk;
import chat.parley.jpa.supervision.SupervisionWalk.Said;
import chat.parley.jpa.supervision.SupervisionWalk.Stretch;

/**
 * Selects what is to be reviewed, after the fact. What was selected and how far the walk has come are one transaction: if it
 * fails, or its node dies, all of it is done again.
 */
@Stateless
public class Selecting {

    private static final int MOST_STRETCHES = 50;
    private static final int LONGEST_STRETCH = 200;

    @Inject
    SupervisionWalk walk;

    @Inject
    SupervisionRules rules;

    @Inject
    SupervisionItems items;

    /** Where there ever was a rule. */
    public List<OrganizationId> organizations() {
        return walk.organizations();
    }

    /**
     * A step along what is new.
     *
     * @return whether there may be more; not if somebody else is at it
     */
    public boolean step(OrganizationId organization) {
        if (!walk.occupyFree(organization)) {
            return false;
        }
        List<Stretch> stretches = walk.ahead(organization, MOST_STRETCHES, LONGEST_STRETCH);
        if (stretches.isEmpty()) {
            return false;
        }
        Map<Stretch, List<Said>> said = new HashMap<>();
        for (Stretch stretch : stretches) {
            said.put(stretch, walk.said(stretch));
            walk.advance(stretch);
        }
        for (SupervisionRule rule : rules.of(organization)) {
            select(rule, said);
        }
        return true;
    }

    private void select(SupervisionRule rule, Map<Stretch, List<Said>> stretches) {
        Map<Stretch, List<Said>> concerned = new HashMap<>();
        stretches.forEach((stretch, said) -> {
            if (rule.reach().has(stretch.kind())) {
                concerned.put(
                        stretch,
                        said.stream().filter(each -> concerns(rule, each)).toList());
            }
        });
        Set<AccountId> senders = concerned.values().stream()
                .flatMap(List::stream)
                .map(Said::sender)
                .collect(Collectors.toSet());
        if (senders.isEmpty()) {
            return;
        }
        Set<AccountId> reached = rules.reached(rule.reach(), senders);
        Yardsticks by = new Yardsticks(rule);
        List<Selected> selected = new ArrayList<>();
        long considered = 0;
        for (Map.Entry<Stretch, List<Said>> part : concerned.entrySet()) {
            for (Said each : part.getValue()) {
                if (reached.contains(each.sender())) {
                    considered += each.posted() ? 1 : 0;
                    by.select(part.getKey(), each, selected);
                }
            }
        }
        selected.forEach(each -> items.add(rule, each));
        rules.consider(rule.id(), considered);
    }

    /** By which clock something was edited is not the database's, so of edits only the end of a rule is asked. */
    private static boolean concerns(SupervisionRule rule, Said said) {
        return said.posted() ? rule.inForce(said.at()) : rule.notEnded(said.at());
    }

    /** By what a rule selects, ready. */
    private static final class Yardsticks {

        private final int share;
        private final Lot lot;
        private final Lexicon.Ready lexicon;

        Yardsticks(SupervisionRule rule) {
            share = rule.yardstick().share();
            lot = new Lot(rule.seed());
            lexicon = new Lexicon(rule.yardstick().words(), rule.yardstick().patterns()).ready();
        }

        void select(Stretch stretch, Said said, List<Selected> selected) {
            boolean drawn = said.posted() && lot.fallsOn(stretch.conversation(), said.seq(), share);
            boolean worded = said.texts().stream().anyMatch(lexicon::meets);
            if (drawn || worded) {
                selected.add(
                        new Selected(stretch.conversation(), said.seq(), said.sender(), said.created(), drawn, worded));
            }
        }
    }
}
