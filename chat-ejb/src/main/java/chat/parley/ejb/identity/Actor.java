package chat.parley.ejb.identity;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;

/**
 * Who acts, proved by a token that is still good.
 *
 * @param service whether it is a program rather than a person; programs have other rate limits
 * @param until when its proof ends; a connection needs a fresh token by then
 */
public record Actor(AccountId account, OrganizationId organization, DeviceId device, boolean service, Instant until) {

    /** Somebody else, who wished something that this one lets happen now: what they may is asked of them. */
    public Actor standingInFor(AccountId other) {
        return new Actor(other, organization, device, service, until);
    }
}
