package chat.parley.ejb.identity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.terms.HouseRules;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(RealDatabase.class)
class TokensTest {

    /** No organization has this one, nor terms. */
    private static final OrganizationId NOBODYS = new OrganizationId(Long.MAX_VALUE);

    private static final AccountProfile ANNA =
            new AccountProfile(new AccountId(7), NOBODYS, "anna", "Anna Arendt", AccountKind.PERSON);
    private static final AccountProfile ROBOT =
            new AccountProfile(new AccountId(8), NOBODYS, "robot", "Robot", AccountKind.SERVICE);
    private static final DeviceId PHONE = new DeviceId(21);

    private final MovableClock clock = MovableClock.atNoon();
    private final Revocations revocations = new Revocations();
    private final Tokens tokens = new Tokens();

    TokensTest(Database database) {
        revocations.clock = clock;
        tokens.keys = TestKeys.OURS;
        tokens.revocations = revocations;
        tokens.rules = new HouseRules(database);
        tokens.clock = clock;
    }

    @Test
    void a_token_says_who_bears_it() {
        String token = tokens.issue(ANNA, PHONE).value();

        Actor actor = tokens.verify(token);

        assertThat(actor)
                .isEqualTo(new Actor(
                        ANNA.id(),
                        ANNA.organization(),
                        PHONE,
                        false,
                        clock.instant().plus(Duration.ofMinutes(15))));
    }

    @Test
    void a_program_is_known_as_one() {
        Actor actor = tokens.verify(tokens.issue(ROBOT, PHONE).value());

        assertThat(actor.service()).isTrue();
    }

    @Test
    void a_token_has_what_microprofile_jwt_asks_for() throws Exception {
        JwtClaims claims = JwtClaims.parse(payload(tokens.issue(ANNA, PHONE).value()));

        assertThat(claims.getIssuer()).isEqualTo("parley");
        assertThat(claims.getSubject()).isEqualTo("7");
        assertThat(claims.getStringClaimValue("upn")).isEqualTo("anna");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
        assertThat(claims.getJwtId()).isNotBlank();
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(clock.instant().getEpochSecond());
    }

    @Test
    void a_token_is_good_for_15_minutes_and_no_longer() {
        String token = tokens.issue(ANNA, PHONE).value();

        clock.pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThatCode(() -> tokens.verify(token)).doesNotThrowAnyException();

        clock.pass(Duration.ofSeconds(1));
        assertRefused(token, "auth.expired");
    }

    @Test
    void a_revoked_device_is_refused_and_the_others_are_not() {
        String phone = tokens.issue(ANNA, PHONE).value();
        String laptop = tokens.issue(ANNA, new DeviceId(22)).value();

        revocations.heardOf(PHONE);

        assertRefused(phone, "auth.revoked");
        assertThatCode(() -> tokens.verify(laptop)).doesNotThrowAnyException();
    }

    @Test
    void a_disabled_account_is_refused_on_all_devices() {
        String phone = tokens.issue(ANNA, PHONE).value();

        revocations.heardOf(ANNA.id());

        assertRefused(phone, "auth.revoked");
    }

    @Test
    void a_token_signed_with_another_key_is_refused() throws Exception {
        String forged = signed(TestKeys.of(TestKeys.pair(2048)), claims -> {});

        assertRefused(forged, "auth.failed");
    }

    @Test
    void a_changed_token_is_refused() {
        String[] parts = tokens.issue(ROBOT, PHONE).value().split("\\.", -1);
        String changed = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"user\"", "\"user\",\"operator\"");

        assertRefused(parts[0] + '.' + base64(changed) + '.' + parts[2], "auth.failed");
    }

    @Test
    void a_token_without_a_signature_is_refused() throws Exception {
        JsonWebSignature unsigned = new JsonWebSignature();
        unsigned.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        unsigned.setAlgorithmHeaderValue("none");
        unsigned.setPayload(claims(any -> {}).toJson());

        assertRefused(unsigned.getCompactSerialization(), "auth.failed");
        assertRefused(
                base64("{\"alg\":\"RS256\"}") + '.' + base64(claims(any -> {}).toJson()) + '.', "auth.failed");
    }

    @Test
    void a_token_signed_with_the_public_key_as_a_shared_secret_is_refused() throws Exception {
        JsonWebSignature confused = new JsonWebSignature();
        confused.setAlgorithmHeaderValue("HS256");
        confused.setKey(new HmacKey(TestKeys.OURS.publicKey().getEncoded()));
        confused.setPayload(claims(any -> {}).toJson());

        assertRefused(confused.getCompactSerialization(), "auth.failed");
    }

    @Test
    void a_token_of_another_algorithm_of_the_same_key_is_refused() throws Exception {
        assertRefused(signed(TestKeys.OURS, "PS256", claims(any -> {})), "auth.failed");
    }

    @Test
    void a_token_of_another_issuer_is_refused() throws Exception {
        assertRefused(signed(TestKeys.OURS, claims -> claims.setIssuer("elsewhere")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.unsetClaim("iss")), "auth.failed");
    }

    @Test
    void a_token_without_an_end_is_refused() throws Exception {
        assertRefused(signed(TestKeys.OURS, claims -> claims.unsetClaim("exp")), "auth.failed");
    }

    @Test
    void a_token_that_names_nobody_is_refused() throws Exception {
        assertRefused(signed(TestKeys.OURS, claims -> claims.unsetClaim("sub")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.setSubject("anna")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.setSubject("0")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.unsetClaim("org")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.unsetClaim("dev")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.unsetClaim("groups")), "auth.failed");
        assertRefused(signed(TestKeys.OURS, claims -> claims.setClaim("groups", 5)), "auth.failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "{}", "bearer of nothing", "ä.ö.ü"})
    void what_is_no_token_is_refused(String nonsense) {
        assertRefused(nonsense, "auth.failed");
    }

    @Test
    void an_endless_token_is_refused_unread() {
        assertRefused("a".repeat(100_000), "auth.failed");
    }

    @Test
    void the_operator_is_no_user_and_a_user_no_operator() throws Exception {
        String operator = signed(TestKeys.OURS, claims -> {
            claims.setSubject("0");
            claims.setStringClaim("dev", "0");
            claims.setStringListClaim("groups", List.of("operator"));
        });
        String person = tokens.issue(ANNA, PHONE).value();

        assertThatCode(() -> tokens.verifyOperator(operator)).doesNotThrowAnyException();
        assertRefused(operator, "auth.failed");
        assertThatThrownBy(() -> tokens.verifyOperator(person))
                .isInstanceOfSatisfying(
                        Denied.class, refused -> assertThat(refused.code()).isEqualTo("auth.operator-only"));
    }

    @Test
    void a_token_is_never_in_a_log() {
        AccessToken token = tokens.issue(ANNA, PHONE);

        assertThat(token.toString()).doesNotContain(token.value());
    }

    private void assertRefused(String token, String code) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOf(Unauthenticated.class)
                .extracting(thrown -> ((ChatException) thrown).code())
                .isEqualTo(code);
    }

    private JwtClaims claims(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("parley");
        claims.setSubject("7");
        claims.setExpirationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond() + 60));
        claims.setStringListClaim("groups", List.of("user"));
        claims.setStringClaim("org", "3");
        claims.setStringClaim("dev", "21");
        change.accept(claims);
        return claims;
    }

    private String signed(TokenKeys keys, Consumer<JwtClaims> change) throws JoseException {
        return signed(keys, "RS256", claims(change));
    }

    private static String signed(TokenKeys keys, String algorithm, JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(keys.privateKey());
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }

    private static String payload(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
