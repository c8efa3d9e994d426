package dev.keyflux.sandbox;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * STS, as far as it takes to act in several accounts. Every role exists and may be assumed by anybody.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class StsService {
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:[!-~]+/)?([\\w+=,.@-]{1,64})");

    private final Accounts accounts;

    StsService(Accounts accounts) {
        this.accounts = accounts;
    }

    Answer answer(AwsRequest request) {
        var operation = request.call().operation();
        var form = FormParameters.parse(request.body());
        return switch (operation) {
            case "AssumeRole" -> assumeRole(request, form);
            case "GetCallerIdentity" -> callerIdentity(request);
            default ->
                throw new ServiceError(
                        400,
                        "InvalidAction",
                        null,
                        "Could not find operation " + operation + " for version "
                                + form.optional("Version").orElse("NO_VERSION_SPECIFIED"));
        };
    }

    private Answer assumeRole(AwsRequest request, FormParameters form) {
        var roleArn = form.required("RoleArn", "[ -~]{20,2048}");
        var sessionName = form.required("RoleSessionName", "[\\w+=,.@-]{2,64}");
        var duration = Duration.ofSeconds(form.number("DurationSeconds", 900, 43_200, 3_600));
        if (form.optional("ExternalId").isPresent()) {
            form.required("ExternalId", "[\\w+=,.@:/-]{2,1224}");
        }
        var role = ROLE_ARN.matcher(roleArn);
        if (!role.matches()) {
            throw new ServiceError(400, "ValidationError", null, roleArn + " is invalid");
        }
        var session = accounts.assumeRole(role.group(1), role.group(2), sessionName, duration);
        var expiration =
                DateTimeFormatter.ISO_INSTANT.format(session.expiration().truncatedTo(ChronoUnit.SECONDS));

        var credentials = new LinkedHashMap<String, Object>();
        credentials.put("AccessKeyId", session.accessKey());
        credentials.put("SecretAccessKey", session.secretKey());
        credentials.put("SessionToken", session.token());
        credentials.put("Expiration", expiration);
        var user = new LinkedHashMap<String, Object>();
        user.put("AssumedRoleId", session.caller().userId());
        user.put("Arn", session.caller().arn());
        var result = new LinkedHashMap<String, Object>();
        result.put("Credentials", credentials);
        result.put("AssumedRoleUser", user);
        return XmlAnswers.ok("AssumeRole", result, request.id());
    }

    private static Answer callerIdentity(AwsRequest request) {
        var caller = request.caller();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("Arn", caller.arn());
        result.put("UserId", caller.userId());
        result.put("Account", caller.accountId());
        return XmlAnswers.ok("GetCallerIdentity", result, request.id());
    }
}
