package dev.keyflux.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {

    @Test
    void across_accountsAndRegions_accountByAccount() {
        var prod = Account.assuming("prod", "arn:aws:iam::123456789012:role/keyflux");

        assertThat(Target.across(List.of(Account.callersOwn(), prod), List.of("eu-west-1", "us-east-1")))
                .extracting(Target::toString)
                .containsExactly("default/eu-west-1", "default/us-east-1", "prod/eu-west-1", "prod/us-east-1");
    }

    @Test
    void accountId_role_isTheArnsOwn() {
        assertThat(Account.assuming("prod", "arn:aws:iam::123456789012:role/team/keyflux")
                        .accountId())
                .contains("123456789012");
        assertThat(Account.callersOwn().accountId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:aws:iam::123:role/keyflux",
                "arn:aws:iam::123456789012:user/bob",
                "arn:aws:iam::123456789012:role/team/",
                "arn:aws-cn:iam::123456789012:role/keyflux",
                "keyflux"
            })
    void account_noRoleArn_namesIt(String arn) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Account.assuming("prod", arn))
                .withMessageContaining("'%s' is no role ARN", arn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-prod", "a b", "prod/eu"})
    void account_badAlias_namesIt(String alias) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(alias, null, null))
                .withMessageContaining("'%s'", alias);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "team 7"})
    void account_externalIdThatStsRefuses_namesIt(String externalId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account("prod", "arn:aws:iam::123456789012:role/keyflux", externalId))
                .withMessageContaining("external id '%s'", externalId);
    }

    @Test
    void account_externalIdWithoutRole_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account("prod", null, "secret"))
                .withMessageContaining("needs a role");
    }
}
