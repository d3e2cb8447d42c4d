package chat.parley.web.person;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.identity.AccountId;

/** Reads what REST says of people into what the use cases understand. */
final class PersonWishes {

    private PersonWishes() {}

    /** An account by its number; one that cannot be is as missing as any other. */
    static AccountId account(long number) {
        if (number < 1) {
            throw new Missing("account.missing", "There is no account " + number + ".");
        }
        return new AccountId(number);
    }
}
