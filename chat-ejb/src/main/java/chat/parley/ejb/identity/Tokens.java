package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.terms.HouseRules;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Access tokens: MicroProfile JWTs of 15 minutes, signed by this installation. Verifying one asks no database: what was
 * revoked since it was issued is known to {@link Revocations}. Whoever has yet to agree to the terms in force when theirs is
 * issued has one that says so, and that lets them do nothing but agree; programs agree to nothing.
 */
@ApplicationScoped
public class Tokens {

    /** How long an access token is good. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    /** What whoever has yet to agree to the terms in force is refused with. */
    public static final String UNAGREED = "terms.unagreed";

    private static final String ISSUER = "parley";
    private static final String USER = "user";
    private static final String SERVICE = "service";
    private static final String OPERATOR = "operator";
    private static final String TERMS = "terms";
    private static final int MOST_CHARACTERS = 8192;

    @Inject
    TokenKeys keys;

    @Inject
    Revocations revocations;

    @Inject
    HouseRules rules;

    @Inject
    Clock clock;

    /** A fresh token for this account on this device. */
    public AccessToken issue(AccountProfile account, DeviceId device) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(account.id().toString());
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setStringClaim("upn", account.username());
        claims.setStringListClaim("groups", groups(account));
        claims.setStringClaim("org", account.organization().toString());
        claims.setStringClaim("dev", device.toString());
        if (account.kind() == AccountKind.PERSON && rules.unagreed(account.organization(), account.id())) {
            claims.setClaim(TERMS, false);
        }
        return new AccessToken(sign(claims), LIFE);
    }

    /**
     * Who bears this token.
     *
     * @throws Unauthenticated if it is malformed, forged, expired, or its device or account may no longer do anything
     * @throws Denied if its bearer had yet to agree to the terms in force when it was issued
     */
    public Actor verify(String token) {
        JwtClaims claims = read(token);
        Actor actor = bearer(claims);
        if (Boolean.FALSE.equals(claims.getClaimValue(TERMS))) {
            throw new Denied(UNAGREED, "Agree to the terms of use first, then get a new access token.");
        }
        return actor;
    }

    /**
     * Who bears this token, whatever they have agreed to: for what one needs to agree, or to leave.
     *
     * @throws Unauthenticated if it is malformed, forged, expired, or its device or account may no longer do anything
     */
    public Actor verifyBeforeTerms(String token) {
        return bearer(read(token));
    }

    private Actor bearer(JwtClaims claims) {
        Actor actor = actor(claims);
        if (revocations.refuse(actor)) {
            throw new Unauthenticated("auth.revoked", "This device was signed out. Sign in again.");
        }
        return actor;
    }

    /**
     * Checks that this token is an operator's: one that was signed by whoever holds the installation's private key, not
     * issued to any account.
     *
     * @throws Unauthenticated if it is no token of this installation, or expired
     * @throws Denied if it is somebody else's
     */
    public void verifyOperator(String token) {
        if (!groups(read(token)).contains(OPERATOR)) {
            throw new Denied("auth.operator-only", "Only the operator of this installation may do this.");
        }
    }

    private static List<String> groups(AccountProfile account) {
        List<String> groups = new ArrayList<>();
        groups.add(USER);
        if (account.kind() == AccountKind.SERVICE) {
            groups.add(SERVICE);
        }
        return groups;
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(keys.privateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The key for access tokens does not sign", e);
        }
    }

    private JwtClaims read(String token) {
        if (token.length() > MOST_CHARACTERS) {
            throw invalid();
        }
        try {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                    .setVerificationKey(keys.publicKey())
                    .setExpectedIssuer(ISSUER)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException e) {
            if (e.hasExpired()) {
                throw new Unauthenticated("auth.expired", "The access token has ended. Get a new one.");
            }
            throw invalid();
        }
    }

    private static Actor actor(JwtClaims claims) {
        List<String> groups = groups(claims);
        if (!groups.contains(USER)) {
            throw invalid();
        }
        try {
            return new Actor(
                    new AccountId(Long.parseLong(claims.getSubject())),
                    new OrganizationId(Long.parseLong(claims.getStringClaimValue("org"))),
                    new DeviceId(Long.parseLong(claims.getStringClaimValue("dev"))),
                    groups.contains(SERVICE),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (MalformedClaimException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static List<String> groups(JwtClaims claims) {
        try {
            List<String> groups = claims.getStringListClaimValue("groups");
            return groups == null ? List.of() : groups;
        } catch (MalformedClaimException e) {
            throw invalid();
        }
    }

    private static Unauthenticated invalid() {
        return new Unauthenticated("auth.failed", "The access token is not valid.");
    }
}
