package dev.keyflux.target;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An AWS account: the caller's own, or one that is entered by assuming a role.
 *
 * @param alias the name that reports show for this account, for example {@code prod}
 * @param roleArn the role to assume, for example {@code arn:aws:iam::123456789012:role/keyflux}, in the partition
 *     {@code aws}, which alone has Lightsail; null for the caller's own account
 * @param externalId the external id that the role's trust policy asks for; null for none
 */
public record Account(
        String alias, @Nullable String roleArn, @Nullable String externalId) {

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws:iam::(?<account>\\d{12}):role/(?:[!-~]{1,511}/)?[\\w+=,.@-]{1,64}");

    /** As the STS API has it. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private static final Account CALLERS_OWN = new Account("default", null, null);

    /**
     * Checks the alias, the role's form and the external id's.
     *
     * @throws IllegalArgumentException if the alias, the role ARN or the external id is malformed, or an external id
     *     comes without role
     */
    public Account {
        if (!ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException(
                    "account alias '" + alias + "': use letters, digits, '.', '_' and '-', 64 at most");
        }
        if (roleArn != null && !ROLE_ARN.matcher(roleArn).matches()) {
            throw new IllegalArgumentException("account '" + alias + "': '" + roleArn
                    + "' is no role ARN; expected arn:aws:iam::ACCOUNT_ID:role/NAME");
        }
        if (externalId != null && !EXTERNAL_ID.matcher(externalId).matches()) {
            throw new IllegalArgumentException("account '" + alias + "': external id '" + externalId
                    + "': use letters, digits and _ + = , . @ : / -, 2 to 1,224 of them");
        }
        if (roleArn == null && externalId != null) {
            throw new IllegalArgumentException("account '" + alias + "': an external id needs a role to assume");
        }
    }

    /** The caller's own account, under the alias {@code default}. */
    public static Account callersOwn() {
        return CALLERS_OWN;
    }

    /** An account that is entered by assuming {@code roleArn}. */
    public static Account assuming(String alias, String roleArn) {
        return new Account(alias, roleArn, null);
    }

    /** The twelve-digit account id as the role's ARN tells it; empty for the caller's own account. */
    public Optional<String> accountId() {
        if (roleArn == null) {
            return Optional.empty();
        }
        var arn = ROLE_ARN.matcher(roleArn);
        return arn.matches() ? Optional.of(arn.group("account")) : Optional.empty();
    }
}
