package chat.parley.ejb.message;

import chat.parley.ejb.conversation.Company;
import chat.parley.jpa.message.Changes;
import chat.parley.jpa.message.Messages;

/** Taking messages away in a company, put together as the container would. */
public final class Withdrawals {

    private Withdrawals() {}

    /** In this company. */
    public static Withdrawing in(Company company) {
        Withdrawing withdrawing = new Withdrawing();
        withdrawing.access = company.access;
        withdrawing.messages = new Messages(company.database);
        withdrawing.changes = new Changes(company.database);
        withdrawing.feed = company.feed;
        withdrawing.audit = company.audit;
        withdrawing.clock = company.clock;
        return withdrawing;
    }
}
