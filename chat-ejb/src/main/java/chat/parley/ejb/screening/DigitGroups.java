package chat.parley.ejb.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Numbers as people write them: digits in one group or in several, with one space or hyphen in between. A number is never a
 * part of a group, nor of a word, nor what comes after the point of a decimal; so most of what only looks like one is none.
 */
final class DigitGroups {

    private static final String SEPARATORS = " -\u00a0\u2007\u2009\u2011\u202f";

    /** Digits without anything in between, and whether the group after it belongs to it. */
    private record Group(int from, int to, String digits) {}

    /**
     * What a number may look like.
     *
     * @param shortest its least digits
     * @param longest its most digits
     * @param leastInGroup how many digits each of its groups has at least, if it has several
     */
    record Shape(int shortest, int longest, int leastInGroup) {}

    private DigitGroups() {}

    /** All numbers of this shape that are right, none of them overlapping another, the longer before the shorter. */
    static List<Passage> of(String text, Shape shape, Predicate<String> right) {
        List<Passage> found = new ArrayList<>();
        for (List<Group> chain : chains(text)) {
            int from = 0;
            while (from < chain.size()) {
                int to = longest(chain, from, shape, right);
                if (to > from) {
                    found.add(new Passage(
                            chain.get(from).from(), chain.get(to - 1).to()));
                }
                from = Math.max(to, from + 1);
            }
        }
        return found;
    }

    /** After the last group of the longest number that begins with this group; the same if none does. */
    private static int longest(List<Group> chain, int from, Shape shape, Predicate<String> right) {
        StringBuilder digits = new StringBuilder();
        int best = from;
        for (int to = from; to < chain.size(); to++) {
            Group group = chain.get(to);
            boolean several = to > from;
            if (several
                    && Math.min(
                                    group.digits().length(),
                                    chain.get(from).digits().length())
                            < shape.leastInGroup()) {
                break;
            }
            digits.append(group.digits());
            if (digits.length() > shape.longest()) {
                break;
            }
            if (digits.length() >= shape.shortest() && right.test(digits.toString())) {
                best = to + 1;
            }
        }
        return best;
    }

    /** Groups with one separator in between, as long as that goes on. */
    private static List<List<Group>> chains(String text) {
        List<List<Group>> chains = new ArrayList<>();
        List<Group> chain = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (digit(text, at) < 0) {
                at++;
                continue;
            }
            Group group = group(text, at);
            if (!chain.isEmpty() && !follows(text, chain.getLast(), group)) {
                chains.add(chain);
                chain = new ArrayList<>();
            }
            if (standsAlone(text, group)) {
                chain.add(group);
            } else if (!chain.isEmpty()) {
                chains.add(chain);
                chain = new ArrayList<>();
            }
            at = group.to();
        }
        if (!chain.isEmpty()) {
            chains.add(chain);
        }
        return chains;
    }

    private static Group group(String text, int from) {
        StringBuilder digits = new StringBuilder();
        int to = from;
        while (to < text.length() && digit(text, to) >= 0) {
            digits.append((char) ('0' + digit(text, to)));
            to++;
        }
        return new Group(from, to, digits.toString());
    }

    private static boolean follows(String text, Group before, Group group) {
        return group.from() - before.to() == 1 && SEPARATORS.indexOf(text.charAt(before.to())) >= 0;
    }

    private static boolean standsAlone(String text, Group group) {
        boolean afterWord = group.from() > 0 && Character.isLetter(text.charAt(group.from() - 1));
        boolean beforeWord = group.to() < text.length() && Character.isLetter(text.charAt(group.to()));
        boolean decimal = group.from() > 1
                && ".,".indexOf(text.charAt(group.from() - 1)) >= 0
                && digit(text, group.from() - 2) >= 0;
        return !afterWord && !beforeWord && !decimal;
    }

    /** Digits of any script. */
    private static int digit(String text, int at) {
        return Character.digit(text.charAt(at), 10);
    }
}
