package chat.parley.web.identity;

import java.util.List;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** Reads the numbers by which REST names accounts; one that cannot be is as missing as any other. */
public final class AccountNumbers {

    private AccountNumbers() {}

    /** The account of this number. */
    public static AccountId account(@Nullable Long number) {
        if (number == null || number < 1) {
            throw new Missing("account.missing", "There is no account " + number + ".");
        }
        return new AccountId(number);
    }

    /** Those that a list names. */
    public static List<AccountId> accounts(@Nullable List<@Nullable Long> numbers) {
        return numbers == null
                ? List.of()
                : numbers.stream().map(AccountNumbers::account).toList();
    }
}
