package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private final Accounts accounts = accounts(1);

    @Test
    void accountId_ofAKey_isTheSameInEverySandbox() {
        assertThat(accounts.accountId("AKIDALPHA"))
                .isEqualTo("928407692595")
                .isEqualTo(accounts(2).accountId("AKIDALPHA"));
    }

    @Test
    void accountId_inALocaleWithDigitsOfItsOwn_isOfAsciiDigits() {
        var usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(accounts(3).accountId("AKIDALPHA")).matches("[0-9]{12}");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void accountId_ofOtherKeys_differs() {
        assertThat(accounts.accountId("AKIDBRAVO")).isNotEqualTo(accounts.accountId("AKIDALPHA"));
    }

    @Test
    void accountId_named_isThatOne() {
        assertThat(accounts.accountId("NAMED")).isEqualTo("000000000001");
    }

    @Test
    void session_untilItExpires_isItsRole() {
        var session = accounts.assumeRole("111122223333", "keys", "nightly", Duration.ofMinutes(15));

        assertThat(accounts.caller(session.accessKey(), session.token(), AwsProtocol.JSON))
                .isEqualTo(session.caller());
        assertThat(session.expiration()).isEqualTo(Instant.EPOCH.plusSeconds(900));
    }

    private static Accounts accounts(long seed) {
        return new Accounts(
                Map.of("NAMED", "000000000001"), InstantSource.fixed(Instant.EPOCH), new Identifiers(new Random(seed)));
    }
}
