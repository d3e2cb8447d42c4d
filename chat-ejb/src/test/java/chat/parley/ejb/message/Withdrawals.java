package chat.parley.ejb.message;

import chat.parley.ejb.conversation.Company;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Removals;

/** Taking messages away in a company, put together as the container would. */
public final class Withdrawals {

    private Withdrawals() {}

    /** In this company. */
    public static Withdrawing in(Company company) {
        Withdrawing withdrawing = new Withdrawing();
        withdrawing.access = company.access;
        withdrawing.messages = new Messages(company.database);
        withdrawing.changes = new Changes(company.database);
        withdrawing.emptying = emptying(company);
        withdrawing.notices = notices(company);
        withdrawing.clock = company.clock;
        return withdrawing;
    }

    /** What takes words away in this company. */
    public static Emptying emptying(Company company) {
        Emptying emptying = new Emptying();
        emptying.changes = new Changes(company.database);
        emptying.feed = company.feed;
        return emptying;
    }

    private static RemovalNotices notices(Company company) {
        RemovalNotices notices = new RemovalNotices();
        notices.removals = new Removals(company.database);
        notices.numbers = company.numbers;
        notices.feed = company.feed;
        notices.audit = company.audit;
        return notices;
    }
}
