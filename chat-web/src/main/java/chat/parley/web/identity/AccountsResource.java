package chat.parley.web.identity;

import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Directory;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import org.jspecify.annotations.Nullable;

/** The directory: everybody of one's own organization. */
@Path("accounts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountsResource {

    @Inject
    CurrentActor current;

    @Inject
    Directory directory;

    /** One page; {@code next} is there when there are more. */
    public record AccountList(
            List<ListedAccount> accounts, @Nullable String next) {}

    /** Somebody, or some program. */
    public record ListedAccount(long id, String username, String displayName, String kind) {

        /** As it is listed. */
        public static ListedAccount of(AccountProfile account) {
            return new ListedAccount(
                    account.id().value(),
                    account.username(),
                    account.displayName(),
                    switch (account.kind()) {
                        case PERSON -> "person";
                        case SERVICE -> "service";
                    });
        }
    }

    /** Who can be found by a part of a name; or exactly those of {@code ids}. */
    @GET
    public AccountList accounts(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("ids") @Nullable String ids,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Actor actor = current.get();
        if (ids != null) {
            return list(directory.accounts(actor, parse(ids)), null);
        }
        Directory.Page page = directory.search(actor, text, after, limit);
        return list(page.accounts(), page.next());
    }

    /** One of them. */
    @GET
    @Path("{id}")
    public ListedAccount account(@PathParam("id") long id) {
        if (id < 1) {
            throw new Missing("account.missing", "There is no such account.");
        }
        return ListedAccount.of(directory.account(current.get(), new AccountId(id)));
    }

    private static AccountList list(List<AccountProfile> accounts, @Nullable String next) {
        return new AccountList(accounts.stream().map(ListedAccount::of).toList(), next);
    }

    private static List<AccountId> parse(String ids) {
        try {
            return Arrays.stream(ids.split(",", -1))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .map(id -> new AccountId(Long.parseLong(id)))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new Rejected("request.malformed", "ids are numbers, separated by commas.");
        }
    }
}
